// Deadlines in the reader's own time zone: the one chosen on the schedule, or the one that this browser is in.

import { stored } from "./sessions.js";

const timeZone = stored("workshop:tz") ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

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
  return new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
}
