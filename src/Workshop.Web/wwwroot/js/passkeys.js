// Passkeys (Web Authentication Level 3). A form with data-passkey asks its page for options, the browser for a passkey, and
// is then sent with the answer as any form is. Without a script, or where the browser knows no passkeys, it stays hidden.

const words = {
  NotAllowedError: "No passkey was used. You can try again.",
  InvalidStateError: "There is a passkey for this account on this device already.",
};

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (window.PublicKeyCredential?.parseRequestOptionsFromJSON) {
    form.hidden = false;
    form.addEventListener("submit", event => {
      event.preventDefault();
      use(form);
    });
  }
}

async function use(form) {
  const button = form.querySelector("button");
  const message = form.querySelector("[role=alert]");
  button.disabled = true;
  message.textContent = "";
  try {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new FormData(form) });
    if (answer.redirected) {
      location.reload();
      return;
    }
    if (!answer.ok) {
      throw new Error(answer.statusText);
    }
    const options = await answer.json();
    const credential = form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
    form.elements.answer.value = JSON.stringify(credential.toJSON());
    form.submit();
  } catch (error) {
    message.textContent = words[error.name] ?? "That did not work. Please load the page again.";
    button.disabled = false;
  }
}
