"""What is new to say: neither known in a baseline nor in a sentence that stood there before."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.lint.sentences import cut
from verbale.model.finding import Finding
from verbale.model.fingerprint import surroundings
from verbale.model.span import Span
from verbale.model.waived import Waived

if TYPE_CHECKING:
    from verbale.upkeep.baseline import Run
    from verbale.upkeep.changes import Changes


class Sieve:
    """One run over texts. What it stands on is imported when asked for: most runs have neither."""

    def __init__(self, *, since: str | None = None, text_field: str | None = None) -> None:
        self._asked = since, text_field
        self._runs: dict[Path, Run] = {}
        self._changes = _changes(since, text_field) if since is not None else None

    def fresh(self) -> "Sieve":
        """Another run that is asked for the same, and has seen no text yet."""
        since, text_field = self._asked
        return Sieve(since=since, text_field=text_field)

    @property
    def runs(self) -> "tuple[Run, ...]":
        """What was found in each baseline that was used."""
        return tuple(self._runs.values())

    def sift(
        self, path: str, text: str, findings: Sequence[Finding], *, baseline: Path | None
    ) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
        """The findings that are new, and those that a baseline holds back."""
        held: tuple[Waived, ...] = ()
        if baseline is not None:
            findings, held = self.run(baseline).sift(path, findings, words_around(text, findings))
        if self._changes is not None:
            findings = self._changes.of(path, text, findings)
        return tuple(findings), held

    def run(self, baseline: Path) -> "Run":
        """The run over a baseline's findings; raises UserError when it cannot be read."""
        if baseline not in self._runs:
            from verbale.upkeep.baseline import read_baseline

            self._runs[baseline] = read_baseline(baseline).run()
        return self._runs[baseline]


def words_around(text: str, findings: Sequence[Finding]) -> list[str]:
    """By which words of its sentence each finding is known; what stands around the sentence may change."""
    if not findings:
        return []
    sentences = [sentence.span for sentence in cut(text)]

    def within(span: Span) -> Span:
        at = bisect_right(sentences, span.start, key=lambda sentence: sentence.end)
        around = sentences[at] if at < len(sentences) else span
        return Span(min(around.start, span.start), max(around.end, span.end))

    return [surroundings(text, finding.span, within(finding.span)) for finding in findings]


def _changes(since: str, text_field: str | None) -> "Changes":
    from verbale.read.document import Document
    from verbale.read.packed import DAMAGED, unpacked
    from verbale.read.readers import read_source
    from verbale.read.source import Source
    from verbale.upkeep.changes import Changes

    def texts(name: str, content: bytes) -> Iterator[str]:
        try:
            source = Source(name, unpacked(BytesIO(content), name), text_field)
            yield from (one.text for one in read_source(source) if isinstance(one, Document))
        except DAMAGED:
            return

    def sentences(text: str) -> Iterator[tuple[Span, str]]:
        return ((sentence.span, sentence.flat) for sentence in cut(text))

    return Changes(since, texts=texts, cut=sentences)
