// The calendar: a week by day and hour, or all of it as counts. Days are numbers since 1970-01-01, and minutes are as
// clocks in the calendar's zone show them; where a block stands was worked out when the page was made.

const DAY = 1440;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const HEAT_LEVELS = 5;
const LINES_AN_HOUR = 3.6;

const dateOf = (day) => new Date(day * 86400000);
const weekdayOf = (day) => (day + 3) % 7;
const mondayOf = (day) => day - weekdayOf(day);
const monthOf = (day) => MONTHS[dateOf(day).getUTCMonth()];
const shortDate = (day) => `${dateOf(day).getUTCDate()} ${monthOf(day).slice(0, 3)}`;
const longDate = (day) => `${WEEKDAYS[weekdayOf(day)]} ${shortDate(day)} ${dateOf(day).getUTCFullYear()}`;
const clock = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
const dayOf = (minutes) => Math.floor(minutes / DAY);

/** "Tue 4 Mar 2031, 09:00", for minutes since 1970. */
const momentOf = (minutes) => `${longDate(dayOf(minutes))}, ${clock(minutes % DAY)}`;

/** "9:00 to 9:45", with the date of the end where that is another day. */
function untilOf(minutes, length) {
  const end = minutes + length;
  return dayOf(minutes) === dayOf(end - 1) ? clock(end % DAY) : momentOf(end);
}

