// Words in progress outlive a reload: they are kept for this tab only and go when it closes.

const KEY = `statement ${location.pathname}`;

/** The words kept from before a reload, or null. */
export function kept() {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

export function keep(text) {
  try {
    sessionStorage.setItem(KEY, text);
  } catch {
    // Storage may be off or full; the text on the page is then all there is.
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
