// What the whole draft says, a line for each claim; the lines of the sentence that one stands in are lit.

import { says } from "./api.js";

export class Says {
  constructor(statement, place) {
    this.statement = statement;
    this.place = place;
    this.list = document.getElementById("claims");
    this.lines = [];
    this.of = null;
  }

  async show(sentence) {
    const text = this.statement.text();
    if (this.of !== text) {
      this.of = text;
      try {
        this.lines = await says(text, this.place);
      } catch {
        this.of = null; // asked again when the desk answers
        return;
      }
      if (this.statement.text() !== text) return;
      this.list.replaceChildren(...this.lines.map((line) => this.#row(line)));
    }
    this.lines.forEach((line, index) => {
      const lit = line.start < sentence.end && sentence.start < line.end;
      this.list.children[index].classList.toggle("lit", lit);
    });
    this.list.querySelector(".lit")?.scrollIntoView({ block: "nearest" });
  }

  #row(line) {
    const row = document.createElement("li");
    row.className = line.holds ? "holds" : "fails";
    const says = document.createElement("button");
    says.type = "button";
    says.className = "place";
    says.textContent = line.says;
    says.addEventListener("click", () => this.statement.select(line));
    const rests = document.createElement("p");
    rests.className = "muted small";
    const ground = line.rests.length ? `Rests on ${line.rests.join(", ")}.` : "Rests on nothing in the ledger.";
    rests.textContent = line.holds ? ground : `${ground} ${line.clears}`;
    row.append(says, rests);
    return row;
  }
}
