// The desk counts in Unicode code points, the browser in UTF-16 units. This is the only place that knows.

const ASTRAL = /[\u{10000}-\u{10FFFF}]/u;
const LEADS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g;

/** A function from an offset in code points to one in UTF-16 units of `text`. */
export function toUnits(text) {
  if (!ASTRAL.test(text)) return (point) => point;
  const pairs = Array.from(text.matchAll(LEADS), (pair, seen) => pair.index - seen);
  return (point) => {
    let before = 0;
    let after = pairs.length;
    while (before < after) {
      const middle = (before + after) >> 1;
      if (pairs[middle] < point) before = middle + 1;
      else after = middle;
    }
    return point + before;
  };
}

/** How many code points `text` has. */
export function length(text) {
  return text.length - (text.match(LEADS)?.length ?? 0);
}
