// Keeps a page of the programme current while it is open: what is on now, by the datetime attributes. The server writes the same
// into the page, so it is right without a script until it is read a while later.

import { mine } from "./mine.js";
import { entries, frame, months } from "./sessions.js";
import { zone } from "./zone.js";

const days = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

if (frame && !zone()) {
  current();
  setInterval(current, 20_000);
  document.addEventListener("visibilitychange", current);
  mine();
}

function current() {
  const line = document.querySelector("[data-current]");
  if (!line) {
    return;
  }
  const now = Date.now();
  const ahead = entries.filter(entry => !entry.isOff && entry.end > now);
  const on = ahead.filter(entry => entry.start <= now);
  const start = Math.min(...ahead.filter(entry => entry.start > now).map(entry => entry.start));
  const next = ahead.filter(entry => entry.start === start);
  // A link in it that has the focus is to keep it.
  const said = [on, next].map(list => list.map(entry => entry.slug)).join("|");
  if (line.dataset.current === said) {
    return;
  }
  line.dataset.current = said;
  for (const entry of entries) {
    flag(entry, on.includes(entry) ? "Now" : next.includes(entry) ? "Next" : "");
  }
  line.hidden = on.length + next.length === 0;
  line.replaceChildren(...on.map(entry => link("Now", entry)), ...next.map(entry => link("Next", entry)));
}

function flag({ element }, word) {
  element.classList.toggle("now", word === "Now");
  let sign = element.querySelector(".flag");
  if ((sign?.textContent ?? "") === word) {
    return;
  }
  sign?.remove();
  if (word) {
    sign = document.createElement("strong");
    sign.className = "flag";
    sign.textContent = word;
    element.querySelector("h3").before(sign);
  }
}

function link(word, { element, slug, title }) {
  const line = document.createElement("p");
  const sign = document.createElement("strong");
  sign.textContent = word;
  const link = document.createElement("a");
  link.href = `#session-${slug}`;
  link.textContent = title;
  const where = element.querySelector(".where > div, span.where")?.firstChild?.textContent.trim();
  line.append(sign, " ", link, " ", [word === "Next" ? when(element.querySelector("time[datetime]")) : "", where].filter(Boolean).join(", "));
  return line;
}

function when(time) {
  // Local to the zone in which the page has its times.
  const date = new Date(`${time.getAttribute("datetime").slice(0, 10)}T00:00Z`);
  return `${days[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]}, ${time.textContent}`;
}
