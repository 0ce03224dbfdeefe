// Makes the form of the editor save by itself and show the page beside the text. Without it the form works as any form does.

import { pasting } from "./editor/pasting.js";
import { preview } from "./editor/preview.js";
import { Saving } from "./editor/saving.js";
import { toolbar } from "./editor/toolbar.js";
import { Uploads } from "./editor/uploads.js";

const form = document.getElementById("editor");
const text = form.elements["Input.Markdown"];
const dialog = document.querySelector("[data-dialog]");
const saved = form.querySelector("[data-saved]");
const seenEvery = 20000;

toolbar(text);
pasting(text);
const uploads = new Uploads(form);
const saving = new Saving(form, say, ask, showState);
const draw = preview(form, showChecks);

form.addEventListener("submit", async event => {
  const button = event.submitter;
  event.preventDefault();
  if (button?.name === "preview") {
    draw();
  } else if (button?.name === "save" || !button) {
    await saving.now(false);
  } else if (uploads.areRunning) {
    say("Not done yet: a file is still being uploaded.", true);
  } else if (await saving.now(true)) {
    // What the button does is done by the server to the text that was just saved, and that nobody else has changed.
    saving.count();
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

saving.sendKept();
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

function showState({ state, isChanged }) {
  document.querySelector("[data-state]").textContent = state;
  const discard = form.querySelector("[data-discard]");
  if (discard) {
    discard.hidden = !isChanged;
  }
}

function showChecks(html) {
  const found = new DOMParser().parseFromString(html, "text/html");
  const words = found.querySelector("[data-words]");
  form.querySelector("[data-words]").textContent = words.textContent;
  words.remove();
  document.querySelector("[data-checks]").replaceChildren(...found.body.childNodes);
}

// Without arguments it closes.
function ask(title, words, actions, closed = null) {
  dialog.onclose = closed;
  if (!title) {
    dialog.close();
    return;
  }
  const heading = dialog.querySelector("h2");
  heading.textContent = title;
  dialog.querySelector("[data-dialog-text]").textContent = words;
  dialog.querySelector("[data-dialog-actions]").replaceChildren(...actions.map(([label, act]) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.addEventListener("click", act);
    return button;
  }));
  if (!dialog.open) {
    dialog.showModal();
    // Not a button: it opens while one is typing, and the next key must not choose.
    heading.focus();
  }
}
