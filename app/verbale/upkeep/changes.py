"""Which sentences are new since a revision."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from verbale.model.errors import UserError
from verbale.model.finding import Finding
from verbale.model.span import Span
from verbale.upkeep.git import Recorded

Texts = Callable[[str, bytes], Iterable[str]]
"""The texts in a file's content, by its name; none where it is no kind of file that is read."""
Cut = Callable[[str], Iterable[tuple[Span, str]]]
"""The sentences of a text: where each stands, and its words on one line."""


class Changes:
    """One run over texts: a sentence that stood in its file, or has moved from another, is not new."""

    def __init__(self, rev: str, *, texts: Texts, cut: Cut) -> None:
        self._rev = rev
        self._texts = texts
        self._cut = cut
        self._recorded: dict[Path, Recorded] = {}
        self._before: dict[Path, Counter[str]] = {}
        self._moved: dict[Path, Counter[str]] = {}

    def of(self, path: str, text: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Those findings that stand in a sentence which is new since the revision.

        Raises UserError when the path is not in a repository, or the revision is unknown there.
        """
        file = _file(path)
        recorded = self._of_folder(file.resolve().parent)
        name = recorded.path_of(file)
        if name in recorded.files and name not in recorded.changed:
            return ()
        if file not in self._before:
            self._before[file] = self._recorded_sentences(recorded, name)
        new = [span for span, words in self._cut(text) if not self._stood(recorded, file, words)]
        return tuple(finding for finding in findings if any(finding.span.overlaps(span) for span in new))

    def _stood(self, recorded: Recorded, file: Path, words: str) -> bool:
        if recorded.root not in self._moved:
            self._moved[recorded.root] = self._gone(recorded)
        for known in (self._before[file], self._moved[recorded.root]):
            if known[words] > 0:
                known[words] -= 1
                return True
        return False

    def _gone(self, recorded: Recorded) -> Counter[str]:
        """Sentences that have left their file, which may have come into another."""
        gone: Counter[str] = Counter()
        for name in recorded.changed:
            now = recorded.root / name
            kept = self._sentences(name, now.read_bytes()) if now.is_file() else Counter()
            gone += self._recorded_sentences(recorded, name) - kept
        return gone

    def _recorded_sentences(self, recorded: Recorded, name: str) -> Counter[str]:
        return self._sentences(name, recorded.content(name)) if name in recorded.files else Counter()

    def _sentences(self, name: str, content: bytes) -> Counter[str]:
        return Counter(words for text in self._texts(name, content) for _, words in self._cut(text))

    def _of_folder(self, folder: Path) -> Recorded:
        if folder not in self._recorded:
            found = Recorded(folder, self._rev)
            self._recorded[folder] = next((r for r in self._recorded.values() if r.root == found.root), found)
        return self._recorded[folder]


def _file(path: str) -> Path:
    """The file on disk that a text is from; a text within an archive is from the archive."""
    if path == "-":
        raise UserError("Standard input has no past in git. Name files, or leave --changed-since out.")
    file = Path(path)
    return next((one for one in (file, *file.parents) if one.is_file()), file)
