// Which words rest on which facts: standing on a sentence lights its facts, standing on a fact its sentences.

import { draw } from "./marks.js";

export class Facts {
  constructor(statement) {
    this.statement = statement;
    this.slots = [];
    this.rests = new Set();
    this.cards = [...document.querySelectorAll("[data-fact]")];
    for (const button of document.querySelectorAll("[data-insert]")) {
      button.addEventListener("click", () => this.#insert(button.dataset.insert));
    }
    for (const card of this.cards) {
      for (const event of ["pointerenter", "focus"]) card.addEventListener(event, () => this.#lightWords(card));
      for (const event of ["pointerleave", "blur"]) card.addEventListener(event, () => draw("resting", []));
      card.addEventListener("click", () => {
        const [slot] = this.#slotsOf(card);
        if (slot) this.statement.select(slot);
      });
    }
  }

  show(slots) {
    this.slots = slots;
    const used = new Set(slots.map((slot) => slot.fact));
    for (const card of this.cards) {
      card.classList.toggle("unused", !used.has(card.dataset.fact));
      const insert = card.parentElement.querySelector("[data-insert]");
      if (insert) insert.hidden = used.has(card.dataset.fact);
      card.querySelector("[data-part=use]").textContent = used.has(card.dataset.fact) ? "" : "not in this text";
    }
  }

  /** Lights the facts that a sentence rests on. */
  stand(sentence) {
    this.rests = new Set(this.slots.filter((slot) => slot.start < sentence.end && sentence.start < slot.end).map((slot) => slot.fact));
    let first = null;
    for (const card of this.cards) {
      const lit = this.rests.has(card.dataset.fact);
      card.classList.toggle("lit", lit);
      if (lit) first ??= card;
    }
    first?.scrollIntoView({ block: "nearest" });
  }

  // At the caret, or where it stood last; with a space where words would run together.
  #insert(sentence) {
    const at = this.statement.lastCaret ?? this.statement.text().length;
    const before = this.statement.text()[at - 1] ?? "\n";
    const after = this.statement.text()[at] ?? "\n";
    const wording = `${/\s/.test(before) ? "" : " "}${sentence}${/[\s.,;:]/.test(after) ? "" : " "}`;
    this.statement.replace({ start: at, end: at }, wording);
  }

  #slotsOf(card) {
    return this.slots.filter((slot) => slot.fact === card.dataset.fact);
  }

  #lightWords(card) {
    draw("resting", this.statement.ranges(this.#slotsOf(card)));
  }
}
