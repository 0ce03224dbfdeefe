// Saves the text by itself: three seconds after the last key, five after the first that is not saved. One request at a time,
// and "Saved" is said only once the server has said so. Until then a copy is kept in this browser.

import { Copies } from "./copies.js";
import { renewToken } from "./token.js";

const afterLastKey = 3000;
const afterFirstKey = 5000;
const afterFailure = 5000;
const afterRefusal = 30000;

// What comes of a save; any other answer is the milliseconds to the next try.
const saved = "saved";
const merged = "merged";
const untilTyped = Infinity;

export class Saving {
  #form; #say; #ask; #show; #copies; #address;
  #text; #waiting; #since; #running; #left; #saves = 0;
  #isSignedOut = false; #isRenewed = false; #isOver = false;

  /**
   * @param say shows one line
   * @param ask opens a dialog with actions, each a label and what it does, and closes it without arguments
   * @param show is told what the server says of the page after each save
   */
  constructor(form, say, ask, show) {
    [this.#form, this.#say, this.#ask, this.#show] = [form, say, ask, show];
    this.#address = `/admin/pages/${form.dataset.page}`;
    this.#copies = new Copies(form);
    this.#text = this.#snapshot();
    form.addEventListener("input", () => this.changed());
    addEventListener("pagehide", () => this.#leave());
    addEventListener("beforeunload", event => {
      if (this.isDirty && !this.#isOver) {
        this.#leave();
        event.preventDefault();
      }
    });
    addEventListener("focus", () => this.#isSignedOut && this.#again());
  }

  get isDirty() {
    return this.#snapshot() !== this.#text;
  }

  changed() {
    if (!this.isDirty || this.#isOver) {
      return;
    }
    this.#copies.keep();
    if (!this.#isSignedOut) {
      this.#since ??= Date.now();
      this.#later(Math.min(afterLastKey, Math.max(0, this.#since + afterFirstKey - Date.now())));
    }
  }

  /** Saves at once. Resolves to whether the server has everything, and nothing in it that was not seen here. */
  async now(isAutosave) {
    clearTimeout(this.#waiting);
    while (this.#running) {
      await this.#running;
    }
    if (this.#isOver) {
      return false;
    }
    if (this.#isSignedOut) {
      this.#askToSignIn();
      return false;
    }
    this.#running = this.#send(isAutosave);
    const next = await this.#running;
    this.#running = undefined;
    if (next === saved || next === merged) {
      this.changed();
    } else if (next !== untilTyped) {
      this.#later(next);
    }
    return next === saved && !this.isDirty;
  }

  /** Sends what earlier visits have left in this browser. */
  async sendKept() {
    const clash = await this.#copies.send(this.#address).catch(() => { });
    if (clash) {
      this.#ask("A text of yours was never saved", "This browser had kept it. It is in the page's history now; look at it beside what the page says today.", [
        ["Compare", () => location.assign(clash)],
        ["Later", () => this.#ask()],
      ]);
    }
  }

  // Never fails: what goes wrong is said, and when to try again is the answer.
  async #send(isAutosave) {
    const sent = this.#snapshot();
    const body = this.#body(isAutosave);
    this.#since = undefined;
    this.#say("Saving…");
    try {
      return await this.#took(await this.#post(body), sent, body.get("Input.Note"));
    } catch {
      this.#say("Not saved: the server cannot be reached. Your text is kept in this browser and sent again.", true);
      return afterFailure;
    }
  }

  /** For whatever sends the form: one text must not win over another that was written later. */
  count() {
    this.#form.elements["Input.SaveNumber"].value = ++this.#saves;
  }

  #body(isAutosave) {
    this.count();
    const body = new FormData(this.#form);
    body.set("Input.IsAutosave", isAutosave);
    if (isAutosave) {
      body.delete("Input.Note");
    }
    return body;
  }

  #post(body, options) {
    return fetch(this.#address, { method: "POST", headers: { Accept: "application/json" }, body, redirect: "manual", ...options });
  }

  async #took(answer, sent, note) {
    switch (answer.status) {
      case 200:
        this.#isRenewed = false;
        return this.#saved(await answer.json(), sent, note);
      case 409:
        return this.#clashed(await answer.json(), sent);
      case 422:
        this.#say("Not saved: " + Object.values((await answer.json()).errors).join(" "), true);
        return untilTyped;
      case 410:
        this.#say("Not saved: this page is in the trash. Your text is kept in its history, and saved here once the page is restored.", true);
        return afterRefusal;
      case 400:
        if (!this.#isRenewed && await renewToken(this.#form)) {
          this.#isRenewed = true;
          return 0;
        }
        return this.#isRenewed ? this.#refused(answer) : this.#askToSignIn();
      case 0: case 401: case 403:
        return this.#askToSignIn();
      default:
        return this.#refused(answer);
    }
  }

  #refused(answer) {
    this.#say(`Not saved: the server has refused it (error ${answer.status}). Your text is kept in this browser.`, true);
    return afterRefusal;
  }

