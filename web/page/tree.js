// Builds elements from the tree that the library gives: ["tag", {attributes}, children…]. Text goes in as text.
const TAGS = new Set([
  "article", "section", "header", "footer", "div", "p", "span", "b", "strong", "em", "q", "code", "pre", "mark",
  "ul", "ol", "li", "dl", "dt", "dd", "h2", "h3", "h4", "details", "summary",
]);
const PLAIN_ATTRIBUTE = /^(class|id|aria-[a-z]+|data-[a-z]+)$/;

function build(node) {
  if (typeof node === "string") return document.createTextNode(node);
  const [tag, attributes, ...children] = node;
  if (!TAGS.has(tag)) throw new Error(`no such element: ${tag}`);
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (PLAIN_ATTRIBUTE.test(name)) element.setAttribute(name, value);
  }
  if (attributes["data-part"]) element.addEventListener("toggle", () => element.open && fill(element));
  if (tag === "code" && attributes["data-code"]) return explained(element);
  if (attributes.class === "chain") goOn(element, children);
  else for (const child of children) element.append(build(child));
  if (attributes.class === "link") wireWords(element);
  return element;
}

// A chain without end must not hold the page up: what lies far below comes piece by piece.
const PIECE = 40;

async function goOn(list, children) {
  while (children.length) {
    for (const child of children.splice(0, PIECE)) list.append(build(child));
    await new Promise((go) => setTimeout(go));
    if (!list.isConnected) return;
  }
}

// What a closed part holds comes when it is opened.
function fill(details) {
  return (details.filled ??= ask({ kind: "part", name: details.dataset.part }).then(({ view }) => {
    if (!view) throw new Error("What stands here is gone. Paste the message again.");
    details.append(...view.map(build));
    const link = details.closest(".link");
    if (link) wireWords(link);
  }).catch((error) => {
    details.filled = null;
    if (details.isConnected) trouble(error.message);
  }));
}

// A code of the report opens what it means.
function explained(code) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "what";
  button.textContent = "What does this mean?";
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", async () => {
    const open = button.nextElementSibling;
    button.setAttribute("aria-expanded", String(!open));
    if (open) return open.remove();
    const { view } = await ask({ kind: "explain", code: code.dataset.code });
    button.after(build(view));
  });
  return button;
}
