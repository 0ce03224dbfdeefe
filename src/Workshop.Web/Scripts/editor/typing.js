// Changes to the text by script, made as if typed: they can be undone, and "input" tells saving and preview of them.

/** Puts words in the place of what is between start and end. The caret, the scroll position and the focus stay where they are. */
export function replace(text, start, end, words) {
  const { selectionStart, selectionEnd, scrollTop } = text;
  const focused = document.activeElement;
  const moved = at => at <= start ? at : at < end ? start + words.length : at + words.length - (end - start);
  text.focus({ preventScroll: true });
  text.setSelectionRange(start, end);
  if (document.activeElement !== text || !document.execCommand(words ? "insertText" : "delete", false, words)) {
    // Behind a dialog nothing can be typed.
    text.setRangeText(words, start, end);
    text.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  text.setSelectionRange(moved(selectionStart), moved(selectionEnd));
  text.scrollTop = scrollTop;
  if (focused !== text) {
    focused?.focus({ preventScroll: true });
  }
}

/** Puts a block of its own, such as a table, in the place of what is selected, and the caret behind it. */
export function insertBlock(text, block) {
  const { selectionStart, selectionEnd, value } = text;
  const before = /(^|\n\n)$/.test(value.slice(0, selectionStart)) ? "" : value[selectionStart - 1] === "\n" ? "\n" : "\n\n";
  const after = value.startsWith("\n\n", selectionEnd) ? "" : value[selectionEnd] === "\n" ? "\n" : "\n\n";
  replace(text, selectionStart, selectionEnd, before + block + after);
  const end = selectionStart + before.length + block.length + after.length;
  text.setSelectionRange(end, end);
}

/** Puts the prefix before every line that is selected, or takes it away where all have it. */
export function toggleLines(text, prefix) {
  const { selectionStart, selectionEnd, value } = text;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  const end = (value + "\n").indexOf("\n", selectionEnd);
  const lines = value.slice(start, end).split("\n");
  // A heading of another level becomes one of this level.
  const bare = prefix.startsWith("#") ? line => line.replace(/^#{1,6} /, "") : line => line;
  const changed = lines.every(line => line.startsWith(prefix))
    ? lines.map(line => line.slice(prefix.length))
    : lines.map(line => prefix + bare(line));
  const words = changed.join("\n");
  replace(text, start, end, words);
  const from = Math.max(start, selectionStart + changed[0].length - lines[0].length);
  text.setSelectionRange(from, Math.max(from, selectionEnd + words.length - (end - start)));
  text.focus();
}
