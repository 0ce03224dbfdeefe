// The bar above the text and its keys. Words and lists are the element's own work; whole lines are ours, since it would begin a
// heading or a quote in the middle of one.

import "@github/markdown-toolbar-element";
import { toggleLines } from "./typing.js";

const isMac = /^(Mac|iP)/.test(navigator.platform);

export function toolbar(text) {
  const bar = document.querySelector("markdown-toolbar");
  const buttons = [...bar.querySelectorAll("button")];

  bar.addEventListener("click", event => {
    const prefix = event.target.closest("button")?.dataset.prefix;
    if (prefix) {
      toggleLines(text, prefix);
    }
  });

  text.addEventListener("keydown", event => {
    // Control alone moves the caret on a Mac, and with Alt it is how some keyboards write brackets.
    const isCommand = (isMac ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey;
    const button = isCommand && buttons.find(({ dataset }) => dataset.key === event.key.toLowerCase());
    if (button) {
      event.preventDefault();
      button.click();
    }
  });

  for (const button of buttons) {
    const { key } = button.dataset;
    button.title = button.ariaLabel + (key ? ` (${isMac ? "⌘" : "Ctrl+"}${key.toUpperCase()})` : "");
  }
  if (isMac) {
    for (const key of document.querySelectorAll("[data-keys] kbd")) {
      key.textContent = key.textContent.replace("Ctrl+", "⌘");
    }
  }
}
