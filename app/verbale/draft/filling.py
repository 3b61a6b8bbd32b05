"""What a body is filled with: the variables and functions that docs/writing-a-template.md lists."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace

from verbale.draft.details import detail, words_of
from verbale.draft.escape import as_words
from verbale.draft.formulas import Profile, block, holes_filled, profile
from verbale.draft.french import contracted
from verbale.draft.language import uses
from verbale.draft.news import News
from verbale.draft.norms import Norms
from verbale.draft.selection import Selection, Withheld
from verbale.draft.slots import Entry, marked
from verbale.model.actor import ActorKind, ActorRole
from verbale.model.decision import Decision
from verbale.model.errors import UserError
from verbale.model.fact import Fact
from verbale.model.incident import Correction
from verbale.model.issuer import Answer
from verbale.model.measure import Measure
from verbale.model.template import FactNeed
from verbale.model.when import When

_BOUNDS = {
    "starts_at": "when it starts",
    "expires_at": "when it ends",
    "scope": "what it covers",
    "spillover": "what it may do to others",
    "reversal": "how it is undone",
}


_LISTS = {
    "corrections": "Record in incident.corrections what was said and is not right.",
    "answers": "Record in the correspondence's `answers` each item asked, and the facts that answer it.",
}


class Words(str):
    """Words that are Markdown already: escaped, and marked where they rest on an entry."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a body sees it: it can be told, counted and compared, and not taken apart."""

    number: int
    status: str
    category: str
    tlp: str
    since: str
    """"new" or "changed" since the last text on this track, or nothing."""


