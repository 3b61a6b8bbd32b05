// The panel beside the text: three leaves under tabs; on a phone a sheet from below.

export class Panel {
  constructor(element) {
    this.element = element;
    this.tabs = [...element.querySelectorAll("[role=tab]")];
    this.grip = element.querySelector(".grip");
    this.opened = () => {};
    element.querySelector(".tabs").hidden = false;
    for (const tab of this.tabs) {
      const leaf = this.leafOf(tab);
      leaf.setAttribute("role", "tabpanel");
      leaf.setAttribute("aria-labelledby", tab.id);
      leaf.querySelector("h2").classList.add("unseen");
      tab.addEventListener("click", () => this.open(tab));
      tab.addEventListener("keydown", (event) => this.#arrows(event, tab));
    }
    this.grip.addEventListener("click", () => {
      this.grip.setAttribute("aria-expanded", String(element.classList.toggle("open")));
    });
    this.open(this.tabs[0]);
  }

  leafOf(tab) {
    return document.getElementById(tab.getAttribute("aria-controls"));
  }

  open(tab) {
    for (const one of this.tabs) {
      one.setAttribute("aria-selected", String(one === tab));
      one.tabIndex = one === tab ? 0 : -1;
      this.leafOf(one).hidden = one !== tab;
    }
    this.opened(this.showing());
  }

  /** Brings the leaf with this id on top; on a phone the sheet comes up. */
  show(id) {
    this.open(this.tabs.find((tab) => tab.getAttribute("aria-controls") === id));
    this.element.classList.add("open");
    this.grip.setAttribute("aria-expanded", "true");
  }

  /** The id of the leaf on top. */
  showing() {
    return this.tabs.find((tab) => tab.getAttribute("aria-selected") === "true").getAttribute("aria-controls");
  }

  /** How much of the window's foot the sheet covers on a phone. */
  covers() {
    return getComputedStyle(this.element).position === "fixed" ? this.element.offsetHeight : 0;
  }

  #arrows(event, tab) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = this.tabs.at((this.tabs.indexOf(tab) + step) % this.tabs.length);
    this.open(next);
    next.focus();
    event.preventDefault();
  }
}
