"""JUnit XML, as Jenkins and GitLab read it: a text is a suite, a finding a failed case."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from verbale.model.finding import Finding
from verbale.report.excerpt import excerpt, visible
from verbale.report.linted import Linted, Showing
from verbale.report.place import at_in_words, in_words

CLEAN = "no findings"


def junit(results: Iterable[Linted], showing: Showing) -> Iterator[str]:
    """A suite for each text; a clean text is one passed case, a waived finding a skipped one."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Verbale">\n'
    for linted in results:
        yield "".join(_suite(linted, showing))
    yield "</testsuites>\n"


def _suite(linted: Linted, showing: Showing) -> Iterator[str]:
    failures, skipped = len(linted.findings), len(linted.waived)
    counts = f'tests="{failures + skipped or 1}" failures="{failures}" errors="0" skipped="{skipped}"'
    yield f"  <testsuite name={_attribute(linted.path)} {counts}>\n"
    for finding in linted.findings:
        said = f"{in_words(linted.path, finding)}\n{_line(linted.text, finding)}\n{finding.remedy}"
        yield (
            f"    <testcase {_case(linted.path, finding)}>"
            f"<failure type={_attribute(finding.severity.value)} message={_attribute(finding.message)}>"
            f"{escape(_lines(said))}</failure></testcase>\n"
        )
    for waived in linted.waived:
        reason = f"Waived by the {waived.by.value}: {waived.reason}"
        yield (
            f"    <testcase {_case(linted.path, waived.finding)}>"
            f"<skipped message={_attribute(reason)}/></testcase>\n"
        )
    if not failures and not skipped:
        yield f"    <testcase name={_attribute(CLEAN)} classname={_attribute(linted.path)}/>\n"
    yield "  </testsuite>\n"


def _case(path: str, finding: Finding) -> str:
    return f"name={_attribute(f'{finding.rule} at {at_in_words(finding)}')} classname={_attribute(path)}"


def _line(text: str, finding: Finding) -> str:
    return excerpt(text, finding, width=100).line


def _lines(said: str) -> str:
    return "\n".join(_fit(line) for line in said.split("\n"))


def _attribute(value: str) -> str:
    return quoteattr(_fit(value))


def _fit(words: str) -> str:
    """What XML 1.0 has a place for."""
    return visible(words).replace("\ufffe", "�").replace("\uffff", "�")
