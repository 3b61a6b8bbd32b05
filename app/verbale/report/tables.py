"""Tables for people: as lines of text, and as one page of HTML that opens without a network."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from textwrap import wrap

from verbale.report.excerpt import visible
from verbale.report.page import POLICY

STYLE = """
:root { color-scheme: light dark; --edge: light-dark(#c9ced6, #454b55) }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 64rem; margin: 2rem auto; padding: 0 1rem;
  color: light-dark(#1b1f24, #e6e9ee); background: light-dark(#fff, #15181c) }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem 1rem .3rem 0;
  border-bottom: 1px solid var(--edge);
  overflow-wrap: anywhere }
.mark { font-weight: 700; text-align: center } .scroll { overflow-x: auto }
svg text { fill: currentColor; font: 12px system-ui, sans-serif }
svg .grid { stroke: var(--edge) }
svg .course { fill: none; stroke: light-dark(#0b5cad, #82b8ff); stroke-width: 2.5 }
"""
MARGIN = "  "


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; ``none`` is said where there are no rows."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str = "Nothing is recorded."
    drawing: str = ""
    """An SVG that shows the same, for the page."""


def as_lines(
    title: str, tables: Iterable[Table], *, mark: str | None = None, width: int = 100
) -> Iterator[str]:
    """The tables one below another; each row is its first cell, with the others under it by their heads.

    ``mark`` stands above and below, as in every output of an exercise.
    """
    if mark:
        yield from (mark, "")
    yield visible(title)
    for table in tables:
        yield from ("", visible(table.title))
        if not table.rows:
            yield MARGIN + table.none
        for row in table.rows:
            yield from wrap(visible(row[0]), width, initial_indent=MARGIN, subsequent_indent=MARGIN * 2)
            for head, cell in zip(table.head[1:], row[1:], strict=True):
                if cell:
                    words = visible(f"{head}: {cell}" if head else cell)
                    yield from wrap(words, width, initial_indent=MARGIN * 2, subsequent_indent=MARGIN * 3)
    if mark:
        yield from ("", mark)


def as_page(title: str, tables: Sequence[Table], *, mark: str | None = None) -> str:
    """The tables as a page with no script and nothing to fetch; ``mark`` stands above and below."""
    told = f'<p class="mark">{escape(mark)}</p>\n' if mark else ""
    tab = f"{mark}: {title}" if mark else title
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(tab)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{told}<main>\n<h1>{_safe(title)}</h1>\n{''.join(map(_section, tables))}</main>\n{told}"
        "</body>\n</html>\n"
    )


def _section(table: Table) -> str:
    if not table.rows:
        return f"<h2>{_safe(table.title)}</h2>\n<p>{_safe(table.none)}</p>\n"
    head = "".join(f'<th scope="col">{_safe(cell)}</th>' for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{_safe(first)}</th>{"".join(f"<td>{_safe(cell)}</td>" for cell in rest)}</tr>\n'
        for first, *rest in table.rows
    )
    drawing = f'<div class="scroll">{table.drawing}</div>\n' if table.drawing else ""
    body = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    return f"<h2>{_safe(table.title)}</h2>\n{drawing}{body}"


def moment(at: datetime | None) -> str:
    """``2031-05-07 09:40 UTC``, or nothing."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else ""


def span(length: timedelta | None) -> str:
    """``2 d 3 h 10 min``, or nothing; less than a minute is ``0 min``."""
    if length is None:
        return ""
    minutes = int(length.total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    parts = [f"{days} d" if days else "", f"{hours} h" if hours else "", f"{minutes % 60} min"]
    return " ".join(part for part in parts if part)


def _safe(words: str) -> str:
    return escape(visible(words))
