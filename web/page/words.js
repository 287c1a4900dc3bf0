// Facts and the words of the header that say them: pointing at either shows the other.

// Once for the quotes beside a hop, and again when the hop is opened for the first time.
function wireWords(link) {
  for (const said of link.querySelectorAll("[data-fact]:not(.fact)")) wireFact(link, makeButton(said));
  const pre = link.querySelector(".stamp");
  const marks = pre ? [...pre.querySelectorAll("mark")] : [];
  if (marks.length) wireStamp(link, pre, marks, [...link.querySelectorAll(".fact")]);
}

// A fact can be reached by keyboard once a script is there to answer it.
function makeButton(said) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `${said.className} fact`;
  button.textContent = said.textContent;
  Object.assign(button.dataset, said.dataset);
  button.setAttribute("aria-pressed", "false");
  button.title = "Show the words of the header that say this";
  said.replaceWith(button);
  return button;
}

const says = (mark, fact) => mark.dataset.says.split(" ").includes(fact);

function light(link, codes) {
  for (const mark of link.querySelectorAll("mark")) mark.classList.toggle("lit", codes.some((code) => says(mark, code)));
  for (const fact of link.querySelectorAll(".fact")) fact.classList.toggle("lit", codes.includes(fact.dataset.fact));
}

function wireFact(link, fact) {
  const code = fact.dataset.fact;
  const shown = () => light(link, [code]);
  const pinned = () => [...link.querySelectorAll('.fact[aria-pressed="true"]')].map((other) => other.dataset.fact);
  const rest = () => light(link, pinned());
  // Not where it comes to lie under a pointer that rests.
  fact.addEventListener("pointermove", shown);
  fact.addEventListener("focus", shown);
  fact.addEventListener("pointerleave", rest);
  fact.addEventListener("blur", rest);
  fact.addEventListener("click", async () => {
    const on = fact.getAttribute("aria-pressed") !== "true";
    for (const other of link.querySelectorAll(".fact")) other.setAttribute("aria-pressed", "false");
    fact.setAttribute("aria-pressed", String(on));
    const details = link.querySelector("details");
    if (on) details.open = true;
    await fill(details);
    light(link, on ? [code] : []);
    const words = [...link.querySelectorAll("mark")].filter((mark) => says(mark, code)).map((mark) => mark.textContent);
    say(link, on ? `${fact.dataset.name}: the header says: ${words.join("").trim()}` : "");
  });
}

function say(link, text) {
  // A stamp of which no fact is shown has no place for it.
  const heard = link.querySelector(".heard");
  if (heard) heard.textContent = text;
}

// Selected words, words under the pointer, and words reached with the arrow keys show what was read from them.
function wireStamp(link, pre, marks, facts) {
  const heard = document.createElement("p");
  heard.className = "heard";
  heard.setAttribute("role", "status");
  pre.after(heard);
  pre.tabIndex = 0;
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", "The words of the header. Arrow keys go from one fact to the next.");
  const tell = (chosen) => {
    const codes = [...new Set(chosen.flatMap((mark) => mark.dataset.says.split(" ")))];
    light(link, codes);
    const read = facts.filter((fact) => codes.includes(fact.dataset.fact));
    const words = chosen.map((mark) => mark.textContent).join("").replace(/\s+/g, " ").trim();
    const what = read.map((fact) => `${fact.dataset.name}: ${fact.textContent}`).join("; ");
    say(link, chosen.length ? `“${words}” was read as: ${what}` : "");
  };
  pre.addEventListener("pointerover", ({ target }) => {
    if (getSelection().isCollapsed && target.dataset.says) light(link, target.dataset.says.split(" "));
  });
  pre.addEventListener("pointerleave", () => getSelection().isCollapsed && light(link, []));
  let at = -1;
  pre.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step || event.shiftKey) return;
    event.preventDefault();
    at = (at + step + marks.length) % marks.length;
    tell([marks[at]]);
    marks[at].scrollIntoView({ block: "nearest" });
  });
  pre.addEventListener("stamp-selected", ({ detail }) => tell(marks.filter((mark) => detail.intersectsNode(mark))));
}

function wireSelection() {
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.rangeCount === 0 || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    const start = range.startContainer;
    const pre = (start.nodeType === Node.TEXT_NODE ? start.parentElement : start).closest(".stamp");
    pre?.dispatchEvent(new CustomEvent("stamp-selected", { detail: range }));
  });
}
