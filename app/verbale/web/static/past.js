// How far an archive has come, kept true while the page stays open.

const run = document.querySelector("[data-run]");
const bar = run.querySelector("progress");
const EVERY = 1500;

async function look() {
  const answer = await fetch(`/past/${run.dataset.run}/progress`).catch(() => null);
  if (!answer?.ok) return setTimeout(look, 4 * EVERY);
  const { stand, read, total, findings } = await answer.json();
  if (stand === "done" || stand === "failed") return location.reload();
  if (total) {
    bar.max = total;
    bar.value = read;
  }
  run.querySelector("[data-read]").textContent = read;
  run.querySelector("[data-total]").textContent = total ?? "some";
  run.querySelector("[data-findings]").textContent = findings;
  return setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
