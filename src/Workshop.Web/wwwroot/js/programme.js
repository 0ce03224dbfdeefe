// What a cached page of the programme cannot know: what is on now, in which time zone this reader wants to see times, and
// which sessions are theirs. Without a script the page has every time and the query string does the rest.

const frame = document.querySelector("[data-zone]");
const entries = [...document.querySelectorAll("[data-session]")].map(element => {
  const times = [...element.querySelectorAll("time[datetime]")].map(time => Date.parse(time.getAttribute("datetime")));
  const title = element.querySelector("h1, h3").textContent.trim();
  return { element, title, slug: element.dataset.session, start: times[0], end: times[1], isOff: element.matches(".cancelled, :has(h1.off)") };
});

if (frame && !zone()) {
  current();
  setInterval(current, 20_000);
  document.addEventListener("visibilitychange", current);
  mine();
}

function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage is switched off.
  }
}

function store(key, value) {
  try {
    value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value);
  } catch {
    // Then it holds for this page alone.
  }
}

// Time zone: what the address says is remembered; an address that says nothing is given what was remembered.

function zone() {
  const key = "workshop:tz";
  const own = frame.dataset.zone;
  const address = new URL(location);
  const asked = address.searchParams.get("tz");
  const remembered = stored(key);
  if (asked) {
    isZone(asked) && store(key, asked === own ? null : asked);
  } else if (remembered && remembered !== own && isZone(remembered)) {
    address.searchParams.set("tz", remembered);
    location.replace(address);
    return true;
  }
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (frame.matches("form") && here && here !== (asked || own)) {
    address.searchParams.set("tz", here);
    const link = document.createElement("a");
    link.className = "here";
    link.href = address.search;
    link.textContent = "Times where I am";
    frame.querySelector("button").after(link);
  }
  return false;
}

function isZone(name) {
  try {
    return Boolean(Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

// Now and next, by the datetime attributes.

function current() {
  const line = document.querySelector("[data-current]");
  if (!line) {
    return;
  }
  const now = Date.now();
  const soon = now + 12 * 3_600_000;
  const on = entries.filter(entry => !entry.isOff && entry.start <= now && now < entry.end);
  const start = Math.min(...entries.filter(entry => !entry.isOff && entry.start > now && entry.start < soon).map(entry => entry.start));
  const next = entries.filter(entry => !entry.isOff && entry.start === start);
  for (const entry of entries) {
    flag(entry, on.includes(entry) ? "Now" : next.includes(entry) ? "Next" : "");
  }
  line.hidden = on.length + next.length === 0;
  line.replaceChildren(...list("Now", on), ...list("Next", next));
}

function flag({ element }, word) {
  element.classList.toggle("now", word === "Now");
  let sign = element.querySelector(".flag");
  if (sign?.textContent === word || (!sign && !word)) {
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

function list(word, shown) {
  return shown.map(entry => {
    const line = document.createElement("p");
    const sign = document.createElement("strong");
    sign.textContent = word;
    const link = document.createElement("a");
    link.href = `#session-${entry.slug}`;
    link.textContent = entry.title;
    const when = word === "Next" ? entry.element.querySelector("time[datetime]").textContent : "";
    const where = entry.element.querySelector(".where")?.textContent.trim().replace(/\s+/g, " ");
    line.append(sign, " ", link, " ", [when, where].filter(Boolean).join(", "));
    return line;
  });
}

// My schedule: slugs in this browser, of each edition by itself. A link carries them to another device.

function mine() {
  const key = `workshop:mine:${frame.dataset.edition}`;
  let chosen = read();
  const counter = document.createElement("a");
  counter.className = "mine";
  if (frame.matches("form")) {
    frame.append(counter);
    offer();
  }
  const stars = entries.filter(entry => !entry.element.matches(".pause"));
  for (const entry of stars) {
    const star = entry.star = document.createElement("button");
    star.type = "button";
    star.className = "star";
    star.title = "My schedule";
    star.setAttribute("aria-label", `My schedule: ${entry.title}`);
    star.addEventListener("click", () => {
      chosen = read();
      keep(chosen.includes(entry.slug) ? chosen.filter(slug => slug !== entry.slug) : [...chosen, entry.slug]);
    });
    (entry.element.querySelector(".what > div, header") ?? entry.element).append(star);
  }
  addEventListener("storage", event => event.key === key && show(read()));
  show(chosen);

  function read() {
    try {
      const kept = JSON.parse(stored(key));
      return Array.isArray(kept) ? kept.filter(slug => /^[a-z0-9-]{1,100}$/.test(slug)) : [];
    } catch {
      return [];
    }
  }

  function keep(slugs) {
    store(key, JSON.stringify(slugs));
    show(slugs);
  }

  function show(slugs) {
    chosen = slugs;
    const address = new URL(location);
    address.search = "";
    const tz = new URL(location).searchParams.get("tz");
    tz && address.searchParams.set("tz", tz);
    counter.hidden = slugs.length === 0;
    counter.href = `${address.pathname}?${new URLSearchParams([...address.searchParams, ["mine", slugs.join(",")]])}`;
    counter.textContent = `My schedule (${slugs.length})`;
    for (const entry of stars) {
      const isMine = slugs.includes(entry.slug);
      entry.star.setAttribute("aria-pressed", isMine);
      entry.star.textContent = (isMine ? "★" : "☆") + (entry.element.matches(".session") ? " My schedule" : "");
      entry.element.querySelector(".clash")?.remove();
      const others = isMine && !entry.isOff ? entries.filter(other => other !== entry && !other.isOff && slugs.includes(other.slug) && other.start < entry.end && entry.start < other.end) : [];
      if (others.length > 0) {
        const note = document.createElement("p");
        note.className = "note clash";
        note.textContent = `Overlaps with ${others.map(other => `“${other.title}”`).join(", ")}.`;
        entry.star.before(note);
      }
    }
  }

  // On another device, by the link: to keep what it carries.
  function offer() {
    const carried = new URL(location).searchParams.get("mine")?.split(",").filter(slug => entries.some(entry => entry.slug === slug)) ?? [];
    if (carried.some(slug => !chosen.includes(slug))) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Keep these as mine";
      button.addEventListener("click", () => {
        keep([...new Set([...chosen, ...carried])]);
        button.remove();
      });
      frame.append(button);
    }
  }
}