class Filling:
    """What one body is filled with, and a record of the entries it is given."""

    def __init__(self, selection: Selection, language: str) -> None:
        self._selection = selection
        self._ledger = selection.ledger
        self._wording = selection.wording
        self._language = language
        self.entries: list[Entry] = []
        self.withheld: list[Withheld] = []
        self._wordings: list[str] = []
        self._missing: list[str] = []
        self._news = News(selection.ledger, selection.template)

    def words(self) -> dict[str, object]:
        """The variables and functions of a body; raises UserError naming all that is missing at once."""
        template, ledger, letter = self._selection.template, self._ledger, self._selection.letter
        incident = ledger.incident
        facts = {need.name: self._told_facts(need) for need in template.facts}
        details = {str(n.name): detail(n.name, ledger, letter, self._wording) for n in template.details}
        measures = self._told_measures()
        asked = {name for name in _LISTS if uses(name, template.body, where=template.id)}
        told = incident.corrections if "corrections" in asked else ()
        corrections = tuple(self._told_correction(one) for one in told)
        answers = self._told_answers(letter.answers if letter and "answers" in asked else ())
        decision = self._selection.decision
        norms = Norms(template.root, language=self._language)
        words: dict[str, object] = {
            "facts": SimpleNamespace(**facts),
            "details": SimpleNamespace(**details),
            "measures": measures,
            "corrections": corrections,
            "answers": answers,
            "offers": tuple(self._block(id) for id in (letter.offers if letter else ())),
            "decision": self._told(decision, self._wording.decision_sentence(decision)) if decision else None,
            "decided": ledger.attribution is not None,
            "last_text": self._moment(self._news.last.released_at) if self._news.last else None,
            "incident": self._incident(),
            "issuer": ledger.issuer.name,
            "explanations": self._explanations(),
            "norm": norms.__getitem__,
            "norms": tuple(norms[id] for id in (letter.norms if letter else ())),
        }
        if template.profile:
            words["profile"] = self._profile(template.profile)
        self._require(facts, details, measures, {"corrections": corrections, "answers": answers})
        return words | self._functions()

    def _functions(self) -> dict[str, object]:
        wording = self._wording
        return {
            "say": self._say,
            "confidence": lambda told: self._add(told, wording.confidence_sentence),
            "contested": lambda told: self._add(
                told, lambda fact: wording.contested_sentence(self._against(fact))
            ),
            "limits": lambda told: self._add(told, wording.limits_sentence),
            "review": lambda told: self._add(told, lambda fact: wording.review_sentence(fact, self._ledger)),
            "start": lambda told: self._bound(told, lambda m: self._moment(m.starts_at)),
            "end": lambda told: self._bound(told, lambda m: self._moment(m.expires_at)),
            "scope": lambda told: self._bound(told, lambda m: m.scope and wording.sentence(m.scope)),
            "effects": lambda told: self._bound(
                told, lambda m: m.spillover and wording.sentence(m.spillover)
            ),
            "reversal": lambda told: self._bound(told, lambda m: m.reversal and wording.sentence(m.reversal)),
            "right": lambda correction: self._say_all(correction.right),
            "reply": lambda answer: self._say_all(answer.facts),
            "block": self._block,
            "capital": lambda words: words[:1].upper() + words[1:],
        }

    def _incident(self) -> SimpleNamespace:
        incident = self._ledger.incident
        newest = max((fact.as_of for fact in self._ledger.facts), key=lambda at: at.earliest, default=None)
        return SimpleNamespace(
            title=incident.title,
            called=incident.in_text,
            cause=str(incident.cause_class),
            as_at=self._wording.moment(newest) if newest else None,
            sectors=self._wording.listed(incident.sectors),
            victims=self._wording.listed(
                tuple(
                    actor.called
                    for actor in self._ledger.actors
                    if actor.role is ActorRole.VICTIM and actor.kind is ActorKind.STATE
                )
            ),
        )

    def _require(
        self,
        facts: dict[str, tuple[Told, ...]],
        details: Mapping[str, object],
        measures: tuple[Told, ...],
        lists: Mapping[str, tuple[SimpleNamespace, ...]],
    ) -> None:
        """Raise UserError naming all that is missing: facts, details, neutral names, translations."""
        template, incident = self._selection.template, self._ledger.incident
        missing = [
            f"facts.{need.name}: {need.guidance}{self._why_none(need)}"
            for need in template.facts
            if need.required and not any(facts[name] for name in (need.name, *need.or_else))
        ]
        missing += [
            f"details.{need.name}: {need.guidance}"
            for need in template.details
            if need.required and all(details[str(name)] is None for name in (need.name, *need.or_else))
        ]
        missing += [
            f"incident.{field}: names {named}. Give it a title and a name that are neutral."
            for field, words in (("title", incident.title), ("called", incident.in_text))
            if (named := self._selection.names_in(words))
        ]
        printed = [incident.title, incident.in_text, self._ledger.issuer.name]
        for need in template.details:
            printed += words_of(need.name, self._ledger, self._selection.letter)
        missing += [
            f'translations: "{words}" has no translation.'
            for words in dict.fromkeys(printed)
            if self._selection.translated.wants(words)
        ]
        missing += [
            f"{name}: {guidance}"
            for name, guidance in _LISTS.items()
            if uses(name, template.body, where=template.id) and not lists[name]
        ]
        if template.bounded and not measures:
            missing.append(f"measures: Record a measure ({', '.join(template.measures)}), decided or active.")
        if missing := list(dict.fromkeys((*missing, *self._missing))):
            lines = "\n".join(f"- {line}" for line in missing)
            raise UserError(f"{template.id} cannot be filled from this ledger. It still needs:\n{lines}")

    def _told(self, entry: Fact | Measure | Decision | Correction, wording: str) -> Told:
        self.entries.append(entry)
        self._wordings.append(wording)
        status, category, tlp = (str(getattr(entry, name, "")) for name in ("status", "category", "tlp"))
        since = self._news.of(entry) if isinstance(entry, Fact) else ""
        return Told(len(self.entries) - 1, status, category, tlp, since)

    def _told_fact(self, fact: Fact) -> Told:
        return self._told(fact, self._wording.fact_sentence(fact, self._ledger))

    def _told_facts(self, need: FactNeed) -> tuple[Told, ...]:
        facts, withheld = self._selection.told(need)
        self.withheld += withheld
        return tuple(self._told(fact, self._selection.words(need, fact)) for fact in facts)

    def _told_ids(self, ids: Iterable[str]) -> tuple[Told, ...]:
        """The facts named one by one, as far as they may be told; the others are listed as withheld."""
        told = []
        for fact in (self._ledger.fact(id) for id in ids):
            if fact is None:
                continue
            if reason := self._selection.reason_to_withhold(fact):
                self.withheld.append(Withheld(fact.id, reason))
            else:
                told.append(self._told_fact(fact))
        return tuple(told)

    def _told_measures(self) -> tuple[Told, ...]:
        told = []
        for measure, reason in self._selection.measures():
            if reason:
                self.withheld.append(Withheld(measure.id, reason))
                continue
            if self._selection.template.bounded:
                self._missing += [
                    f"measures.{measure.id}.{field}: Record {meaning}."
                    for field, meaning in _BOUNDS.items()
                    if getattr(measure, field) is None
                ]
            told.append(self._told(measure, self._wording.measure_sentence(measure)))
        return tuple(told)

    def _told_correction(self, correction: Correction) -> SimpleNamespace:
        released = next(
            (one for one in self._ledger.incident.released_texts if one.id == correction.released), None
        )
        right = self._told_ids(correction.right)
        if not right:
            self._missing.append(f"corrections.{correction.id}.right: None of its facts may be told here.")
        for field in ("why", "unaffected"):
            if named := self._selection.names_in(getattr(correction, field) or ""):
                self._missing.append(
                    f"corrections.{correction.id}.{field}: names {named}. Take the name out."
                )
        wrong = Words(marked(as_words(correction.wrong), self._told(correction, correction.wrong).number))
        return SimpleNamespace(
            wrong=wrong,
            right=right,
            released=self._wording.moment(released.released_at) if released else None,
            since=self._wording.moment(correction.known_since),
            why=self._wording.sentence(correction.why),
            unaffected=self._wording.sentence(correction.unaffected) if correction.unaffected else None,
        )

    def _told_answers(self, answers: tuple[Answer, ...]) -> tuple[SimpleNamespace, ...]:
        for number, answer in enumerate(answers, start=1):
            if named := self._selection.names_in(f"{answer.item} {answer.pending or ''}"):
                self._missing.append(f"answers.{number}: names {named}. Take the name out.")
        return tuple(
            SimpleNamespace(
                item=answer.item,
                facts=self._told_ids(answer.facts),
                pending=self._wording.sentence(answer.pending) if answer.pending else None,
            )
            for answer in answers
        )

    def _why_none(self, need: FactNeed) -> str:
        _, withheld = self._selection.told(need)
        return "".join(f" {one.fact} {one.reason}." for one in withheld)

    def _explanations(self) -> tuple[str, ...]:
        """The kinds of hypotheses held open, in one fixed order; none when fewer than two are."""
        kinds = {hypothesis.kind for hypothesis in self._ledger.incident.hypotheses if hypothesis.open}
        words = tuple(words for kind, words in self._wording.EXPLANATIONS.items() if kind in kinds)
        return words if len(kinds) > 1 else ()

    def _profile(self, id: str) -> Profile:
        letter = self._selection.letter
        chosen = letter.profile if letter and letter.profile else id
        found = profile(chosen, root=self._selection.template.root, language=self._language)
        return Profile(opening=self._filled(found.opening), closing=self._filled(found.closing))

    def _block(self, id: str) -> str:
        return self._filled(block(id, root=self._selection.template.root, language=self._language))

    def _filled(self, formula: str) -> str:
        letter, ledger = self._selection.letter, self._ledger
        names = {"incident": ledger.incident.in_text, "issuer": ledger.issuer.name}
        if letter:
            names |= {"sender": letter.sender, "addressee": letter.addressee}
        words = holes_filled(formula, **names)
        return contracted(words) if self._language == "fr" else words

    def _moment(self, when: When | None) -> str | None:
        return self._wording.moment(when) if when else None

    def _against(self, fact: Fact) -> tuple[str, ...]:
        """Who has stated otherwise than somebody has, as far as that may be told here."""
        others = (
            other
            for other in self._ledger.facts_with()
            if other.said_by
            and (other.id in fact.conflicts_with or fact.id in other.conflicts_with)
            and self._selection.reason_to_withhold(other) is None
        )
        return tuple(dict.fromkeys(self._ledger.name_of(other.said_by or "") for other in others))

    def _say(self, told: Told) -> Words:
        return Words(marked(as_words(self._wordings[told.number]), told.number))

    def _say_all(self, told: tuple[Told, ...]) -> Words:
        return Words(" ".join(self._say(one) for one in told))

    def _add(self, told: Told, wording: Callable[[Fact], str]) -> Words:
        entry = self.entries[told.number]
        words = wording(entry) if isinstance(entry, Fact) else ""
        return Words(marked(as_words(words), told.number) if words else "")

    def _bound(self, told: Told, wording: Callable[[Measure], str | None]) -> Words:
        entry = self.entries[told.number]
        words = wording(entry) if isinstance(entry, Measure) else None
        return Words(marked(as_words(words), told.number) if words else "")
