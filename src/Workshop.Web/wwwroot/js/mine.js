// My schedule: the sessions that a reader has starred, of each edition by itself, in this browser alone. A link carries them to
// another device.

import { entries, frame, store, stored } from "./sessions.js";

const key = `workshop:mine:${frame?.dataset.edition}`;
const isPause = entry => entry.element.matches(".pause");
const stars = new Map();
// By slug: title, start and end, so that a clash with a session of another page is seen.
let chosen = read() ?? {};

export function mine() {
  const counter = document.createElement("a");
  counter.className = "mine";
  (frame.matches("form") ? frame : frame.querySelector("header")).append(counter);
  if (frame.matches("form")) {
    forgetGone();
    offer();
  }
  // What has no time yet is on no schedule.
  for (const entry of entries.filter(entry => entry.start && !isPause(entry))) {
    const star = document.createElement("button");
    star.type = "button";
    star.className = "star";
    star.title = "My schedule";
    star.setAttribute("aria-label", `My schedule: ${entry.title}`);
    star.addEventListener("click", () => toggle(entry));
    (entry.element.querySelector(".what > div, header") ?? entry.element).append(star);
    stars.set(entry, star);
  }
  addEventListener("storage", event => {
    if (event.key === key) {
      chosen = read() ?? {};
      show();
    }
  });
  show();

  function toggle(entry) {
    // Another tab may have changed it; where nothing can be stored it holds for this page alone.
    chosen = read() ?? chosen;
    Object.hasOwn(chosen, entry.slug) ? delete chosen[entry.slug] : add(entry);
    keep();
  }

  function keep() {
    store(key, JSON.stringify(chosen));
    show();
  }

  function show() {
    const slugs = Object.keys(chosen);
    const tz = new URL(location).searchParams.get("tz");
    counter.hidden = slugs.length === 0;
    // Commas need no encoding in a query.
    counter.href = `${frame.dataset.schedule ?? location.pathname}?${tz ? `tz=${encodeURIComponent(tz)}&` : ""}mine=${slugs.join(",")}`;
    counter.textContent = `My schedule (${slugs.length})`;
    for (const [entry, star] of stars) {
      const isMine = Object.hasOwn(chosen, entry.slug);
      star.setAttribute("aria-pressed", isMine);
      star.textContent = (isMine ? "★" : "☆") + (entry.element.matches(".session") ? " My schedule" : "");
      warn(entry, star, isMine && !entry.isOff ? clashesOf(entry) : []);
    }
  }

  // What has left the programme can be unstarred nowhere.
  function forgetGone() {
    if ([...new URL(location).searchParams.keys()].every(name => name === "tz")) {
      const gone = Object.keys(chosen).filter(slug => !entries.some(entry => entry.slug === slug));
      gone.forEach(slug => delete chosen[slug]);
      gone.length > 0 && store(key, JSON.stringify(chosen));
    }
  }

  // On another device, by the link: to keep what it carries.
  function offer() {
    const carried = new URL(location).searchParams.get("mine")?.split(",") ?? [];
    const others = entries.filter(entry => carried.includes(entry.slug) && !Object.hasOwn(chosen, entry.slug));
    if (others.length > 0) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Keep these as mine";
      button.addEventListener("click", () => {
        chosen = read() ?? chosen;
        others.forEach(add);
        keep();
        button.remove();
      });
      frame.append(button);
    }
  }
}

function add({ slug, title, start, end, isOff }) {
  chosen[slug] = { title, start, end, isOff };
}

function clashesOf(entry) {
  // A session of this page says better than what was kept of it when it is and whether it takes place.
  return Object.entries(chosen)
    .map(([slug, kept]) => entries.find(other => other.slug === slug) ?? { slug, ...kept })
    .filter(other => other.slug !== entry.slug && !other.isOff && other.start < entry.end && entry.start < other.end);
}

function warn({ element }, star, clashes) {
  element.querySelector(".clash")?.remove();
  if (clashes.length > 0) {
    const note = document.createElement("p");
    note.className = "note clash";
    note.textContent = `Overlaps with ${clashes.map(other => `“${other.title}”`).join(", ")}.`;
    star.before(note);
  }
}

/** @returns Null where nothing can be read. */
function read() {
  try {
    const kept = JSON.parse(stored(key));
    return kept && typeof kept === "object"
      ? Object.fromEntries(Object.entries(kept).filter(([slug, session]) => /^[a-z0-9-]{1,100}$/.test(slug) && typeof session?.title === "string"))
      : null;
  } catch {
    return null;
  }
}
