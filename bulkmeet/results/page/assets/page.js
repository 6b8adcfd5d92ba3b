// The page: what the data says, given to the calendar and the two lists.

const SIGNS = { created: "✓", invalid: "✕", failed: "✕", unknown: "?", pending: "…", skipped: "↷", error: "✕", warning: "!" };
const MOST_TOLD = 200;

function show(data) {
  const { texts, meetings, issues } = data;
  const statusOf = (n) => data.statuses[meetings.statuses[n]];
  const startOf = (n) => (meetings.times[n] ? meetings.times[n][0] : -1);
  const whenOf = (n) => (meetings.times[n] ? `${momentOf(startOf(n))}–${untilOf(startOf(n), meetings.times[n][1])}` : "");
  const clashesOf = (n) => meetings.clashes[n] || [];
  const named = (word) => make("span", { class: `word-${word}` }, sign(SIGNS[word]), " ", word);

  const meeting = (n) => ({
    title: meetings.titles[n],
    host: texts[meetings.hosts[n]],
    status: statusOf(n),
    sign: data.sent || statusOf(n) !== "pending" ? SIGNS[statusOf(n)] : "",
    clashes: clashesOf(n),
    repeats: meetings.repeats[n],
    sent: data.sent,
  });

  // ---- the meetings one by one ------------------------------------------------------------------------------

  function tell(n) {
    const lines = [["Status", named(statusOf(n))]];
    const add = (label, said) => said && lines.push([label, said instanceof Node ? said : own(said)]);
    if (meetings.times[n]) {
      const [start, length, offset] = meetings.times[n];
      add("When", `${whenOf(n)} (${data.zone})`);
      add("In UTC", momentOf(start - offset));
      if (meetings.elsewhere[n]) add("In the sheet", `${momentOf(meetings.elsewhere[n][1])} (${meetings.elsewhere[n][0]})`);
      add("Lasts", length < 60 ? `${length} min` : `${Math.floor(length / 60)} h${length % 60 ? ` ${length % 60} min` : ""}`);
      add("Repeats", meetings.repeats[n]);
      add("Host", texts[meetings.hosts[n]]);
      add("Participants", number(meetings.people[n]));
    }
    add("Rows", meetings.rows[n]);
    add("Message", texts[meetings.messages[n]]);
    add("Meeting id", meetings.ids[n]);
    add("Link", linkTo(meetings.links[n]));
    if (clashesOf(n).length) add("Double booked with", make("ul", null, ...clashesOf(n).map((other) => make("li", null, own(`${meetings.titles[other] || "no title"}`), ` (row ${meetings.rows[other]}, ${whenOf(other)})`))));
    return make("dl", null, ...lines.map(([label, said]) => make("div", null, make("dt", null, label), make("dd", null, said))));
  }

  /** A link shows where it leads, and leads nowhere but to https. */
  const linkTo = (link) => (link && link.startsWith("https://") ? make("a", { href: link, rel: "noopener noreferrer", target: "_blank" }, own(link)) : link);

  function open(places, title) {
    byId("detail-title").replaceChildren(own(title || meetings.titles[places[0]] || "no title"));
    const told = places.slice(0, MOST_TOLD);
    const body = places.length === 1 ? [tell(places[0])] : told.map((n) => make("details", null, make("summary", null, clock(startOf(n) % DAY), " ", own(meetings.titles[n] || "no title"), clashesOf(n).length ? make("span", { class: "word-warning" }, " ", sign("2×"), " double booked") : null), tell(n)));
    if (told.length < places.length) body.push(make("p", { class: "note" }, `${number(places.length - told.length)} more are in the list of meetings below.`));
    byId("detail-body").replaceChildren(...body);
    byId("detail").showModal();
  }

  // ---- the calendar -----------------------------------------------------------------------------------------

  const timed = meetings.times.filter(Boolean).length;
  const untimed = meetings.times.length - timed;
  const notes = [`Times are in ${data.zone}.`];
  if (Object.keys(meetings.elsewhere).length) notes.push(`${counted(Object.keys(meetings.elsewhere).length, "meeting")} written in another zone ${Object.keys(meetings.elsewhere).length === 1 ? "stands" : "stand"} at that time here.`);
  if (Object.keys(meetings.repeats).length) notes.push("A meeting that repeats (↻) stands at its first time.");
  const doubles = Object.keys(meetings.clashes).length;
  if (doubles) notes.push(`${counted(doubles, "meeting")} marked 2× ${doubles === 1 ? "is" : "are"} double booked: the same host or participant is in two at once.`);
  if (untimed) notes.push(`${counted(untimed, "meeting")} that ${untimed === 1 ? "is" : "are"} invalid or left out ${untimed === 1 ? "is" : "are"} not in the calendar, but in the list below.`);
  byId("calendar-note").textContent = notes.join(" ");
  if (timed) makeCalendar(data.calendar, meeting, open);
  else byId("calendar").remove();

  // ---- the lists --------------------------------------------------------------------------------------------

  const column = (name, label, text, more) => ({ name, label, text, ...more });
  const lists = {};
  if (issues.length) {
    const cellKey = (cell) => {
      const parts = /^([A-Z]+)(\d+)$/.exec(cell);
      return parts ? `${String(parts[1].length)}${parts[1]} ${parts[2].padStart(8, "0")}` : cell;
    };
    lists.issues = makeTable(byId("issues"), {
      count: issues.length,
      noun: "issue",
      columns: [
        column("row", "Row", (n) => (issues[n][0] ? String(issues[n][0]) : ""), { key: (n) => issues[n][0] }),
        column("cell", "Cell", (n) => issues[n][1], { key: (n) => cellKey(issues[n][1]) }),
        column("column", "Column", (n) => texts[issues[n][3]]),
        column("severity", "Severity", (n) => texts[issues[n][5]], { cell: (n) => named(texts[issues[n][5]]) }),
        column("code", "Kind", (n) => texts[issues[n][4]]),
        column("message", "What to do", (n) => texts[issues[n][6]]),
        column("value", "Value", (n) => issues[n][2]),
      ],
      facets: [
        { name: "severity", label: "Severity", text: (n) => texts[issues[n][5]] },
        { name: "column", label: "Column", text: (n) => texts[issues[n][3]] },
        { name: "code", label: "Kind", text: (n) => texts[issues[n][4]] },
      ],
    });
  } else {
    byId("issues").querySelector("table").hidden = true;
  }
  lists.meetings = makeTable(byId("meetings"), {
    count: meetings.rows.length,
    noun: "meeting",
    columns: [
      column("row", "Rows", (n) => meetings.rows[n]),
      column("status", "Status", statusOf, { cell: (n) => named(statusOf(n)) }),
      column("when", "When", whenOf, { key: startOf }),
      column("title", "Title", (n) => meetings.titles[n], {
        cell: (n) => make("button", { type: "button", class: "plain", "aria-haspopup": "dialog", click: () => open([n]) }, own(meetings.titles[n] || "no title")),
      }),
      column("host", "Host", (n) => texts[meetings.hosts[n]]),
      column("people", "Participants", (n) => (meetings.times[n] ? String(meetings.people[n]) : ""), { key: (n) => meetings.people[n] }),
      column("message", "Message", (n) => texts[meetings.messages[n]]),
    ],
    facets: [
      { name: "status", label: "Status", text: statusOf },
      { name: "double", label: "Double booked", text: (n) => (clashesOf(n).length ? "yes" : "no") },
    ],
    extra: (n) => meetings.ids[n] || "",
  });

  for (const card of document.querySelectorAll("a.card")) {
    card.addEventListener("click", () => lists[card.hash.slice(1)].filter({ ...card.dataset }));
  }
  byId("cut").replaceChildren(...data.cut.map((said) => make("li", null, said)));
  byId("cut").hidden = !data.cut.length;
}

for (const part of document.querySelectorAll(".needs-script")) part.hidden = false;
show(JSON.parse(byId("data").textContent));
