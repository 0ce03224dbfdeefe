// Deadlines in the reader's own time zone: the one chosen on the schedule, or the one that this browser is in.

import { months, stored } from "./sessions.js";

const timeZone = known(stored("workshop:tz"));

for (const time of document.querySelectorAll("li:not(.past) time[data-deadline]")) {
  // The address may have asked for a zone; then the server has said it.
  if (!time.parentElement.querySelector(".here")) {
    const here = document.createElement("small");
    here.className = "here";
    here.textContent = `${inZone(new Date(time.getAttribute("datetime")))} your time`;
    time.parentElement.append(" ", here);
  }
}

/** "9 Sep 2024, 13:59", as the page has its other times. */
function inZone(at) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "numeric", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${Number(part.day)} ${months[part.month - 1]} ${part.year}, ${part.hour}:${part.minute}`;
}

/** The zone, or the browser's own where it is none that the browser knows. */
function known(name) {
  try {
    return new Intl.DateTimeFormat("en", name ? { timeZone: name } : {}).resolvedOptions().timeZone;
  } catch {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
}
