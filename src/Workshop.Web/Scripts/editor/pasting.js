// What is pasted as HTML becomes Markdown: cells of a spreadsheet a table, links links; a URL pasted over words links them.

import { subscribe, uninstallTable } from "@github/paste-markdown";
import { insertBlock } from "./typing.js";

const styleSheets = /<style[\s\S]*?<\/style>/gi;
const tags = /<[a-z][^>]*>/gi;
const blocked = /\s(style|on\w+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi;

export function pasting(text) {
  text.addEventListener("paste", leaveBlocked);
  subscribe(text);
  // The package's own table keeps the HTML that spreadsheets write before and after theirs.
  uninstallTable(text);
  text.addEventListener("paste", event => {
    const table = !event.defaultPrevented && tableOf(event.clipboardData.getData("text/html"));
    if (table) {
      event.preventDefault();
      insertBlock(text, table);
    }
  });
  // Where the package cannot type, it sets the text and says so by "change" alone.
  text.addEventListener("change", event => {
    if (!event.isTrusted) {
      text.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  });
}

// A browser reports every style and handler of HTML that is parsed here as a breach of the content security policy.
function leaveBlocked(event) {
  const { types, files, items } = event.clipboardData;
  const read = event.clipboardData.getData.bind(event.clipboardData);
  const bare = html => html.replace(styleSheets, "").replace(tags, tag => tag.replace(blocked, ""));
  const getData = kind => kind === "text/html" ? bare(read(kind)) : read(kind);
  Object.defineProperty(event, "clipboardData", { value: { types, files, items, getData } });
}

/** Undefined where there is no table, where it is one cell, or where there is more than a table. */
function tableOf(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  const table = body.querySelector("table");
  if (!table || body.textContent.trim() !== table.textContent.trim()) {
    return undefined;
  }
  const rows = [...table.rows].map(row => [...row.cells].flatMap(cell => [wordsOf(cell), ...Array(cell.colSpan - 1).fill("")]));
  const width = Math.max(...rows.map(row => row.length));
  if (rows.length * width < 2) {
    return undefined;
  }
  const [head, ...others] = rows.map(row => `| ${[...row, ...Array(width - row.length).fill("")].join(" | ")} |`);
  return [head, `|${" --- |".repeat(width)}`, ...others].join("\n");
}

function wordsOf(cell) {
  return cell.textContent.trim().replace(/\s+/g, " ").replace(/[\\|]/g, "\\$&");
}
