// The statement as plain text that a person edits. Marks never touch its DOM: undo, spelling and input methods stay native.

const sentences = globalThis.Intl?.Segmenter && new Intl.Segmenter("en", { granularity: "sentence" });

const MARGIN = 48; // pixels kept free above and below words that are brought into view

export class Statement {
  /** Takes the place of `textarea`. Throws where the browser cannot edit plain text in place. */
  constructor(textarea) {
    const box = document.createElement("div");
    box.contentEditable = "plaintext-only";
    if (box.contentEditable !== "plaintext-only") throw new Error("plain text cannot be edited in place");
    box.className = textarea.className;
    box.textContent = textarea.value;
    box.spellcheck = true;
    box.translate = false;
    box.setAttribute("role", "textbox");
    box.setAttribute("aria-multiline", "true");
    box.setAttribute("aria-labelledby", textarea.labels[0].id);
    box.setAttribute("aria-describedby", "summary");
    // Should a browser or an extension put elements in all the same, their words and line ends are kept.
    box.addEventListener("input", () => {
      if (box.querySelector(":not(br)")) box.textContent = box.innerText;
    });
    textarea.before(box);
    textarea.hidden = true;
    textarea.disabled = true;
    textarea.form.addEventListener("formdata", (event) => event.formData.set(textarea.name, this.text()));
    this.box = box;
    this.lastCaret = null; // where one stood before going to the panel
    document.addEventListener("selectionchange", () => {
      this.lastCaret = this.caret() ?? this.lastCaret;
    });
  }

  text() {
    let text = "";
    for (const piece of this.#pieces()) text += piece.data ?? "\n";
    // The last line end shows no line of its own: browsers keep it so that the caret can stand after it.
    return text.endsWith("\n") ? text.slice(0, -1) : text;
  }

  *#pieces() {
    const walk = document.createTreeWalker(this.box, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      if (node.nodeType === Node.TEXT_NODE || node.nodeName === "BR") yield node;
    }
  }

  /** The ranges for spans that are sorted by start, in one walk over the text. */
  ranges(spans) {
    const pieces = [];
    let at = 0;
    for (const node of this.#pieces()) {
      pieces.push({ node, at, to: (at += node.data?.length ?? 1) });
    }
    const locate = (offset) => {
      const piece = pieces.find(({ to }) => offset <= to) ?? pieces.at(-1);
      if (!piece) return [this.box, 0];
      if (piece.node.nodeType === Node.TEXT_NODE) return [piece.node, Math.min(offset - piece.at, piece.node.length)];
      return [piece.node.parentNode, Array.prototype.indexOf.call(piece.node.parentNode.childNodes, piece.node) + offset - piece.at];
    };
    return spans.map(({ start, end }) => {
      const range = new Range();
      range.setStart(...locate(start));
      range.setEnd(...locate(end));
      return range;
    });
  }

  /** Where the caret stands, or null when it is elsewhere on the page. */
  caret() {
    const selection = document.getSelection();
    if (!selection.rangeCount || !this.box.contains(selection.focusNode)) return null;
    const before = new Range();
    before.selectNodeContents(this.box);
    before.setEnd(selection.focusNode, selection.focusOffset);
    let length = before.toString().length;
    length += before.cloneContents().querySelectorAll("br").length;
    return length;
  }

  /** The span of the sentence that holds `offset`; a line never shares a sentence with the next. */
  sentenceAt(offset) {
    const text = this.text();
    const start = text.lastIndexOf("\n", offset - 1) + 1;
    const stop = text.indexOf("\n", offset);
    const line = text.slice(start, stop < 0 ? text.length : stop);
    if (!sentences) return { start, end: start + line.length };
    for (const { index, segment } of sentences.segment(line)) {
      if (offset - start <= index + segment.length) return { start: start + index, end: start + index + segment.trimEnd().length };
    }
    return { start, end: start };
  }

  /** Puts the caret around a span and brings it into view. */
  select(span) {
    const [range] = this.ranges([span]);
    this.box.focus({ preventScroll: true });
    const selection = document.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    const place = range.getBoundingClientRect();
    const frame = this.scroller.getBoundingClientRect();
    const top = Math.max(frame.top, 0) + MARGIN;
    const floor = window.innerHeight - this.covered() - MARGIN;
    if (place.top < top || place.bottom > floor) this.scroller.scrollBy({ top: place.top - top - (floor - top) / 3 });
  }

  /** What scrolls the text: its own column on a wide screen, the page on a narrow one. */
  get scroller() {
    const column = this.box.closest(".desk");
    return getComputedStyle(column).overflowY === "auto" ? column : document.scrollingElement;
  }

  /** Height at the foot of the window that something else covers. */
  covered() {
    return 0;
  }

  /** Replaces a span as if it had been typed, so that undo takes it back. */
  replace(span, wording) {
    this.select(span);
    // Deprecated, but the only edits that join the browser's own undo history. Line ends go in as line
    // breaks: as text they would become elements.
    wording.split("\n").forEach((line, index) => {
      if (index) document.execCommand("insertLineBreak");
      if (line || !index) document.execCommand("insertText", false, line);
    });
  }
}
