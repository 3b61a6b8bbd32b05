"""Charts as inline SVG, each with the same figures in a table beside it."""

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil

WIDTH = 560
BAR, GAP = 18, 6
LABEL = 190
STEP_WIDTH, HEIGHT = 46, 180
SCALE = 26
TURNED_FROM = 14


def bars(title: str, values: Sequence[tuple[str, float]], *, unit: str) -> str:
    """Horizontal bars, one a label, in the order given."""
    if not values:
        return _empty(title)
    most = max(value for _, value in values) or 1
    room = WIDTH - LABEL - 60
    rows = []
    for place, (label, value) in enumerate(values):
        y = place * (BAR + GAP)
        length = room * value / most
        rows.append(
            f'<text x="{LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(_short(label, 28))}</text>'
            f'<rect x="{LABEL}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2"/>'
            f'<text x="{LABEL + length + 6:.1f}" y="{y + 13}">{_shown(value)}</text>'
        )
    height = len(values) * (BAR + GAP)
    drawing = _svg(title, WIDTH, height, "".join(rows), css="bars")
    return _figure(title, drawing, table(("", unit), [(label, _shown(value)) for label, value in values]))


def steps(
    title: str, periods: Sequence[str], series: Mapping[str, Sequence[int]], *, period: str = "Period"
) -> str:
    """Columns over time, one a period, stacked in the order of ``series``, weakest at the bottom."""
    if not periods:
        return _empty(title)
    totals = [sum(values[at] for values in series.values()) for at in range(len(periods))]
    most = max(max(totals), 1)
    width = max(WIDTH, SCALE + STEP_WIDTH * len(periods))
    turned = len(periods) >= TURNED_FROM
    parts = [f'<text x="0" y="12">{most}</text><line x1="{SCALE}" y1="{HEIGHT}" x2="{width}" y2="{HEIGHT}"/>']
    for at, name in enumerate(periods):
        x, base = SCALE + at * STEP_WIDTH + 6, float(HEIGHT)
        for number, (level, values) in enumerate(series.items()):
            height = (HEIGHT - 20) * values[at] / most
            base -= height
            if height:
                parts.append(
                    f'<rect class="s{number}" x="{x}" y="{base:.1f}" width="{STEP_WIDTH - 12}" '
                    f'height="{height:.1f}"><title>{escape(f"{name}, {level}: {values[at]}")}</title></rect>'
                )
        middle = x + STEP_WIDTH // 2 - 6
        turn = f' transform="rotate(-45 {middle} {HEIGHT + 14})" text-anchor="end"' if turned else ""
        anchor = "" if turned else ' text-anchor="middle"'
        parts.append(f'<text x="{middle}" y="{HEIGHT + 16}"{anchor}{turn}>{escape(name)}</text>')
    key = "".join(
        f'<li><svg width="12" height="12" aria-hidden="true"><rect class="s{number}" width="12" height="12"/>'
        f"</svg> {escape(level)}</li>"
        for number, level in enumerate(series)
    )
    drawing = _svg(title, width, HEIGHT + (56 if turned else 24), "".join(parts), css="steps")
    rows = [(name, *(str(values[at]) for values in series.values())) for at, name in enumerate(periods)]
    return _figure(title, f'<ul class="key">{key}</ul>{drawing}', table((period, *series), rows))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column names the rows; what reads as a number is set flush right."""
    top = "".join(f'<th scope="col">{escape(cell) or "<span>Name</span>"}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(_cell(cell) for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _cell(cell: str) -> str:
    number = cell.replace(",", "").replace(".", "", 1).isdigit()
    return f'<td class="number">{cell}</td>' if number else f"<td>{escape(cell)}</td>"


def _figure(title: str, drawing: str, figures: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{escape(title)}">{drawing}</div>'
        f"<details><summary>The same in figures</summary>{figures}</details></figure>"
    )


def _svg(title: str, width: int, height: int, inside: str, *, css: str) -> str:
    return (
        f'<svg class="{css}" role="img" aria-label="{escape(title)}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}">{inside}</svg>'
    )


def _empty(title: str) -> str:
    return f"<figure><figcaption>{escape(title)}</figcaption><p>Nothing to show.</p></figure>"


def _short(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _shown(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:.2f}" if value < 10 else f"{ceil(value * 10) / 10:,.1f}"
