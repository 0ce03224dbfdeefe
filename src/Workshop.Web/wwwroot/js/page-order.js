// Rows of a table that can be dragged to another place by a grip, with a mouse, a pen or a finger. What the grip does is
// what the buttons beside it do: the same form is sent, with another place. The keyboard has the buttons.

for (const table of document.querySelectorAll("table[data-order]")) {
  const form = document.getElementById(table.dataset.order);
  const body = table.tBodies[0];
  for (const row of body.rows) {
    const grip = document.createElement("span");
    grip.className = "grip";
    grip.setAttribute("aria-hidden", "true");
    grip.textContent = "⠿";
    row.querySelector(".order").prepend(grip);
    grip.addEventListener("pointerdown", event => drag(event, row, body, form));
  }
}

function drag(down, row, body, form) {
  if (down.button !== 0) {
    return;
  }
  down.preventDefault();
  const before = [...body.rows];
  const end = new AbortController();
  const { signal } = end;
  // Not the grip, which would lose it as soon as its row is put elsewhere.
  body.setPointerCapture(down.pointerId);
  row.classList.add("dragged");

  const stop = isDone => {
    end.abort();
    row.classList.remove("dragged");
    const place = [...body.rows].indexOf(row);
    if (!isDone) {
      body.append(...before);
    } else if (place !== before.indexOf(row)) {
      const send = document.createElement("button");
      send.formAction = row.dataset.move + place;
      form.append(send);
      form.requestSubmit(send);
    }
  };

  body.addEventListener("pointermove", move => {
    for (const other of body.rows) {
      const { top, height } = other.getBoundingClientRect();
      if (other !== row && move.clientY >= top && move.clientY < top + height) {
        // Only past the middle, so that a tall neighbour does not jump to and fro.
        const isBelow = other.rowIndex > row.rowIndex;
        if (isBelow === move.clientY > top + height / 2) {
          isBelow ? other.after(row) : other.before(row);
        }
        break;
      }
    }
  }, { signal });
  body.addEventListener("pointerup", () => stop(true), { signal });
  body.addEventListener("pointercancel", () => stop(false), { signal });
  document.addEventListener("keydown", key => key.key === "Escape" && stop(false), { signal });
}
