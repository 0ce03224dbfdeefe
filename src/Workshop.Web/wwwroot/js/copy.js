// A button beside every field that is marked for it. Without scripts, or without a clipboard, the field itself is there to be copied.
for (const field of document.querySelectorAll("input[data-copy]")) {
  field.addEventListener("focus", () => field.select());
  if (navigator.clipboard) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied.";
    });
    field.after(button, said);
  }
}
