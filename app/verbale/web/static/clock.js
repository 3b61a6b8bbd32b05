// How long until something is due, kept true while the page stays open, with the reader's own time beside UTC.

const MINUTE = 60_000;
const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

function distance(minutes) {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days) return `${days} d ${hours} h`;
  return hours ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

function tick() {
  for (const due of document.querySelectorAll("time[data-due]")) {
    const at = new Date(due.dateTime);
    const minutes = Math.round((at - Date.now()) / MINUTE);
    const left = due.closest(".due").querySelector("[data-left]");
    const here = at.getTimezoneOffset() ? `, ${at.toLocaleTimeString([], CLOCK)} your time` : "";
    left.textContent = `${minutes < 0 ? `overdue by ${distance(-minutes)}` : `in ${distance(minutes)}`}${here}`;
    left.classList.toggle("overdue", minutes < 0);
  }
}

tick();
setInterval(tick, MINUTE / 2);
