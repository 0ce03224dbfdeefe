// Saves the text by itself: three seconds after the last key, five after the first that is not saved. One request at a time,
// and "Saved" is said only once the server has said so. Until then a copy is kept in this browser.

const afterLastKey = 3000;
const afterFirstKey = 5000;
const afterFailure = 5000;

export class Saving {
  #form; #say; #ask; #key;
  #text = ""; #waiting; #since; #running; #stopped = false;

  /** @param say shows one line; @param ask opens a dialog with actions, each a label and what it does. */
  constructor(form, say, ask) {
    [this.#form, this.#say, this.#ask] = [form, say, ask];
    this.#key = `workshop-page-${form.dataset.page}`;
    this.#text = this.#snapshot();
    form.addEventListener("input", () => this.changed());
    addEventListener("pagehide", () => this.#leave());
    addEventListener("beforeunload", event => {
      if (this.isDirty && !this.#stopped) {
        this.#leave();
        event.preventDefault();
      }
    });
    addEventListener("focus", () => this.#paused?.());
  }

  #paused;

  get isDirty() {
    return this.#snapshot() !== this.#text;
  }

  changed() {
    if (!this.isDirty || this.#stopped) {
      return;
    }
    this.#keep();
    this.#since ??= Date.now();
    this.#later(Math.min(afterLastKey, Math.max(0, this.#since + afterFirstKey - Date.now())));
  }

  /** Saves at once. Resolves to whether everything is saved. */
  async now(isAutosave) {
    clearTimeout(this.#waiting);
    while (this.#running) {
      await this.#running;
    }
    if (this.#stopped) {
      return false;
    }
    this.#running = this.#send(isAutosave);
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
      if (this.isDirty) {
        this.changed();
      }
    }
  }

  /** What this browser has kept of a text that never reached the server; null where there is none. */
  kept() {
    try {
      const copy = JSON.parse(localStorage.getItem(this.#key));
      return copy && copy.text !== this.#text ? copy : null;
    } catch {
      return null;
    }
  }

  forget() {
    try {
      localStorage.removeItem(this.#key);
    } catch { /* A browser that keeps nothing has nothing to forget. */ }
  }

  restore(copy) {
    this.#fill(JSON.parse(copy.text));
    this.#form.elements["Input.BasedOn"].value = copy.basedOn;
    this.changed();
  }

  async #send(isAutosave) {
    const sent = this.#snapshot();
    const body = new FormData(this.#form);
    body.set("Input.IsAutosave", isAutosave);
    this.#since = undefined;
    this.#say("Saving…");
    try {
      return await this.#took(await this.#post(body), sent);
    } catch {
      this.#say("Not saved: the server cannot be reached. Your text is kept in this browser and sent again.", true);
      this.#later(afterFailure);
      return false;
    }
  }

  #post(body) {
    return fetch(this.#form.action, { method: "POST", headers: { Accept: "application/json" }, body, redirect: "manual" });
  }

  async #took(answer, sent) {
    switch (answer.status) {
      case 200:
        this.#saved(await answer.json(), sent);
        return true;
      case 409:
        this.#clashed(await answer.json());
        return false;
      case 422:
        this.#say("Not saved: " + Object.values((await answer.json()).errors).join(" "), true);
        return false;
      case 404:
        this.#stopped = true;
        this.#say("Not saved: this page is in the trash. Your text is kept in this browser.", true);
        return false;
      case 0: case 400: case 401: case 403:
        return this.#signInAgain();
      default:
        throw new Error(answer.statusText);
    }
  }

  #saved(answer, sent) {
    const basedOn = this.#form.elements["Input.BasedOn"];
    const isTypedOn = this.#snapshot() !== sent;
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
      this.forget();
    }
    this.#form.elements["Input.Note"].value = "";
    this.#say(answer.text ? `Saved ${answer.at}, with what somebody else has changed meanwhile` : `Saved ${answer.at}`);
  }

  #clashed(answer) {
    this.#stopped = true;
    this.#text = this.#snapshot();
    this.forget();
    this.#say(`Kept beside: ${answer.by} has changed the same lines.`, true);
    this.#ask("The same lines were changed twice", `${answer.by} has changed them while you did. Both texts are kept. Look at them side by side and decide.`, [
      ["Compare", () => location.assign(answer.clash)],
    ]);
  }

  // The session has ended, or another has begun in this browser: the text stays here, and is sent once somebody is signed in.
  async #signInAgain() {
    if (await this.#renewToken()) {
      this.#later(0);
      return false;
    }
    this.#say("Not saved: you are signed out. Your text is kept here.", true);
    const again = async () => {
      if (await this.#renewToken()) {
        this.#paused = undefined;
        this.#ask();
        await this.now(true);
      }
    };
    this.#paused = again;
    this.#ask("You are signed out", "Sign in in another tab and come back: your text stays here and is saved then.", [
      ["Sign in", () => open("/account/login", "_blank")],
      ["Try again", again],
    ]);
    return false;
  }

  async #renewToken() {
    const answer = await fetch(this.#form.action + "?handler=Token", { redirect: "manual" });
    const token = answer.status === 200 ? (await answer.json()).token : undefined;
    if (token) {
      this.#form.elements.__RequestVerificationToken.value = token;
    }
    return !!token;
  }

  #leave() {
    if (this.isDirty && !this.#stopped) {
      const body = new FormData(this.#form);
      body.set("Input.IsAutosave", true);
      fetch(this.#form.action, { method: "POST", headers: { Accept: "application/json" }, body, keepalive: true }).catch(() => { });
    }
  }

  #later(wait) {
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.now(true), wait);
  }

  #keep() {
    try {
      localStorage.setItem(this.#key, JSON.stringify({ text: this.#snapshot(), basedOn: this.#form.elements["Input.BasedOn"].value, at: new Date().toLocaleString() }));
    } catch { /* Full, or forbidden: the server is the place that counts. */ }
  }

  #snapshot() {
    const field = name => this.#form.elements[`Input.${name}`].value;
    return JSON.stringify({ title: field("Title"), navigationLabel: field("NavigationLabel"), description: field("Description"), layout: field("Layout"), markdown: field("Markdown") });
  }

  #fill(text) {
    for (const [name, value] of Object.entries(text)) {
      const field = this.#form.elements[`Input.${name[0].toUpperCase()}${name.slice(1)}`];
      if (field.value !== (value ?? "")) {
        const { selectionStart, selectionEnd } = field;
        field.value = value ?? "";
        field.setSelectionRange?.(selectionStart, selectionEnd);
      }
    }
  }
}
