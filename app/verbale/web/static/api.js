// The desk's JSON interface. Offsets leave this file in UTF-16 units.

import { toUnits } from "./offsets.js";

const token = document.querySelector('meta[name="csrf-token"]').content;

async function post(path, body, keepalive = false) {
  const answer = await fetch(path, {
    method: "POST",
    keepalive,
    headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(json.problem), { status: answer.status });
  return json;
}

const ofDraft = (place, what) => `/api/v1/drafts/${encodeURIComponent(place.draft)}/${what}`;

/** Findings and slots of `text`, in reading order. */
export async function lint(text, place) {
  const found = place.draft ? await post(ofDraft(place, "lint"), { text }) : await post("/api/v1/lint", { text, ...place });
  const units = toUnits(text);
  const moved = (item) => ({ ...item, points: `${item.start}:${item.end}`, start: units(item.start), end: units(item.end) });
  return {
    findings: found.findings.map((finding) => ({ ...moved(finding), suggestions: finding.suggestions.map(moved) })),
    slots: found.slots.map(moved),
  };
}

/** What one sentence claims: lines to read. */
export async function explain(sentence, place) {
  return (await post("/api/v1/explain", { sentence, incident: place.incident })).claims;
}

/** What a whole draft says, in its order. */
export async function says(text, place) {
  const units = toUnits(text);
  const { says: lines } = await post(ofDraft(place, "explain"), { text });
  return lines.map((line) => ({ ...line, start: units(line.start), end: units(line.end) }));
}

/** Saves a draft as its next version; the error has status 409 when another version stands. */
export const save = (text, version, place) => post(ofDraft(place, "saved"), { text, version });

/** Keeps words that are not saved, so that a closed tab loses none. */
export const keepWords = (text, version, place, leaving = false) => post(ofDraft(place, "kept"), { text, version }, leaving);

/** Says that one is here, or leaving, and learns who else is. */
export const here = (place, leaving = false) => post(ofDraft(place, "here"), { leaving }, leaving);
