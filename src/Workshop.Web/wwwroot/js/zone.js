// The time zone that a reader has chosen: an address that says nothing is given the one that this browser remembers.

import { frame, store, stored } from "./sessions.js";

const key = "workshop:tz";

/** @returns Whether the page is left for the same one in another zone. */
export function zone() {
  const { zone: own, shown } = frame.dataset;
  const address = new URL(location);
  const asked = address.searchParams.get("tz");
  const remembered = stored(key);
  if (!asked && remembered && remembered !== own) {
    address.searchParams.set("tz", remembered);
    location.replace(address);
    return true;
  }
  if (asked && asked === remembered && asked !== shown) {
    store(key, null); // The site does not know it, or not any more.
  }
  if (frame.matches("form")) {
    // Chosen here: somebody else's link shows its zone once and changes nothing.
    frame.addEventListener("submit", () => remember(frame.elements.tz.value, own));
    offerHere(address, own, shown);
  }
  return false;
}

function remember(name, own) {
  store(key, name === own ? null : name);
}

function offerHere(address, own, shown) {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (here && here !== shown) {
    address.searchParams.set("tz", here);
    const link = document.createElement("a");
    link.className = "here";
    link.href = address.search;
    link.textContent = "Times where I am";
    link.addEventListener("click", () => remember(here, own));
    frame.querySelector("button").after(link);
  }
}
