// Sessions that can be dragged to another time and room, or out of the schedule, with a mouse, a pen or a finger. What that does is
// what "Put it there" does: a form is sent with another place. The keyboard has that form.

import Sortable from "sortablejs";

const form = document.getElementById("drop");
let target = null;

for (const slot of document.querySelectorAll(".slot")) {
  const grip = document.createElement("span");
  grip.className = "grip";
  grip.setAttribute("aria-hidden", "true");
  grip.textContent = "⠿";
  slot.querySelector("h3").prepend(grip);
}

// The library picks up and carries a picture of the session. The session itself stays where it is, so that nothing moves under the
// pointer, and where it is let go is asked of the browser at that very moment.
for (const place of document.querySelectorAll("[data-at]:has(.slot)")) {
  Sortable.create(place, {
    draggable: ".slot",
    handle: ".grip",
    sort: false,
    // The browser's own dragging has neither touch nor a way to hear of Escape.
    forceFallback: true,
    fallbackOnBody: true,
    ghostClass: "dragged",
    onStart() {
      document.addEventListener("pointermove", show);
      document.addEventListener("keydown", leave);
    },
    onEnd({ item, from, originalEvent }) {
      document.removeEventListener("pointermove", show);
      document.removeEventListener("keydown", leave);
      mark(null);
      const to = originalEvent.type.endsWith("cancel") ? null : placeAt(originalEvent);
      if (to && to !== from) {
        form.elements.Session.value = item.id.slice("s-".length);
        form.elements.At.value = to.dataset.at;
        form.elements.IsLater.value = to.dataset.later ?? "";
        form.elements.Room.value = to.dataset.room ?? "";
        form.elements.Minutes.value = item.dataset.minutes;
        form.requestSubmit();
      }
    },
  });
}

function placeAt(event) {
  const { clientX, clientY } = event.changedTouches?.[0] ?? event;
  return document.elementFromPoint(clientX, clientY)?.closest("[data-at]");
}

function show(event) {
  mark(placeAt(event));
}

function mark(place) {
  target?.classList.remove("target");
  target = place;
  target?.classList.add("target");
}

function leave(key) {
  if (key.key === "Escape") {
    // As if the browser had taken the pointer away.
    document.dispatchEvent(new Event("pointercancel"));
    document.dispatchEvent(new Event("touchcancel"));
  }
}
