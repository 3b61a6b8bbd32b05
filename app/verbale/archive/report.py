"""The page on a whole archive: one file that opens without a network."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from verbale.archive.charts import bars, steps, table
from verbale.archive.tally import RANKED, SHORTEST, STEPS, Ranked, Tally, tally

ISSUERS = 20
RULES = 20
STYLE = """
:root {
  color-scheme: light dark;
  --ink: #1c2226; --quiet: #556068; --paper: #fcfcfa; --line: #d5d9dc; --bar: #35688f;
  --s0: #b9c9d6; --s1: #8fb0c9; --s2: #5e8cb0; --s3: #35688f; --s4: #9c3d2e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8ea; --quiet: #9fabb3; --paper: #15191c; --line: #39424a; --bar: #7fb0d6;
    --s0: #3c4c58; --s1: #54748c; --s2: #6f9cc0; --s3: #97c3e6; --s4: #e08a78;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 62rem; padding: 2rem 1.25rem 4rem;
  background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
p { max-width: 42rem; }
.quiet, dt, summary, thead th { color: var(--quiet); }
dl { display: flex; flex-wrap: wrap; gap: 1.25rem 2.5rem; margin: 1.5rem 0; }
dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
figure { margin: 0 0 1rem; }
figcaption { font-weight: 600; margin: 1rem 0 .5rem; }
.scroll { overflow-x: auto; }
svg { max-width: none; font: .8rem system-ui, sans-serif; fill: var(--ink); }
.bars rect { fill: var(--bar); }
.steps line { stroke: var(--line); }
.s0 { fill: var(--s0); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); }
.s3 { fill: var(--s3); } .s4 { fill: var(--s4); }
.key { display: flex; flex-wrap: wrap; gap: 1rem; list-style: none; margin: 0 0 .5rem; padding: 0; }
table { border-collapse: collapse; margin: .5rem 0; }
th, td {
  padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top; font-weight: 400;
  border-bottom: 1px solid var(--line);
}
thead span { position: absolute; clip-path: inset(50%); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
summary { cursor: pointer; }
@media print { details { display: none; } }
"""


def write_report(folder: Path, *, incident: str | None = None) -> None:
    """Writes ``report.html`` from the files of results in ``folder``."""
    page = "\n".join(_page(tally(folder, incident=incident), incident))
    (folder / "report.html").write_text(page, encoding="utf-8", errors="replace")


def _page(counted: Tally, incident: str | None) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>Archive report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>"
    yield "<h1>What the archive says, and how surely</h1>"
    yield from report_body(counted, incident)
    yield "</main>\n</body>\n</html>\n"


def report_body(counted: Tally, incident: str | None) -> Iterator[str]:
    """The report without head and title, in HTML for a page that has its own; every name is escaped."""
    yield (
        '<p class="quiet">Findings of severity error or warning, per 1,000 words unless said otherwise. '
        "A finding is a wording to look at again, not a mistake.</p>"
    )
    whole = counted.whole
    totals = [
        ("statements", f"{whole.records:,}"),
        ("words", f"{whole.words:,}"),
        ("findings", f"{whole.findings:,}"),
        ("per 1,000 words", f"{whole.per_thousand:.2f}"),
        ("for information", f"{counted.info:,}"),
    ]
    if counted.problems:
        totals.append(("could not be read", f"{counted.problems:,}"))
    yield f"<dl>{''.join(f'<div><dt>{name}</dt><dd>{value}</dd></div>' for name, value in totals)}</dl>"
    yield "<h2>When</h2>"
    years = [(year, rate.per_thousand) for year, rate in sorted(counted.years.items())]
    yield bars("Findings per 1,000 words, by year", years, unit="per 1,000 words")
    yield "<h2>Who</h2>"
    most = sorted(counted.issuers.items(), key=lambda item: (-item[1].words, item[0]))[:ISSUERS]
    by_rate = sorted(most, key=lambda item: (-item[1].per_thousand, item[0]))
    yield bars(
        f"Findings per 1,000 words, by issuer{_of_most(counted, most)}",
        [(issuer, rate.per_thousand) for issuer, rate in by_rate],
        unit="per 1,000 words",
    )
    yield "<h2>What</h2>"
    words = whole.words or 1
    families = [(family, 1000 * count / words) for family, count in counted.families.most_common()]
    yield bars("Findings per 1,000 words, by family", families, unit="per 1,000 words")
    rules = [(rule, 1000 * count / words) for rule, count in counted.rules.most_common(RULES)]
    yield bars("Findings per 1,000 words, by rule", rules, unit="per 1,000 words")
    yield from _certainty(counted, incident)
    yield from _ranking(counted, incident)


def _of_most(counted: Tally, shown: Sequence[object]) -> str:
    return f", the {len(shown)} with most words" if len(counted.issuers) > len(shown) else ""


def _certainty(counted: Tally, incident: str | None) -> Iterator[str]:
    about = f" about “{incident}”" if incident else ""
    yield f"<h2>Certainty over time{escape(about)}</h2>"
    if incident:
        yield f"<p>{counted.in_incident:,} statements speak of “{escape(incident)}”.</p>"
    else:
        yield (
            "<p>Over the whole archive. To follow one incident, name it as the statements do: on the "
            "command line, <code>--incident WORDS</code>.</p>"
        )
    periods = sorted(counted.levels)
    series = {step: [counted.levels[period][step] for period in periods] for step in STEPS}
    yield steps("How surely an author is named: number of findings", periods, series)


def _ranking(counted: Tally, incident: str | None) -> Iterator[str]:
    among = f" that speak of “{incident}”" if incident else ""
    yield "<h2>Statements</h2>"
    yield (
        f"<p>Of those{escape(among)} with at least {SHORTEST} words, the {RANKED} with most and "
        "with fewest findings per 1,000 words; of equals, the longer is named first among the fewest.</p>"
    )
    for title, ranked in (("Most findings", counted.worst), ("Fewest findings", counted.best)):
        yield f"<h3>{title}</h3>" + table(
            ("Statement", "Issuer", "Date", "Words", "Findings", "Per 1,000"), [_row(one) for one in ranked]
        )


def _row(one: Ranked) -> tuple[str, ...]:
    return (
        one.name,
        one.issuer,
        one.date,
        f"{one.words:,}",
        f"{one.findings:,}",
        f"{one.per_thousand:.1f}",
    )
