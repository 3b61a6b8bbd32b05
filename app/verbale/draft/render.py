"""A template and a ledger make a draft."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace

from jinja2 import Undefined

from verbale.draft.details import detail
from verbale.draft.escape import as_words
from verbale.draft.language import fill
from verbale.draft.norms import Norms
from verbale.draft.selection import Selection, Withheld
from verbale.draft.slots import Entry, lift, marked
from verbale.draft.template import FactNeed, Template
from verbale.draft.times import moment
from verbale.draft.wording import (
    EXPLANATIONS,
    confidence_sentence,
    decision_sentence,
    fact_sentence,
    limits_sentence,
    measure_sentence,
    review_sentence,
)
from verbale.model.cause import CauseClass
from verbale.model.decision import Decision
from verbale.model.draft import Draft, Slot
from verbale.model.errors import UserError
from verbale.model.fact import Fact
from verbale.model.issuer import Correspondence
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure
from verbale.model.tlp import Tlp

EXERCISE = "EXERCISE EXERCISE EXERCISE"
_ENOUGH_HYPOTHESES = 3


@dataclass(frozen=True, slots=True)
class Rendered:
    """A draft fresh from its template, with what the template could not say."""

    draft: Draft
    title: str
    label: Tlp | None
    """The label that the text carries when it goes out; None for a text that goes out unmarked."""
    withheld: tuple[Withheld, ...]
    remarks: tuple[str, ...]
    """What a person should look at before going on."""

    @property
    def text(self) -> str:
        """The text in Markdown."""
        return self.draft.text

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Which words rest on what."""
        return self.draft.slots


class Words(str):
    """Words that are Markdown already: escaped, and marked where they rest on an entry."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a body sees it: it can be told, counted and compared, and not taken apart."""

    number: int
    status: str
    category: str


def render(template: Template, ledger: Ledger, *, to: str | None = None) -> Rendered:
    """The draft of a template from a ledger.

    ``to`` picks the correspondence, by its id or the state addressed, where a ledger has several.
    Raises UserError naming all that is missing, with the template's guidance.
    """
    letter = _letter(template, ledger, to)
    filling = _Filling(Selection(template, ledger, letter))
    marked_text = fill(
        template.body,
        where=f"{template.id}/body.md.j2",
        finalize=_printed,
        words=filling.words(),
    )
    text, slots = lift(_tidy(marked_text, exercise=ledger.incident.exercise), filling.entries)
    draft = Draft(
        id=f"{template.id.replace('/', '-')}.{ledger.incident.id}"[:64],
        incident=ledger.incident.id,
        template=template.id,
        audience=template.audience.tlp,
        text=text,
        slots=slots,
        ledger_hash=ledger.hash,
    )
    return Rendered(
        draft=draft,
        title=f"{template.title}: {ledger.incident.title}",
        label=template.audience.tlp if template.audience.marked else None,
        withheld=tuple(dict.fromkeys(filling.withheld)),
        remarks=_remarks(ledger),
    )


