// What the reader takes away. All of it is written by the library, from the report that is shown.

async function copy(form) {
  const { text } = await ask({ kind: "write", form });
  const byHand = $("copy-by-hand");
  byHand.hidden = true;
  try {
    await navigator.clipboard.writeText(text);
    $("take-note").textContent = form === "text" ? "Copied as text." : "Copied as Markdown.";
  } catch {
    byHand.value = text;
    byHand.hidden = false;
    byHand.focus();
    byHand.select();
    $("take-note").textContent = "The browser does not let this page copy. The text is selected below: copy it by hand.";
  }
}

async function save(form) {
  const { text } = await ask({ kind: "write", form });
  const type = form === "json" ? "application/json" : "text/html";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = `tlstrail-report.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  $("take-note").textContent = `Saved as ${link.download}.`;
}

function wireTake() {
  for (const button of document.querySelectorAll("[data-copy]")) button.addEventListener("click", () => copy(button.dataset.copy));
  for (const button of document.querySelectorAll("[data-save]")) button.addEventListener("click", () => save(button.dataset.save));
  $("print").addEventListener("click", () => print());
}