  #saved(answer, sent, note) {
    const basedOn = this.#form.elements["Input.BasedOn"];
    const noted = this.#form.elements["Input.Note"];
    // A picture that is on its way has its place in the text, but not in what was sent.
    const isTypedOn = this.#snapshot() !== sent || this.#form.elements["Input.Markdown"].value !== JSON.parse(sent).markdown;
    this.#text = sent;
    basedOn.value = answer.basedOn;
    if (answer.text && isTypedOn) {
      // Others' changes come with the next save, which goes on from what was just sent.
      basedOn.value = answer.mine;
    } else if (answer.text) {
      this.#fill(answer.text);
      this.#text = this.#snapshot();
    }
    if (!this.isDirty) {
      this.#copies.forget();
    }
    if (noted.value === note) {
      noted.value = "";
    }
    this.#show(answer);
    this.#say(answer.text ? `Saved ${answer.at}, with what somebody else has changed meanwhile` : `Saved ${answer.at}`);
    return answer.text ? merged : saved;
  }

  #clashed(answer, sent) {
    this.#form.inert = true;
    if (this.#snapshot() !== sent) {
      // Typed while the answer was on its way: what is compared has to have it too.
      return this.#send(true);
    }
    this.#isOver = true;
    this.#copies.forget();
    this.#say(`Kept beside: ${answer.by} has changed the same lines.`, true);
    const compare = () => location.assign(answer.clash);
    this.#ask("The same lines were changed twice", `${answer.by} has changed them while you did. Both texts are kept. Look at them side by side and decide.`, [["Compare", compare]], compare);
    return untilTyped;
  }

  // The session has ended, or another has begun in this browser: the text stays here, and is sent once somebody is signed in.
  #askToSignIn() {
    this.#isSignedOut = true;
    this.#say("Not saved: you are signed out. Your text is kept here.", true);
    this.#ask("You are signed out", "Sign in in another tab and come back: your text stays here and is saved then.", [
      ["Sign in", () => open("/account/login", "_blank")],
      ["Try again", () => this.#again()],
    ]);
    return untilTyped;
  }

  async #again() {
    if (await renewToken(this.#form).catch(() => false)) {
      this.#isSignedOut = false;
      this.#ask();
      await this.now(true);
    }
  }

  #leave() {
    const text = this.#snapshot();
    if (this.isDirty && !this.#isOver && text !== this.#left) {
      this.#left = text;
      this.#post(this.#body(true), { keepalive: true }).catch(() => { });
    }
  }

  #later(wait) {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.now(true), wait);
  }

  #snapshot() {
    const form = new FormData(this.#form);
    const field = name => form.get(`Input.${name}`);
    return JSON.stringify({ title: field("Title"), navigationLabel: field("NavigationLabel"), description: field("Description"), layout: field("Layout"), markdown: field("Markdown") });
  }

  #fill(text) {
    for (const [name, value] of Object.entries(text)) {
      const field = this.#form.elements[`Input.${name[0].toUpperCase()}${name.slice(1)}`];
      if (field.value !== (value ?? "")) {
        const { value: before, selectionStart, selectionEnd } = field;
        field.value = value ?? "";
        // What was put in above the caret moves it down: it stays before the words that it stood before.
        const shift = field.value.endsWith(before.slice(selectionEnd)) ? field.value.length - before.length : 0;
        field.setSelectionRange?.(selectionStart + shift, selectionEnd + shift);
      }
    }
  }
}