/** Draw the calendar. `meetings` tells of each meeting by its place; `open(places, title)` shows some of them. */
function makeCalendar({ hours, blocks, crowds, heat }, meetings, open) {
  const days = Object.keys(heat).map(Number).sort((a, b) => a - b);
  const weeks = [...new Set(days.map(mondayOf))];
  const view = byId("calendar-view");
  const select = byId("week");
  const lastDay = days.some((day) => weekdayOf(day) > 4) ? 7 : 5;
  const placesOn = (day) => [...(blocks[day] || []).map((block) => block[0]), ...(crowds[day] || []).flatMap((crowd) => crowd[1])];
  let week = weeks[0];
  let [from, to] = [0, 24];

  function show(overview) {
    byId("show-all").setAttribute("aria-pressed", String(overview));
    byId("show-week").setAttribute("aria-pressed", String(!overview));
    byId("week-choice").hidden = overview;
    [from, to] = hours[overview ? "all" : week];
    view.replaceChildren(...(overview ? drawOverview() : [drawWeek(week)]));
  }

  function goTo(monday) {
    week = monday;
    select.value = String(monday);
    byId("week-before").disabled = weeks.indexOf(monday) === 0;
    byId("week-after").disabled = weeks.indexOf(monday) === weeks.length - 1;
    show(false);
  }

  // ---- one week ---------------------------------------------------------------------------------------------

  function drawWeek(monday) {
    const axis = make("div", { class: "axis", "aria-hidden": "true" });
    for (let hour = from; hour < to; hour++) {
      const mark = make("span", null, clock(hour * 60));
      mark.style.setProperty("--at", hour - from);
      axis.append(mark);
    }
    const columns = Array.from({ length: lastDay }, (_, n) => drawDay(monday + n));
    const week = make("div", { class: "week" }, axis, ...columns);
    week.style.setProperty("--hours", to - from);
    week.style.setProperty("--days", lastDay);
    return week;
  }

  function drawDay(day) {
    const pieces = [...(blocks[day] || []).map((block) => [block[1], drawBlock(day, block)]), ...(crowds[day] || []).map((crowd) => [crowd[0] * 60, drawCrowd(day, crowd)])];
    pieces.sort((a, b) => a[0] - b[0]);
    const list = make("ol", { role: "list" }, ...pieces.map(([, piece]) => piece));
    const title = make("h3", null, make("span", { class: "weekday" }, WEEKDAYS[weekdayOf(day)]), " ", shortDate(day));
    return make("section", { class: pieces.length ? "day" : "day empty", "aria-label": longDate(day) }, title, list);
  }

  function drawBlock(day, [place, start, end, lane, lanes]) {
    const told = meetings(place);
    const double = told.clashes.length > 0;
    const name = `${longDate(day)}, ${clock(start)} to ${clock(end)}: ${told.title || "no title"}, host ${told.host}, ${told.status}${double ? ", double booked" : ""}`;
    const button = make(
      "button",
      { type: "button", "aria-label": name, title: name, "aria-haspopup": "dialog", click: () => open([place]) },
      make("span", { class: "time" }, double ? sign("2×") : null, told.sign ? sign(told.sign) : null, clock(start), make("span", { class: "until" }, `–${clock(end)}`)),
      double ? make("span", { class: "mark" }, "double booked") : null,
      make("span", { class: "title" }, own(told.title || "no title"), told.repeats ? sign(" ↻") : null),
      make("span", { class: "host" }, own(told.host)),
    );
    const lines = Math.floor((Math.max(end - start, 15) * LINES_AN_HOUR) / 60);
    const room = lines < 2 ? "short" : lines < 3 + double ? "middle" : "full";
    const item = make("li", { class: `block ${room} status-${told.status}${double ? " double" : ""}` }, button);
    item.style.setProperty("--lines", room === "full" ? lines - 2 - double : 1);
    put(item, start, end, lane, lanes);
    return item;
  }

  function drawCrowd(day, [hour, places]) {
    const doubles = places.filter((place) => meetings(place).clashes.length).length;
    const title = `${longDate(day)}, from ${clock(hour * 60)}: ${counted(places.length, "meeting")}`;
    const button = make(
      "button",
      { type: "button", "aria-haspopup": "dialog", "aria-label": `${title}${doubles ? `, ${doubles} double booked` : ""}`, click: () => open(places, title) },
      make("span", { class: "time" }, clock(hour * 60)),
      make("span", { class: "title" }, make("b", null, number(places.length)), places.length === 1 ? " meeting" : " meetings"),
      doubles ? make("span", { class: "mark" }, sign("2×"), `${number(doubles)} double`, make("span", { class: "long" }, " booked")) : null,
    );
    const item = make("li", { class: `block crowd${doubles ? " double" : ""}` }, button);
    put(item, hour * 60, hour * 60 + 60, 0, 1);
    return item;
  }

  function put(item, start, end, lane, lanes) {
    item.style.setProperty("--start", (start - from * 60) / 60);
    item.style.setProperty("--length", Math.max(end - start, 15) / 60);
    item.style.setProperty("--lane", lane / lanes);
    item.style.setProperty("--width", 1 / lanes);
  }

  // ---- all of it --------------------------------------------------------------------------------------------

  const anyDouble = days.some((day) => placesOn(day).some((place) => meetings(place).clashes.length));
  const busiest = days.reduce((most, day) => Math.max(most, ...heat[day]), 0);
  const level = (count) => Math.max(1, Math.ceil((count / busiest) * HEAT_LEVELS));

  const brief = (count) => (count < 1000 ? String(count) : `${Math.floor(count / 1000)}k`);

  function drawOverview() {
    const months = new Map();
    for (const day of days) {
      const month = `${monthOf(day)} ${dateOf(day).getUTCFullYear()}`;
      if (!months.has(month)) months.set(month, []);
      months.get(month).push(day);
    }
    return [make("div", { class: "months" }, ...[...months].map(([month, there]) => drawMonth(month, there)))];
  }

  function drawMonth(month, there) {
    const spans = Array.from({ length: to - from }, (_, n) => from + n);
    const head = make("tr", null, make("th", { scope: "col" }, "Day"), ...spans.map((hour) => make("th", { scope: "col" }, String(hour).padStart(2, "0"))), anyDouble ? make("th", { scope: "col", class: "doubles" }, sign("2×"), make("span", { class: "hidden" }, "Double booked")) : null);
    const rows = there.map((day, n) => drawHeat(day, spans, n > 0 && mondayOf(day) !== mondayOf(there[n - 1])));
    return make("table", { class: "heat" }, make("caption", null, month), make("thead", null, head), make("tbody", null, ...rows));
  }

  function drawHeat(day, spans, begins) {
    const places = placesOn(day);
    const doubles = places.filter((place) => meetings(place).clashes.length).length;
    const name = `${WEEKDAYS[weekdayOf(day)]} ${dateOf(day).getUTCDate()}`;
    const button = make("button", { type: "button", "aria-label": `${longDate(day)}, ${counted(places.length, "meeting")}: show this week`, click: () => {
      goTo(mondayOf(day));
      byId("show-week").focus();
    } }, name);
    const cells = spans.map((hour) => {
      const count = heat[day][hour];
      return make("td", count ? { class: `level-${level(count)}` } : null, count ? brief(count) : "");
    });
    return make("tr", begins ? { class: "begins" } : null, make("th", { scope: "row" }, button), ...cells, anyDouble ? make("td", { class: "doubles" }, doubles ? number(doubles) : "") : null);
  }

  // ---- how to go about in it --------------------------------------------------------------------------------

  select.replaceChildren(...weeks.map((monday) => {
    const count = days.filter((day) => mondayOf(day) === monday).reduce((sum, day) => sum + placesOn(day).length, 0);
    return make("option", { value: String(monday) }, `${shortDate(monday)} – ${shortDate(monday + 6)} ${dateOf(monday + 6).getUTCFullYear()} (${number(count)})`);
  }));
  select.addEventListener("change", () => goTo(Number(select.value)));
  byId("week-before").addEventListener("click", () => goTo(weeks[weeks.indexOf(week) - 1]));
  byId("week-after").addEventListener("click", () => goTo(weeks[weeks.indexOf(week) + 1]));
  byId("show-week").addEventListener("click", () => show(false));
  byId("show-all").addEventListener("click", () => show(true));
  goTo(weeks[0]);
  show(weeks.length > 4);
}
