// Marks under the words, drawn by the browser over the text and never written into it.

const ORDER = ["markup", "resting", "info", "warning", "error", "current"];
const SYNTAX = /^#{1,6} |^[ ]*[-*+] |\*\*|^> /gm;

const layers = new Map();
if (globalThis.CSS?.highlights) {
  ORDER.forEach((name, priority) => {
    const layer = new Highlight();
    layer.priority = priority;
    CSS.highlights.set(name, layer);
    layers.set(name, layer);
  });
}

/** Draws `ranges` in the layer `name`, in place of what it showed. */
export function draw(name, ranges) {
  const layer = layers.get(name);
  if (!layer) return;
  layer.clear();
  for (const range of ranges) if (!range.collapsed) layer.add(range);
}

/** Steps Markdown's own characters back, so that the words stand out. */
export function drawSyntax(statement, text) {
  const spans = Array.from(text.matchAll(SYNTAX), (found) => ({ start: found.index, end: found.index + found[0].length }));
  draw("markup", statement.ranges(spans));
}
