"""Drafts and findings for the pages and the JSON interface, so that both say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from werkzeug.exceptions import RequestEntityTooLarge

from verbale.desk import Desk
from verbale.draft import Rendered
from verbale.model.draft import Slot
from verbale.model.explanation import Explanation
from verbale.model.finding import Finding
from verbale.web import limits
from verbale.web.anchor import Anchored, anchored
from verbale.web.shelf import Ledgers


@dataclass(frozen=True, slots=True)
class Checked:
    """A text as somebody has edited it, what rests on which facts in it, and what there is to say of it."""

    text: str
    slots: tuple[Slot, ...]
    findings: Sequence[Finding]


class Checks:
    """Asks the desk about open ledgers. One question is read at a time: reading takes a whole processor."""

    def __init__(self, desk: Desk, shelf: Ledgers, turn: "Lock | None" = None) -> None:
        self._desk = desk
        self._shelf = shelf
        self._turn = turn or Lock()

    def draft(self, key: str, template: str) -> Rendered:
        """The statement of one template from an open ledger, made once; UserError when it cannot be made."""
        made = self._shelf.drafts(key)
        if template not in made:
            made[template] = self._desk.draft(template, self._shelf.ledger(key))
        return made[template]

    def check(self, text: str, *, key: str | None = None, template: str | None = None) -> Checked:
        """What there is to say of ``text``, which was drafted from ``template`` where one is named.

        Raises RequestEntityTooLarge for a text beyond the limit.
        """
        within_limit(text)
        ledger = self._shelf.ledger(key) if key else None
        slots: tuple[Anchored, ...] = ()
        if key and template:
            draft = self.draft(key, template)
            slots = anchored(draft.slots, draft.text, text)
        with self._turn:
            # Words that somebody has changed rest on nothing any more: only whole slots may ease a finding.
            findings = self._desk.lint(text, ledger=ledger, slots=[s.slot for s in slots if s.whole])
        return Checked(text, tuple(s.slot for s in slots), findings)

    def explain(self, sentence: str, *, key: str | None = None) -> Explanation:
        """What a sentence claims. Raises RequestEntityTooLarge for one beyond the limit of a statement."""
        within_limit(sentence)
        ledger = self._shelf.ledger(key) if key else None
        with self._turn:
            return self._desk.explain(sentence, ledger=ledger)


def within_limit(text: str) -> None:
    """Raises RequestEntityTooLarge for a text beyond the limit of a statement."""
    if len(text) > limits.STATEMENT:
        raise RequestEntityTooLarge
