// The editor: the text asks the desk, the answer is drawn under the words and listed beside them.

import { explain, lint } from "./api.js";
import { Facts } from "./facts.js";
import { Findings } from "./findings.js";
import { forget, keep, kept } from "./keep.js";
import { drawSyntax } from "./marks.js";
import { length } from "./offsets.js";
import { Panel } from "./panel.js";
import { Says } from "./says.js";
import { Saving } from "./saving.js";
import { Statement } from "./statement.js";

const REST = 40; // milliseconds without a key before the desk is asked
const AGAIN = 3000; // milliseconds before a desk that did not answer is asked again
const QUIET = 900; // milliseconds before a count is read out

const form = document.getElementById("statement-form");
const draft = form.dataset.draft; // a kept draft; without one, a ledger is being tried out
const place = draft ? { draft } : { incident: form.dataset.incident, template: form.dataset.template };
const spoken = document.getElementById("spoken");
const summary = document.getElementById("summary");
const byId = (id) => document.getElementById(id);

function announce(words) {
  spoken.textContent = "";
  setTimeout(() => (spoken.textContent = words), 30);
}

const drafted = byId("text").value;
const statement = new Statement(byId("text"));
const findings = new Findings(statement, announce);
const facts = new Facts(statement);
const panel = new Panel(byId("panel"));
const saving = draft ? new Saving(statement, place, form, announce) : null;
const says = draft ? new Says(statement, place) : null;
statement.covered = () => panel.covers();
document.documentElement.classList.add("live");
for (const element of document.querySelectorAll("[data-without-script]")) element.hidden = true;
for (const element of document.querySelectorAll("[data-with-script]")) element.hidden = false;

let resting;
let quiet;
let asking = false;

// One question at a time: words typed meanwhile are asked about as soon as the answer is here.
async function check() {
  if (asking) return;
  asking = true;
  const text = statement.text();
  try {
    const answer = await lint(text, place);
    if (statement.text() === text) show(answer);
  } catch (error) {
    stopped(error);
  }
  asking = false;
  if (statement.text() !== text) check();
}

// Words that are not checked must never look as if they were.
function stopped(error) {
  const away = error instanceof TypeError;
  byId("unchecked").textContent = away ? "Not checked: the desk does not answer. Your words stay on this page; trying again." : `Not checked. ${error.message}`;
  byId("unchecked").hidden = false;
  summary.textContent = "Not checked";
  if (away) setTimeout(check, AGAIN);
}

function show({ findings: found, slots }) {
  findings.show(found);
  facts.show(slots);
  byId("unchecked").hidden = true;
  byId("finding-count").textContent = found.length;
  document.body.dataset.checked = "true";
  say(findings.summary());
  stand();
}

function say(words) {
  if (summary.textContent === words) return;
  summary.textContent = words;
  clearTimeout(quiet);
  quiet = setTimeout(() => announce(words), QUIET);
}

function edited() {
  const text = statement.text();
  byId("words").textContent = `${text.match(/[\p{L}\p{N}]+(?:['’.,:-][\p{L}\p{N}]+)*/gu)?.length ?? 0} words, ${length(text)} characters`;
  drawSyntax(statement, text);
  if (saving) saving.edited(text);
  else {
    if (text === drafted) forget();
    else keep(text);
    byId("start-again").hidden = text === drafted;
  }
  delete document.body.dataset.checked;
  clearTimeout(resting);
  resting = setTimeout(check, REST);
}

let stood = "";
function stand() {
  const caret = statement.caret();
  if (caret === null) return;
  findings.stand(caret);
  const sentence = statement.sentenceAt(caret);
  facts.stand(sentence);
  if (panel.showing() !== "says") return;
  if (says) says.show(sentence);
  else tell(statement.text().slice(sentence.start, sentence.end));
}

async function tell(sentence) {
  const words = sentence.replace(/^\s*(#+|[-*+]|>)\s+/, "");
  if (words === stood) return;
  stood = words;
  byId("said").textContent = words;
  byId("rests").textContent = facts.rests.size ? `Rests on: ${[...facts.rests].join(", ")}.` : "Rests on nothing in the ledger.";
  const claims = words ? await explain(words, place).catch((error) => [{ ...NOTHING, says: error.message }]) : [];
  if (words !== stood) return;
  byId("claims").replaceChildren(...(claims.length ? claims : [NOTHING]).map(claimLine));
}

const NOTHING = { says: "It ties nobody to the incident and puts nothing beyond doubt.", decided_by: [], rules: [], clears: "" };

function claimLine(claim) {
  const line = byId("claim").content.firstElementChild.cloneNode(true);
  const part = (name) => line.querySelector(`[data-part="${name}"]`);
  part("says").textContent = claim.says;
  part("decided").textContent = claim.decided_by.length ? `Decided by ${claim.decided_by.join(", ")}` : "";
  part("clears").textContent = claim.rules.length ? claim.clears : "";
  return line;
}

const KEYS = {
  F8: () => findings.move(1),
  "Shift+F8": () => findings.move(-1),
  "Ctrl+.": () => findings.apply(),
  F1: () => byId("keys").showModal(),
  ...(saving && {
    "Ctrl+,": () => findings.waive(),
    "Ctrl+s": () => saving.save(),
    "Ctrl+Enter": () => byId("send").hidden || byId("send").click(),
    F9: () => toFacts(),
  }),
};

// To the facts and back, so that one can be looked up and put in without a mouse.
function toFacts() {
  if (byId("facts").contains(document.activeElement)) {
    const at = statement.lastCaret ?? 0;
    return statement.select({ start: at, end: at });
  }
  panel.show("facts");
  return (document.querySelector("#facts .lit") ?? document.querySelector("#facts [data-fact]"))?.focus();
}

document.addEventListener("keydown", (event) => {
  const name = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.shiftKey ? "Shift+" : ""}${event.key}`;
  const typing = event.target.closest?.("[contenteditable], input, textarea");
  const act = KEYS[name] ?? (event.key === "?" && !typing ? KEYS.F1 : undefined);
  if (!act || byId("keys").open) return;
  event.preventDefault();
  act();
});

statement.box.addEventListener("input", edited);
document.addEventListener("selectionchange", () => {
  if (document.body.dataset.checked) stand();
});
panel.opened = stand;
byId("help").addEventListener("click", () => byId("keys").showModal());
if (!saving) {
  byId("start-again").addEventListener("click", () => {
    statement.replace({ start: 0, end: statement.text().length }, drafted);
  });
  const before = kept();
  if (before !== null && before !== drafted) statement.box.textContent = before;
}
edited();
