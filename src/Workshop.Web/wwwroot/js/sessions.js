// What the modules of the public pages share: the sessions on a page of the programme, and what this browser keeps for its reader.

export const frame = document.querySelector("[data-zone]");

export const entries = [...document.querySelectorAll("[data-session]")].map(element => {
  const [start, end] = [...element.querySelectorAll("time[datetime]")].map(time => Date.parse(time.getAttribute("datetime")));
  const title = element.querySelector("h1, h3").textContent.trim();
  return { element, title, slug: element.dataset.session, start, end, isOff: element.matches(".cancelled, :has(h1.off)") };
});

/** As the server writes them, which no browser's formats do in every case: "Sep" is "Sept" in some. */
export const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // Storage is switched off.
  }
}

export function store(key, value) {
  try {
    value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value);
  } catch {
    // Then it holds for this page alone.
  }
}
