// The desk's JSON interface. Offsets leave this file in UTF-16 units.

import { toUnits } from "./offsets.js";

const token = document.querySelector('meta[name="csrf-token"]').content;

async function post(path, body) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": token },
    body: JSON.stringify(body),
  });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.problem);
  return json;
}

/** Findings and slots of `text`, in reading order. */
export async function lint(text, place) {
  const found = await post("/api/v1/lint", { text, ...place });
  const units = toUnits(text);
  const moved = (item) => ({ ...item, start: units(item.start), end: units(item.end) });
  return {
    findings: found.findings.map((finding) => ({ ...moved(finding), suggestions: finding.suggestions.map(moved) })),
    slots: found.slots.map(moved),
  };
}

/** What one sentence claims: lines to read. */
export async function explain(sentence, place) {
  return (await post("/api/v1/explain", { sentence, incident: place.incident })).claims;
}
