// Starts the page.
wireSettings();
wireSelection();
wireTake();
document.querySelector(".skip").addEventListener("click", (event) => {
  // Without this the link would put its own words into the address, where settings may stand.
  event.preventDefault();
  $("report").focus();
});
reader.starting = startWorker();
await wireInput();
document.documentElement.dataset.ready = "";
