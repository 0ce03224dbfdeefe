// Sessions that can be dragged to another time and room, or out of the schedule, with a mouse, a pen or a finger. What that does is
// what "Put it there" does: the session's own form is sent with another place. The keyboard has the form.

import Sortable from "sortablejs";

let isLeft = false;

for (const slot of document.querySelectorAll(".slot")) {
  const grip = document.createElement("span");
  grip.className = "grip";
  grip.setAttribute("aria-hidden", "true");
  grip.textContent = "⠿";
  slot.querySelector("h3").prepend(grip);
}

for (const place of document.querySelectorAll("[data-at]")) {
  Sortable.create(place, {
    group: "sessions",
    draggable: ".slot",
    handle: ".grip",
    sort: false,
    // The browser's own dragging has neither touch nor a way to hear of Escape.
    forceFallback: true,
    fallbackOnBody: true,
    emptyInsertThreshold: 0,
    ghostClass: "dragged",
    onStart() {
      isLeft = false;
      document.addEventListener("keydown", leave);
    },
    onEnd({ item, from, to, oldIndex }) {
      document.removeEventListener("keydown", leave);
      if (isLeft || from === to) {
        item.remove();
        from.insertBefore(item, from.children[oldIndex] ?? null);
        return;
      }
      const form = item.querySelector("form[data-place]");
      form.elements.At.value = to.dataset.at;
      form.elements.Room.value = to.dataset.room;
      form.requestSubmit();
    },
  });
}

function leave(key) {
  if (key.key === "Escape") {
    isLeft = true;
    document.dispatchEvent(new PointerEvent("pointerup", { bubbles: true }));
    document.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
  }
}
