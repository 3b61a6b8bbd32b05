"""What is in force for each open text: its house's settings, and the ledger that the editor names."""

from dataclasses import dataclass
from pathlib import Path

from verbale.checking import Checking
from verbale.lint.rules import rule_ids
from verbale.lsp.ledgers import Ledgers
from verbale.lsp.options import Options
from verbale.model.errors import UserError
from verbale.model.finding import Finding
from verbale.model.ledger import Ledger
from verbale.model.rulecard import RuleCard
from verbale.read.document import Document
from verbale.settings import Choice, Files, Stamps, stamps

UNTITLED = "-"
"""The path of a text that is no file: it is taken to lie in the folder in which the editor was started."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The findings of a text, the rules that were asked, and what kept it from being checked as set."""

    findings: tuple[Finding, ...]
    cards: tuple[RuleCard, ...]
    problem: str | None


class Houses:
    """Checks each text by the ``verbale.toml`` nearest above it; what the editor says comes before it."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._ledgers = Ledgers(options.ledger) if options.ledger else None
        self._checking = self._new()
        self._plain = Checking(Files(rules=rule_ids, search=False))
        self._paths: set[str] = set()
        self._seen: Stamps = {}

    def look_again(self) -> None:
        """Read the settings anew if one of the files that they rest on has changed."""
        if self._seen != stamps(self._checking.rests_on(self._paths)):
            self._checking = self._new()
            self._paths.clear()

    def answer(self, path: Path | None, text: str) -> Answer:
        """What there is to say of a text; one whose settings cannot be used is checked without them."""
        document = Document(str(path or UNTITLED), text)
        ledger, problem = self._ledger(path)
        try:
            answer = _answer(self._checking, document, ledger, problem)
        except UserError as error:
            problem = f"Checked without its settings, which cannot be used. {error}"
            answer = _answer(self._plain, document, ledger, problem)
        if document.path not in self._paths:
            self._paths.add(document.path)
            self._seen = stamps(self._checking.rests_on(self._paths))
        return answer

    def _new(self) -> Checking:
        house = self._options.house
        asked = [Choice("house", str(house), "the editor")] if house else []
        return Checking(Files(rules=lambda own: rule_ids(own) | rule_ids(house), asked=asked))

    def _ledger(self, path: Path | None) -> tuple[Ledger | None, str | None]:
        try:
            return (self._ledgers.beside(path) if self._ledgers is not None else None), None
        except UserError as error:
            return None, f"Checked without the ledger, which cannot be used. {error}"


def _answer(checking: Checking, document: Document, ledger: Ledger | None, problem: str | None) -> Answer:
    found = checking.check_again(document, ledger).findings
    return Answer(found, checking.rules(document.path), problem)
