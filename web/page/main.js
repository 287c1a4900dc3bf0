// Starts the page.
wireInput();
wireSettings();
wireSelection();
wireTake();
startWorker();
document.documentElement.dataset.ready = "";
