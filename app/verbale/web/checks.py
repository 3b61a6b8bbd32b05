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
from verbale.model.ledger import Ledger
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

    def ledger(self, *, key: str | None = None, given: str | None = None) -> Ledger | None:
        """The open ledger with this key, or one that was sent along; raises UserError when it is neither."""
        if given is not None:
            return self._desk.parse_ledger(given, name="The ledger")
        return self._shelf.ledger(key) if key is not None else None

    def check(
        self, text: str, *, key: str | None = None, template: str | None = None, ledger: Ledger | None = None
    ) -> Checked:
        """What there is to say of ``text``, which was drafted from ``template`` where one is named.

        ``ledger`` is compared with it in place of the open one with this key. Raises RequestEntityTooLarge
        for a text beyond the limit.
        """
        within_limit(text)
        ledger = ledger or self.ledger(key=key)
        slots: tuple[Anchored, ...] = ()
        if ledger and template:
            draft = self.draft(key, template) if key else self._desk.draft(template, ledger)
            slots = anchored(draft.slots, draft.text, text)
        with self._turn:
            # Words that somebody has changed rest on nothing any more: only whole slots may ease a finding.
            findings = self._desk.lint(text, ledger=ledger, slots=[s.slot for s in slots if s.whole])
        return Checked(text, tuple(s.slot for s in slots), findings)

    def explain(self, sentence: str, *, ledger: Ledger | None = None) -> Explanation:
        """What a sentence claims. Raises RequestEntityTooLarge for one beyond the limit of a statement."""
        within_limit(sentence)
        with self._turn:
            return self._desk.explain(sentence, ledger=ledger)


def within_limit(text: str) -> None:
    """Raises RequestEntityTooLarge for a text beyond the limit of a statement."""
    if len(text) > limits.STATEMENT:
        raise RequestEntityTooLarge
