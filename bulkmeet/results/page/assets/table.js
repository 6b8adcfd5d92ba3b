// A list that stays quick with a hundred thousand entries: it is filtered and sorted as numbers, and only what can be
// seen becomes elements.

const FIRST_ROWS = 100;
const MORE_ROWS = 400;
const PRINTED_ROWS = 300;
const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/**
 * Fill a section's table. `columns` have name, label, text(n) and perhaps key(n) to sort by and cell(n) to show;
 * `facets` have name, label and text(n); `noun` names what is listed. Gives {filter(values)}.
 */
function makeTable(section, { count, noun, columns, facets, extra }) {
  const head = section.querySelector("thead");
  const body = section.querySelector("tbody");
  const more = section.querySelector(".more");
  const said = make("output", { class: "found", "aria-live": "polite" });
  const all = Array.from({ length: count }, (_, place) => place);
  const state = { query: "", chosen: {}, sort: null, down: false, shown: FIRST_ROWS, order: all };
  const haystacks = [];

  const haystack = (n) => (haystacks[n] ??= [...columns.map((column) => column.text(n)), extra ? extra(n) : ""].join("\n").toLowerCase());

  function choose() {
    const words = state.query.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = facets.filter((facet) => state.chosen[facet.name]);
    state.order = all.filter(
      (n) =>
        wanted.every((facet) => facet.text(n) === state.chosen[facet.name]) &&
        words.every((word) => haystack(n).includes(word)),
    );
    const column = columns.find(({ name }) => name === state.sort);
    if (column) {
      const keys = new Map(state.order.map((n) => [n, (column.key || column.text)(n)]));
      const way = state.down ? -1 : 1;
      state.order.sort((a, b) => way * compare(keys.get(a), keys.get(b)) || a - b);
    }
    state.shown = FIRST_ROWS;
    draw();
  }

  function draw() {
    body.replaceChildren(...state.order.slice(0, state.shown).map(row));
    const found = state.order.length;
    said.textContent = found === count ? counted(count, noun) : `${number(found)} of ${counted(count, noun)}`;
    drawMore();
  }

  function row(n) {
    const cells = columns.map((column) =>
      make("td", { class: column.name, role: "cell", "data-label": column.label }, column.cell ? column.cell(n) : own(column.text(n))),
    );
    return make("tr", { role: "row" }, ...cells);
  }

  function drawMore() {
    const left = state.order.length - state.shown;
    if (left <= 0) {
      more.replaceChildren(state.order.length ? "" : make("p", { class: "note" }, `No ${noun} matches these filters.`));
      return;
    }
    const button = make("button", { type: "button", click: () => grow(MORE_ROWS) }, `Show ${number(Math.min(left, MORE_ROWS))} more`);
    more.replaceChildren(button, make("span", { class: "note" }, ` ${number(left)} not shown`));
  }

  function grow(by) {
    const from = state.shown;
    state.shown += by;
    body.append(...state.order.slice(from, state.shown).map(row));
    drawMore();
  }

  function sortBy(name, down) {
    state.sort = name;
    state.down = down;
    for (const [place, column] of columns.entries()) {
      const is = column.name === name;
      headers[place].setAttribute("aria-sort", is ? (down ? "descending" : "ascending") : "none");
      headers[place].querySelector(".sign").textContent = is ? (down ? "▼" : "▲") : "↕";
    }
    choose();
  }

  const headers = columns.map((column) =>
    make(
      "th",
      { scope: "col", role: "columnheader", class: column.name, "aria-sort": "none" },
      make(
        "button",
        { type: "button", click: () => sortBy(column.name, state.sort === column.name && !state.down) },
        column.label,
        " ",
        sign("↕"),
      ),
    ),
  );

  const search = make("input", { type: "search", spellcheck: "false", autocomplete: "off", placeholder: "Any words", input: () => {
    state.query = search.value;
    choose();
  } });
  const selects = facets.map((facet) => makeFacet(facet, count, (value) => {
    state.chosen[facet.name] = value;
    choose();
  }));
  const clear = make("button", { type: "button", click: () => filter({}) }, "Clear filters");

  /** Set the filters: `values` by facet name, and `search`; those not named are taken off. */
  function filter(values) {
    state.query = search.value = values.search || "";
    facets.forEach((facet, place) => {
      const select = selects[place].querySelector("select");
      select.value = values[facet.name] || "";
      state.chosen[facet.name] = select.value;
    });
    choose();
  }

  section.querySelector(".tools").replaceChildren(make("label", null, "Find ", search), ...selects, clear, said);
  section.querySelector(".note").textContent = "";
  const table = section.querySelector("table");
  table.setAttribute("role", "table");
  table.setAttribute("aria-labelledby", section.getAttribute("aria-labelledby"));
  head.setAttribute("role", "rowgroup");
  body.setAttribute("role", "rowgroup");
  head.replaceChildren(make("tr", { role: "row" }, ...headers));
  window.addEventListener("beforeprint", () => grow(Math.max(0, Math.min(PRINTED_ROWS, state.order.length) - state.shown)));
  draw();
  return { filter };
}

/** A label with a select of the values that occur, each with how often it does. */
function makeFacet(facet, count, changed) {
  const found = new Map();
  for (let n = 0; n < count; n++) found.set(facet.text(n), (found.get(facet.text(n)) || 0) + 1);
  const values = [...found.keys()].filter(Boolean).sort(collator.compare);
  const select = make(
    "select",
    { change: () => changed(select.value) },
    make("option", { value: "" }, "all"),
    ...values.map((value) => make("option", { value }, `${value} (${number(found.get(value))})`)),
  );
  return make("label", null, `${facet.label} `, select);
}

function compare(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : collator.compare(one, other);
}
