// The list of findings beside the text: cards are kept across checks, so that nothing jumps and focus stays.

import { draw } from "./marks.js";

const SEVERITIES = ["error", "warning", "info"];
const NAMES = { error: ["error", "errors"], warning: ["warning", "warnings"], info: ["for information", "for information"] };

export class Findings {
  constructor(statement, announce) {
    this.statement = statement;
    this.announce = announce;
    this.list = document.getElementById("finding-list");
    this.clear = document.getElementById("no-findings");
    this.blank = document.getElementById("finding-card");
    this.cards = new Map();
    this.found = [];
    this.current = null;
    this.list.replaceChildren();
    this.list.addEventListener("click", (event) => this.#pressed(event));
    this.list.addEventListener("keydown", (event) => this.#inReason(event));
  }

  show(findings) {
    const seen = new Map();
    this.found = findings.map((finding, index) => {
      const name = `${finding.rule}\n${finding.text}`;
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      return { ...finding, key: `${name}\n${nth}`, number: index + 1 };
    });
    const kept = new Map(this.found.map((finding) => [finding.key, this.#filled(finding)]));
    const before = [...this.cards.keys()].join("\0");
    this.cards = kept;
    if (before !== [...kept.keys()].join("\0")) this.#arrange([...kept.values()]);
    if (!kept.has(this.current)) this.current = null;
    this.clear.hidden = this.found.length > 0;
    for (const severity of SEVERITIES) {
      draw(severity, this.statement.ranges(this.found.filter((finding) => finding.severity === severity)));
    }
    this.#point();
  }

  summary() {
    if (!this.found.length) return "No findings";
    const parts = SEVERITIES.map((severity) => [severity, this.found.filter((finding) => finding.severity === severity).length])
      .filter(([, count]) => count)
      .map(([severity, count]) => `${count} ${NAMES[severity][count === 1 ? 0 : 1]}`);
    return `${this.found.length} ${this.found.length === 1 ? "finding" : "findings"}: ${parts.join(", ")}`;
  }

  /** Moves to the finding `step` places on from where the caret stands. */
  move(step) {
    if (!this.found.length) return this.announce("No findings");
    const held = this.found.findIndex((finding) => finding.key === this.current);
    let next = held + step;
    if (held < 0) {
      const caret = this.statement.caret() ?? 0;
      const ahead = this.found.findIndex((finding) => finding.start >= caret);
      next = step > 0 ? Math.max(ahead, 0) : (ahead < 0 ? this.found.length : ahead) - 1;
    }
    return this.goTo(this.found.at(next % this.found.length));
  }

  goTo(finding) {
    this.current = finding.key;
    this.#point();
    this.cards.get(finding.key).scrollIntoView({ block: "nearest" });
    this.statement.select(finding);
    this.announce(`Finding ${finding.number} of ${this.found.length}, ${finding.severity}: ${finding.message} ${finding.remedy}`);
  }

  /** The caret moved: the finding it stands in becomes the current one. */
  stand(caret) {
    const here = this.found.find((finding) => finding.start <= caret && caret <= finding.end);
    if (here?.key === this.current) return;
    this.current = here?.key ?? null;
    this.#point();
    if (here) this.cards.get(here.key).scrollIntoView({ block: "nearest" });
  }

  /** Applies the first offer of the current finding. */
  apply(index = 0) {
    const finding = this.found.find((one) => one.key === this.current);
    const offer = finding?.suggestions[index];
    if (!offer) return this.announce(finding ? "This finding offers no wording" : "Move to a finding first");
    this.statement.replace(offer, offer.wording);
    return this.announce(`Replaced by: ${offer.wording || "nothing"}`);
  }

  /** Opens the card's field for a reason. */
  waive() {
    const field = this.cards.get(this.current)?.querySelector(".waive");
    if (!field) return this.announce("Move to a finding first");
    field.open = true;
    field.querySelector("input").focus();
    return this.announce("Why do the words stay? Enter waives the finding, Escape goes back.");
  }

  #pressed(event) {
    const card = event.target.closest(".finding");
    const button = event.target.closest("button");
    if (!button || button.type === "submit") return;
    const finding = this.found.find((one) => one.key === card.dataset.key);
    if (button.matches(".place")) return this.goTo(finding);
    this.current = finding.key;
    this.apply(Number(button.dataset.offer));
  }

  // Enter in a form presses its first button; here it must be the one beside the field.
  #inReason(event) {
    if (event.target.dataset.part !== "reason") return;
    const field = event.target.closest(".waive");
    if (event.key === "Enter") {
      event.preventDefault();
      field.querySelector("[data-part=waive]").click();
    } else if (event.key === "Escape") {
      field.open = false;
      this.goTo(this.found.find((one) => one.key === event.target.closest(".finding").dataset.key));
    }
  }

  #point() {
    const finding = this.found.find((one) => one.key === this.current);
    for (const [key, card] of this.cards) {
      if (key === this.current) card.setAttribute("aria-current", "true");
      else card.removeAttribute("aria-current");
    }
    draw("current", finding ? this.statement.ranges([finding]) : []);
  }

  #arrange(cards) {
    const focused = document.activeElement;
    const held = this.list.contains(focused);
    this.list.replaceChildren(...cards);
    if (held && focused.isConnected) focused.focus({ preventScroll: true });
    else if (held) this.statement.box.focus({ preventScroll: true });
  }

  #filled(finding) {
    const card = this.cards.get(finding.key) ?? this.blank.content.firstElementChild.cloneNode(true);
    const part = (name) => card.querySelector(`[data-part="${name}"]`);
    card.dataset.key = finding.key;
    card.className = `finding ${finding.severity}`;
    part("number").textContent = finding.number;
    part("rule").textContent = finding.rule;
    part("rule").href = `/rules/${finding.rule}`;
    part("severity").textContent = finding.severity;
    part("severity").className = `level ${finding.severity}`;
    part("text").textContent = finding.text;
    part("message").textContent = finding.message;
    part("remedy").textContent = finding.remedy;
    if (part("waive")) {
      const named = `${finding.rule}:${finding.points}`;
      part("waive").value = named;
      part("reason").name = `reason:${named}`;
    }
    const offers = part("offers");
    const wordings = finding.suggestions.map((offer) => offer.wording).join("\n");
    if (offers.dataset.wordings !== wordings) {
      offers.dataset.wordings = wordings;
      const blank = document.getElementById("offer");
      offers.replaceChildren(...finding.suggestions.map((offer, index) => {
        const row = blank.content.firstElementChild.cloneNode(true);
        row.querySelector("[data-part=wording]").textContent = offer.wording || "(take these words out)";
        row.querySelector("[data-part=safe]").hidden = offer.safe;
        row.querySelector("button").dataset.offer = index;
        return row;
      }));
    }
    offers.hidden = !finding.suggestions.length;
    return card;
  }
}
