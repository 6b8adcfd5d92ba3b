"use strict";
// Every text goes through text nodes and attributes; nothing on this page is ever parsed as markup.

/** An element; `given` are attributes (true for one without a value), event handlers (functions), `children` nodes or texts. */
function make(name, given, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given || {})) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** A text of the sheet, whose own direction must not turn what stands around it. */
const own = (text) => make("bdi", null, text);

/** A sign that only repeats, for the eye, what a word beside it says. */
const sign = (text) => make("span", { class: "sign", "aria-hidden": "true" }, text);

const byId = (id) => document.getElementById(id);

const number = (count) => count.toLocaleString("en-US");

const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
