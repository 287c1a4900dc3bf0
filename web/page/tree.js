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
  for (const child of children) element.append(build(child));
  return element;
}
