// Pictures and PDF files that are pasted, dropped or chosen go to the media library while one writes on. A mark in the text keeps
// the place of each. It is left out of whatever is sent: neither saved nor published nor in the preview, should the upload never end.

import "@github/file-attachment-element";
import { renewToken } from "./token.js";
import { replace } from "./typing.js";

export class Uploads {
  #form; #text; #said;
  #marks = new Set();
  #running = new Set();
  #isStepping = false;
  #composed;

  constructor(form) {
    this.#form = form;
    this.#text = form.elements["Input.Markdown"];
    this.#said = form.querySelector("[data-uploads]");
    const attachment = form.querySelector("file-attachment");
    form.querySelector("[data-attach]").addEventListener("click", () => attachment.querySelector("input").click());
    attachment.addEventListener("file-attachment-accepted", ({ detail }) => this.#take(detail.attachments.map(({ file }) => file)));
    this.#text.addEventListener("paste", event => this.#paste(event, attachment));
    this.#text.addEventListener("input", event => this.#typed(event));
    this.#text.addEventListener("compositionstart", () => {
      this.#composed = new Promise(resolve => this.#text.addEventListener("compositionend", resolve, { once: true }));
    });
    form.addEventListener("formdata", ({ formData }) => formData.set("Input.Markdown", this.#withoutMarks(formData.get("Input.Markdown"))));
    addEventListener("beforeunload", event => {
      if (this.areRunning) {
        event.preventDefault();
      }
    });
  }

  get areRunning() {
    return this.#running.size > 0;
  }

  #paste(event, attachment) {
    const { files, types } = event.clipboardData;
    if (files.length === 0) {
      return;
    }
    // The element itself takes one file, of three kinds.
    event.stopPropagation();
    // Spreadsheets and word processors bring a picture of the text along with it.
    if (!event.defaultPrevented && !(types.includes("text/plain") && types.includes("text/html"))) {
      event.preventDefault();
      attachment.attach([...files]);
    }
  }

  #take(files) {
    this.#said.querySelectorAll(".wrong").forEach(line => line.remove());
    const marks = files.map(file => this.#markFor(file));
    const start = this.#text.selectionEnd;
    const words = marks.join("\n\n");
    replace(this.#text, start, start, words);
    this.#text.setSelectionRange(start + words.length, start + words.length);
    this.#text.focus();
    files.forEach((file, index) => this.#upload(file, marks[index]));
  }

  #markFor(file) {
    const name = file.name.replace(/[^\p{L}\p{N} ._-]/gu, "");
    let mark = `![Uploading ${name}…]()`;
    for (let count = 2; this.#marks.has(mark); count++) {
      mark = `![Uploading ${name}, ${count}…]()`;
    }
    this.#marks.add(mark);
    return mark;
  }

  async #upload(file, mark) {
    const line = Object.assign(document.createElement("p"), { textContent: `Uploading ${file.name}…` });
    this.#said.append(line);
    this.#running.add(mark);
    try {
      const taken = await this.#send(file);
      await this.#composed;
      this.#settle(mark, taken, line);
    } catch (refusal) {
      await this.#composed;
      this.#put(mark, "");
      line.className = "wrong";
      line.textContent = refusal.message;
    } finally {
      this.#running.delete(mark);
    }
  }

  async #send(file, isAgain = false) {
    const body = new FormData();
    body.set("__RequestVerificationToken", this.#form.elements.__RequestVerificationToken.value);
    body.set("files", file);
    const answer = await fetch("/admin/media/?handler=Upload", { method: "POST", headers: { Accept: "application/json" }, body, redirect: "manual" })
      .catch(() => { throw new Error(`${file.name} was not uploaded: the server cannot be reached, or the file is too large for it.`); });
    if (answer.ok) {
      return answer.json();
    }
    if (answer.headers.get("Content-Type")?.startsWith("application/problem+json")) {
      throw new Error((await answer.json()).detail);
    }
    if (![0, 400, 401, 403].includes(answer.status)) {
      throw new Error(`${file.name} was not uploaded. ${answer.status === 413 ? "It is too large." : "Try again in a while."}`);
    }
    // Another session has begun in this browser since the page was opened, or none has.
    if (!isAgain && await renewToken(this.#form).catch(() => false)) {
      return this.#send(file, true);
    }
    throw new Error(`${file.name} was not uploaded: you are signed out. Sign in in another tab and add it again; your text stays here.`);
  }

  #settle(mark, { url, name, alt, width }, line) {
    const isWaitedFor = this.#isCaretBehind(mark);
    const isPicture = width !== null;
    const words = (isPicture ? alt ?? "" : name).replace(/[[\]\\]/g, "\\$&");
    const written = `${isPicture ? "!" : ""}[${words}](${url})`;
    if (!this.#put(mark, written)) {
      line.textContent = `${name} is in the media library. Its place in the text is gone.`;
    } else if (!isPicture || words) {
      line.remove();
    } else {
      this.#askFor(written, name, line);
      if (isWaitedFor) {
        this.#describe(written);
      }
    }
  }

  #askFor(written, name, line) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: "Describe it" });
    button.addEventListener("click", () => this.#describe(written));
    line.replaceChildren(`${name} is in the text. What does it show, for those who cannot see it? Write that between the brackets. `, button);
    line.dataset.written = written;
  }

  // Puts the caret between the brackets.
  #describe(written) {
    const at = this.#text.value.indexOf(written) + 2;
    this.#text.focus();
    this.#text.setSelectionRange(at, at);
  }

  #isCaretBehind(mark) {
    const end = this.#text.value.indexOf(mark) + mark.length;
    return document.activeElement === this.#text && this.#text.selectionStart === end && this.#text.selectionEnd === end;
  }

  #put(mark, words) {
    const start = this.#text.value.indexOf(mark);
    if (start >= 0) {
      replace(this.#text, start, start + mark.length, words);
    }
    return start >= 0;
  }

  #typed({ inputType }) {
    for (const line of this.#said.querySelectorAll("[data-written]")) {
      line.hidden = !this.#text.value.includes(line.dataset.written);
    }
    const step = { historyUndo: "undo", historyRedo: "redo" }[inputType];
    if (step && !this.#isStepping) {
      this.#stepOverMarks(step);
    }
  }

  // Undone step by step, a mark would come back whose upload has ended: it goes with the step before, and redone with the one after.
  #stepOverMarks(step) {
    const ended = () => [...this.#marks].find(mark => !this.#running.has(mark) && this.#text.value.includes(mark));
    this.#isStepping = true;
    while (ended() && document.execCommand(step)) { /* One more. */ }
    this.#isStepping = false;
    // Redone after it was undone while the upload ran: nothing ever took its place.
    for (let mark; (mark = ended());) {
      this.#put(mark, "");
    }
  }

  #withoutMarks(markdown) {
    return [...this.#marks].reduce((kept, mark) => kept.replaceAll(mark, ""), markdown);
  }
}
