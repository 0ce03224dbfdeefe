// Makes the form of the editor save by itself and show the page beside the text. Without it the form works as any form does.

import { Saving } from "./editor/saving.js";
import { preview } from "./editor/preview.js";

const form = document.getElementById("editor");
const text = form.elements["Input.Markdown"];
const dialog = document.querySelector("[data-dialog]");
const saved = form.querySelector("[data-saved]");
const seenEvery = 20000;

const saving = new Saving(form, say, ask);
const draw = preview(form, showChecks);

form.addEventListener("submit", async event => {
  const button = event.submitter;
  event.preventDefault();
  if (button?.name === "preview") {
    draw();
  } else if (button?.name === "save" || !button) {
    await saving.now(false);
  } else if (await saving.now(true)) {
    // What the button does is done by the server to the text that was just saved.
    form.action = button.formAction;
    form.submit();
  }
});

addEventListener("keydown", event => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s") {
    event.preventDefault();
    saving.now(false);
  }
});

document.querySelector("[data-checks]").addEventListener("click", event => {
  const line = event.target.closest("[data-line]")?.dataset.line;
  if (line) {
    const start = text.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus();
    text.setSelectionRange(start, start);
  }
});

const kept = saving.kept();
if (kept) {
  ask("This browser has a text that was never saved", `It is from ${kept.at}. Look at it before you use it: the page may have changed since.`, [
    ["Use it", () => { saving.restore(kept); draw(); ask(); }],
    ["Throw it away", () => { saving.forget(); ask(); }],
  ], JSON.parse(kept.text).markdown);
}

see();
setInterval(see, seenEvery);

async function see() {
  try {
    const answer = await fetch(`/admin/pages/${form.dataset.page}?handler=Ping`, { method: "POST", body: only(["__RequestVerificationToken", "Input.EditorId"]), redirect: "manual" });
    if (answer.status === 200) {
      showOthers(await answer.json());
    }
  } catch { /* Advice, and no more. */ }
}

function showOthers({ others, latest, by }) {
  const line = document.querySelector("[data-others]");
  const isNewer = latest > Number(form.elements["Input.BasedOn"].value) && others.includes(by);
  line.hidden = others.length === 0;
  line.textContent = `Also editing: ${others.join(", ")}. ` + (isNewer
    ? `${by} has saved since you began; your next save has the changes of both.`
    : "You can both write: what you change in different places is merged.");
}

function only(names) {
  const body = new FormData();
  for (const name of names) {
    body.set(name, form.elements[name].value);
  }
  return body;
}

function say(words, isWrong = false) {
  saved.textContent = words;
  saved.classList.toggle("wrong", isWrong);
}

function showChecks(html) {
  const found = new DOMParser().parseFromString(html, "text/html");
  const words = found.querySelector("[data-words]");
  form.querySelector("[data-words]").textContent = words.textContent;
  words.remove();
  document.querySelector("[data-checks]").replaceChildren(...found.body.childNodes);
}

// Without arguments it closes.
function ask(title, words, actions, shown) {
  if (!title) {
    dialog.close();
    return;
  }
  dialog.querySelector("h2").textContent = title;
  dialog.querySelector("[data-dialog-text]").textContent = words;
  dialog.querySelector("pre")?.remove();
  if (shown !== undefined) {
    const pre = Object.assign(document.createElement("pre"), { className: "source", textContent: shown, tabIndex: 0 });
    dialog.querySelector("[data-dialog-text]").after(pre);
  }
  dialog.querySelector("[data-dialog-actions]").replaceChildren(...actions.map(([label, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", act);
    return button;
  }));
  if (!dialog.open) {
    dialog.showModal();
  }
}
