// The sessions on a page of the programme, and what this browser keeps for its reader.

export const frame = document.querySelector("[data-zone]");

export const entries = [...document.querySelectorAll("[data-session]")].map(element => {
  const [start, end] = [...element.querySelectorAll("time[datetime]")].map(time => Date.parse(time.getAttribute("datetime")));
  const title = element.querySelector("h1, h3").textContent.trim();
  return { element, title, slug: element.dataset.session, start, end, isOff: element.matches(".cancelled, :has(h1.off)") };
});

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
