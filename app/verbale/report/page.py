"""One page of HTML that opens without a network: every finding under its text, and a table of the rules."""

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape

from verbale.model.finding import Finding, Severity
from verbale.model.waived import Waived
from verbale.report.excerpt import excerpt, visible
from verbale.report.linted import Linted, Showing
from verbale.report.place import at_in_words
from verbale.report.terminal import closing

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """
:root { color-scheme: light dark; --edge: light-dark(#c9ced6, #454b55); --soft: light-dark(#555d69, #aab2bd);
  --error: light-dark(#b3261e, #ff8a80); --warning: light-dark(#8a5a00, #ffc65c);
  --info: light-dark(#0b5cad, #82b8ff) }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: light-dark(#1b1f24, #e6e9ee); background: light-dark(#fff, #15181c) }
main { display: flex; flex-direction: column } h1, section.sum { order: -1; margin-bottom: 0 }
h2 { overflow-wrap: anywhere; margin-top: 2.5rem } section.sum h2 { margin-top: 1rem }
article { border: 1px solid var(--edge); border-left-width: .4rem; border-radius: .3rem; padding: .2rem 1rem;
  margin: 1rem 0 }
article.error { border-left-color: var(--error) } article.warning { border-left-color: var(--warning) }
article.info { border-left-color: var(--info) }
blockquote { margin: .5rem 0; font-family: ui-monospace, monospace; white-space: pre-wrap;
  overflow-wrap: anywhere }
mark { background: light-dark(#ffe9a8, #5b4a10); color: inherit }
h3 { font-size: 1rem; margin: .5rem 0 } .place, .why { color: var(--soft) } .place { font-weight: normal }
.error b { color: var(--error) } .warning b { color: var(--warning) } .info b { color: var(--info) }
table { border-collapse: collapse } th, td { text-align: left; padding: .2rem 1.2rem .2rem 0;
  border-bottom: 1px solid var(--edge) } td.number { text-align: right }
@media print { article { break-inside: avoid } }
"""
WIDTH = 400
"""Code points of a line that are shown around the words found."""


def html(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """A page with no script and nothing to fetch; whatever a text says is shown and never acts.

    The sum is written last, when it is known, and shown first.
    """
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Findings</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Findings</h1>\n"
    )
    texts = waived = 0
    severities: Counter[Severity] = Counter()
    rules: Counter[str] = Counter()
    for linted in results:
        texts += 1
        waived += len(linted.waived)
        severities.update(finding.severity for finding in linted.findings)
        rules.update(finding.rule for finding in linted.findings)
        yield "".join(_text(linted, showing))
    yield f'<section class="sum">\n<h2>In sum</h2>\n<p>{escape(closing(texts, severities, waived))}</p>\n'
    if rules:
        yield '<table>\n<tr><th scope="col">Rule</th><th scope="col">Findings</th></tr>\n'
        for rule, number in sorted(rules.items(), key=lambda row: (-row[1], row[0])):
            yield f'<tr><td>{_linked(rule, showing)}</td><td class="number">{number}</td></tr>\n'
        yield "</table>\n"
    yield "</section>\n</main>\n</body>\n</html>\n"


def _text(linted: Linted, showing: Showing) -> Iterator[str]:
    shown = linted.waived if showing.waived else ()
    if not linted.findings and not shown:
        return
    yield f"<section>\n<h2>{_safe(linted.path)}</h2>\n"
    for finding in linted.findings:
        yield _article(linted, finding, showing, finding.severity.value, f"<p>{_safe(finding.message)}</p>")
    for waived in shown:
        yield _article(linted, waived.finding, showing, "waived", _reason(waived))
    yield "</section>\n"


def _article(linted: Linted, finding: Finding, showing: Showing, grade: str, said: str) -> str:
    words = excerpt(linted.text, finding, width=WIDTH)
    before, found, after = words.parts
    return (
        f'<article class="{grade}">\n'
        f'<h3><b>{grade}</b> {_linked(finding.rule, showing)} <span class="place">'
        f"{_safe(at_in_words(finding))}</span></h3>\n"
        f"<blockquote>{escape(before)}<mark>{escape(found)}</mark>{escape(after)}</blockquote>\n"
        f'{said}\n<p class="why">{_safe(finding.remedy)}</p>\n</article>\n'
    )


def _reason(waived: Waived) -> str:
    return f"<p>Waived by the {waived.by.value}: {_safe(waived.reason)}</p>"


def _linked(rule: str, showing: Showing) -> str:
    page = showing.page(rule)
    return f'<a href="{escape(page)}">{escape(rule)}</a>' if page else escape(rule)


def _safe(words: str) -> str:
    return escape(visible(words))
