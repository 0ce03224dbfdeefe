// What was typed and has not reached the server, in this browser: a copy for each open editor, so that no tab and no person
// writes over another's. The next visit sends what an earlier one has left.

const fields = ["Title", "NavigationLabel", "Description", "Layout", "Markdown", "BasedOn"];

export class Copies {
  #form; #prefix; #key;

  constructor(form) {
    this.#form = form;
    this.#prefix = `workshop-page-${form.dataset.page}-${form.dataset.author}-`;
    this.#key = this.#prefix + form.elements["Input.EditorId"].value;
  }

  keep() {
    try {
      const sent = new FormData(this.#form);
      localStorage.setItem(this.#key, JSON.stringify(Object.fromEntries(fields.map(name => [name, sent.get(`Input.${name}`)]))));
    } catch { /* Full, or forbidden: the server is the place that counts. */ }
  }

  forget() {
    localStorage.removeItem(this.#key);
  }

  /** Has the server keep what other visits have left. Resolves to where the first that it did not know can be compared. */
  async send(address) {
    let clash;
    const others = Object.keys(localStorage).filter(key => key.startsWith(this.#prefix) && key !== this.#key);
    for (const key of others) {
      const body = new FormData();
      body.set("__RequestVerificationToken", this.#form.elements.__RequestVerificationToken.value);
      for (const [name, value] of Object.entries(JSON.parse(localStorage.getItem(key)))) {
        body.set(`Input.${name}`, value);
      }
      const answer = await fetch(address + "?handler=Keep", { method: "POST", headers: { Accept: "application/json" }, body, redirect: "manual" });
      if (answer.status === 200) {
        clash ??= (await answer.json()).clash;
        localStorage.removeItem(key);
      }
    }
    return clash;
  }
}