class _Filling:
    """What one body is filled with, and a record of the entries it is given."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._ledger = selection.ledger
        self.entries: list[Entry] = []
        self.withheld: list[Withheld] = []
        self._wordings: list[str] = []

    def words(self) -> dict[str, object]:
        """The variables and functions of a body; raises UserError naming all that is missing at once."""
        template, ledger, letter = self._selection.template, self._ledger, self._selection.letter
        incident = ledger.incident
        facts = {need.name: self._told_facts(need) for need in template.facts}
        details = {str(need.name): detail(need.name, ledger, letter) for need in template.details}
        missing = [
            f"facts.{need.name}: {need.guidance}{self._why_none(need)}"
            for need in template.facts
            if need.required and not any(facts[name] for name in (need.name, *need.or_else))
        ]
        missing += [
            f"details.{need.name}: {need.guidance}"
            for need in template.details
            if need.required and details[str(need.name)] is None
        ]
        missing += [
            f"incident.{field}: names {named}. Give it a title and a name that are neutral."
            for field, words in (("title", incident.title), ("called", incident.in_text))
            if (named := self._selection.names_in(words))
        ]
        if missing:
            lines = "\n".join(f"- {line}" for line in missing)
            raise UserError(f"{template.id} cannot be filled from this ledger. It still needs:\n{lines}")
        norms = Norms(template.norms)
        decision = self._selection.decision
        return {
            "facts": SimpleNamespace(**facts),
            "details": SimpleNamespace(**details),
            "measures": self._told_measures(),
            "decision": self._told(decision, decision_sentence(decision)) if decision else None,
            "decided": ledger.attribution is not None,
            "incident": SimpleNamespace(
                title=incident.title,
                called=incident.in_text,
                cause=str(incident.cause_class),
                as_at=_as_at(ledger),
            ),
            "issuer": ledger.issuer.name,
            "explanations": _explanations(ledger),
            "say": self._say,
            "confidence": lambda told: self._add(told, confidence_sentence),
            "limits": lambda told: self._add(told, limits_sentence),
            "review": lambda told: self._add(told, lambda fact: review_sentence(fact, ledger)),
            "norm": lambda id: norms[id],
            "capital": lambda words: words[:1].upper() + words[1:],
        }

    def _told(self, entry: Fact | Measure | Decision, wording: str) -> Told:
        self.entries.append(entry)
        self._wordings.append(wording)
        status, category = getattr(entry, "status", ""), getattr(entry, "category", "")
        return Told(len(self.entries) - 1, str(status), str(category))

    def _told_facts(self, need: FactNeed) -> tuple[Told, ...]:
        facts, withheld = self._selection.told(need)
        self.withheld += withheld
        return tuple(self._told(fact, fact_sentence(fact, self._ledger)) for fact in facts)

    def _told_measures(self) -> tuple[Told, ...]:
        measures = self._selection.measures()
        self.withheld += [Withheld(measure.id, reason) for measure, reason in measures if reason]
        return tuple(
            self._told(measure, measure_sentence(measure)) for measure, reason in measures if not reason
        )

    def _why_none(self, need: FactNeed) -> str:
        _, withheld = self._selection.told(need)
        return "".join(f" {one.fact} {one.reason}." for one in withheld)

    def _say(self, told: Told) -> Words:
        return Words(marked(as_words(self._wordings[told.number]), told.number))

    def _add(self, told: Told, wording: Callable[[Fact], str]) -> Words:
        entry = self.entries[told.number]
        words = wording(entry) if isinstance(entry, Fact) else ""
        return Words(marked(as_words(words), told.number) if words else "")


def _letter(template: Template, ledger: Ledger, to: str | None) -> Correspondence | None:
    if not template.audience.one_state:
        return None
    letters = [one for one in ledger.correspondence if to in (None, one.id, one.addressee_state)]
    if len(letters) == 1:
        return letters[0]
    ids = ", ".join(one.id for one in ledger.correspondence) or "none recorded"
    raise UserError(
        f"{template.id} is addressed to one state. Record one `correspondence` with sender and addressee, "
        f"or choose one with --to. Correspondence in the ledger: {ids}."
    )


def _as_at(ledger: Ledger) -> str | None:
    """When the ledger was last checked; whether its newest fact may be told makes no difference."""
    newest = max((fact.as_of for fact in ledger.facts), key=lambda when: when.earliest, default=None)
    return moment(newest) if newest else None


def _explanations(ledger: Ledger) -> tuple[str, ...]:
    """The kinds of hypotheses held open, in one fixed order; none when fewer than two are."""
    kinds = {hypothesis.kind for hypothesis in ledger.incident.hypotheses if hypothesis.open}
    return tuple(words for kind, words in EXPLANATIONS.items() if kind in kinds) if len(kinds) > 1 else ()


def _remarks(ledger: Ledger) -> tuple[str, ...]:
    held = sum(hypothesis.open for hypothesis in ledger.incident.hypotheses)
    if ledger.incident.cause_class is CauseClass.UNDETERMINED and held < _ENOUGH_HYPOTHESES:
        return (
            f"The cause is undetermined and {held} hypotheses are open. Keep {_ENOUGH_HYPOTHESES} or more "
            "open, among them a criminal and a non-malicious one.",
        )
    return ()


def _printed(value: object) -> str:
    """A value as Markdown: words of ours as they are, any other words escaped, anything else refused."""
    if isinstance(value, Undefined):
        return str(value)  # raises, and names what is not there
    if isinstance(value, Words):
        return value
    if isinstance(value, str):
        return as_words(value)
    if type(value) is int:
        return str(value)
    raise UserError(
        f"A template prints words, not {type(value).__name__}. Print say(fact), or loop over what is many."
    )


def _tidy(text: str, *, exercise: bool) -> str:
    """One empty line between blocks, no white space at line ends, the mark of an exercise around it."""
    text = re.sub(r"(?<=\S) {2,}", " ", text)
    text = re.sub(r"[ \t]+\n", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    return f"{EXERCISE}\n\n{text}\n\n{EXERCISE}\n" if exercise else f"{text}\n"
