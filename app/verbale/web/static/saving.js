// Saving a draft, keeping what is not saved yet, and knowing who else is in it.

import { here, keepWords, save } from "./api.js";

const PAUSE = 1000; // milliseconds without a key before unsaved words are kept
const HERE = 15_000; // milliseconds between two signs of being here
const STOOD = "stood"; // where one stood when the page was left for a form of its own

const byId = (id) => document.getElementById(id);

// A save takes a text out of clearance, and somebody else may have sent it.
function stage(sent) {
  for (const part of document.querySelectorAll("[data-sent]")) part.hidden = !sent;
  for (const part of document.querySelectorAll("[data-unsent]")) part.hidden = sent;
}

export class Saving {
  constructor(statement, place, form, announce) {
    this.statement = statement;
    this.place = place;
    this.form = form;
    this.announce = announce;
    this.saved = statement.text();
    this.unkept = null;
    this.field = byId("written-over");
    const button = byId("save");
    button.addEventListener("click", (event) => {
      event.preventDefault();
      this.save();
    });
    form.addEventListener("submit", () => this.#leave());
    addEventListener("pagehide", () => {
      this.#keep(true);
      here(this.place, true).catch(() => {});
    });
    this.#look();
    setInterval(() => this.#look(), HERE);
    this.#standAgain();
  }

  get version() {
    return Number(this.field.value);
  }

  edited(text) {
    if (text === this.last) return;
    const first = this.last === undefined;
    this.last = text;
    if (first) return;
    this.unkept = text;
    byId("discard").hidden = false;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.#keep(), PAUSE);
  }

  async save() {
    const text = this.statement.text();
    clearTimeout(this.pause);
    this.unkept = null;
    try {
      const { version, saved_at: at, sent } = await save(text, this.version, this.place);
      this.field.value = version;
      stage(sent);
      byId("version").textContent = `Version ${version}, saved ${at} by you`;
      if (byId("unsaved-note")) byId("unsaved-note").hidden = true;
      byId("moved-on").hidden = true;
      byId("discard").hidden = this.statement.text() === text;
      this.announce(`Saved as version ${version}`);
    } catch (error) {
      // Somebody else saved first: the page of the desk shows both and loses neither.
      if (error.status === 409) return this.form.requestSubmit();
      this.unkept = text;
      this.#say(error instanceof TypeError ? "Not saved: the desk does not answer. Your words stay on this page." : `Not saved. ${error.message}`);
    }
    return undefined;
  }

  async #keep(leaving = false) {
    if (this.unkept === null) return;
    const text = this.unkept;
    this.unkept = null;
    try {
      await keepWords(text, this.version, this.place, leaving);
    } catch {
      this.unkept ??= text;
    }
  }

  async #look() {
    try {
      const { others, version, saved_by: by, sent } = await here(this.place);
      stage(sent);
      byId("others").textContent = others.length ? `${others.join(", ")} also here` : "";
      if (version > this.version) this.#say(`${by} saved version ${version}. When you save, you see both and lose nothing.`);
    } catch {
      // The next look tells; a text that is not checked says so itself.
    }
  }

  #say(words) {
    const note = byId("moved-on");
    if (note.textContent !== words || note.hidden) {
      note.textContent = words;
      note.hidden = false;
    }
  }

  #leave() {
    this.unkept = null;
    sessionStorage.setItem(STOOD, JSON.stringify({ at: location.pathname, caret: this.statement.lastCaret }));
  }

  #standAgain() {
    const stood = JSON.parse(sessionStorage.getItem(STOOD) ?? "null");
    sessionStorage.removeItem(STOOD);
    if (stood?.at !== location.pathname || stood.caret === null) return;
    const at = Math.min(stood.caret, this.statement.text().length);
    this.statement.select({ start: at, end: at });
  }
}
