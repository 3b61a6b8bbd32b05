"""Which entries of a ledger a text may tell, and why the others are withheld."""

import re
from dataclasses import dataclass

from verbale.draft.translated import Translated
from verbale.draft.wordings import Wording
from verbale.model.actor import ActorRole
from verbale.model.category import Category
from verbale.model.decision import Decision
from verbale.model.fact import Fact
from verbale.model.issuer import Correspondence
from verbale.model.ledger import Ledger
from verbale.model.measure import Measure, MeasureState
from verbale.model.status import Status
from verbale.model.template import AuthorRule, FactNeed, Template
from verbale.model.tlp import Tlp

_SPOKEN_OF = (ActorRole.CONCERNED, ActorRole.CLAIMANT)


@dataclass(frozen=True, slots=True)
class Withheld:
    """An entry that fits the template and may not stand in its text."""

    fact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What a text for one audience may draw on."""

    template: Template
    translated: Translated
    letter: Correspondence | None
    wording: Wording

    @property
    def ledger(self) -> Ledger:
        """The ledger in the language of the text."""
        return self.translated.ledger

    @property
    def decision(self) -> Decision | None:
        """The attribution decision, where this audience may read it."""
        decision = self.ledger.attribution
        return decision if decision and self._may_read(decision.tlp) else None

    def candidates(self, need: FactNeed) -> tuple[Fact, ...]:
        """The facts that fit a need, in the order of telling, whether or not they may be told."""
        facts = (self._as_told(fact) for fact in self.ledger.facts_with(*need.categories))
        return tuple(
            fact
            for fact in facts
            if fact.status in need.status
            and (fact.reviews or not need.reviewed)
            and need.said in (None, fact.said_by is not None)
        )

    def _as_told(self, fact: Fact) -> Fact:
        """The fact; while nothing is decided, an own finding about the author as a neutral question."""
        if self.template.author is AuthorRule.NEVER or self.ledger.attribution or fact.said_by:
            return fact
        if fact.status is Status.REFUTED or not self._is_about_author(fact):
            return fact
        question = fact.question if fact.question and not self.names_in(fact.question) else self.wording.WHO
        return fact.model_copy(update={"status": Status.TO_BE_ESTABLISHED, "question": question})

    def reason_not_to_mention(self, fact: Fact) -> str | None:
        """Why the text may not even say that there is such a report, or None when it may."""
        if fact.said_by is None:
            return "is nobody's report or statement (`said_by`)"
        speaker = self.ledger.name_of(fact.said_by)
        lacking = "has a source without a translation" if self.translated.wants(speaker) else None
        return self._narrow(fact.tlp, fact.release_to) or self._names_somebody(speaker) or lacking

    def reason_to_withhold(self, fact: Fact) -> str | None:
        """Why the fact may not stand in the text, or None when it may."""
        return (
            self._narrow(fact.tlp, fact.release_to)
            or self._wordless(fact)
            or self._about_author(fact)
            or self._unattributed(fact)
            or self._contradicted(fact)
            or self._untranslated(fact)
        )

    def measures(self) -> tuple[tuple[Measure, str | None], ...]:
        """Each measure of the template's kinds, decided or in force, and why it is withheld, if it is."""
        told = (MeasureState.DECIDED, MeasureState.ACTIVE)
        return tuple(
            (measure, self.reason_to_withhold_measure(measure))
            for measure in self.ledger.measures
            if measure.kind in self.template.measures and measure.state in told
        )

    def reason_to_withhold_measure(self, measure: Measure) -> str | None:
        """Why the measure may not stand in the text, or None when it may."""
        told = (measure.clause, measure.scope, measure.spillover, measure.reversal)
        words = tuple(one for one in told if one) if self.template.bounded else (measure.clause,)
        lacking = [one for one in words if self.translated.wants(one)]
        return (
            self._narrow(measure.tlp, ())
            or self._names_somebody(" ".join(words))
            or (f"has words without a translation: {'; '.join(lacking)}" if lacking else None)
        )

    def _may_read(self, tlp: Tlp) -> bool:
        return tlp.may_go_to(self.template.audience.tlp)

    def _narrow(self, tlp: Tlp, release_to: tuple[str, ...]) -> str | None:
        if not self._may_read(tlp):
            return f"is marked {tlp}, above the audience's {self.template.audience.tlp}"
        if release_to and not self._is_addressed(release_to):
            return f"may be told only to {', '.join(map(self.ledger.name_of, release_to))}"
        return None

    def _is_addressed(self, release_to: tuple[str, ...]) -> bool:
        if self.letter is None:
            return False
        state = self.ledger.actor(self.letter.addressee_state)
        names = {self.letter.addressee_state} | ({state.name, state.called} if state else set())
        return bool(names & set(release_to))

    def _is_about_author(self, fact: Fact) -> bool:
        told = " ".join((self._told_of(fact), self.ledger.name_of(fact.said_by or "")))
        return (
            fact.about_author
            or fact.category.is_about_author
            or fact.category in (Category.CLAIM, Category.DENIAL)
            or fact.relation is not None
            or bool(self.names_in(told))
        )

    def _told_of(self, fact: Fact) -> str:
        """The fact's words in the language of the text and in the ledger's: a name may show in one only."""
        original = self.translated.original.fact(fact.id) or fact
        return " ".join(words for one in (fact, original) for words in (one.clause, one.question) if words)

    def _about_author(self, fact: Fact) -> str | None:
        if not self._is_about_author(fact):
            return None
        if self.template.author is AuthorRule.NEVER:
            named = self.names_in(self._told_of(fact))
            return f"names {named}, and this text names no author" if named else "is about the author"
        if fact.said_by:
            return None
        if fact.status is Status.TO_BE_ESTABLISHED and not self.names_in(fact.question or ""):
            return None
        return "is about the author, and not somebody's statement (`said_by`)"

    def _wordless(self, fact: Fact) -> str | None:
        if fact.status is Status.TO_BE_ESTABLISHED:
            return None if fact.question else "is an open question without a `question`"
        return None if fact.clause else "has no `clause` to tell"

    def _unattributed(self, fact: Fact) -> str | None:
        if fact.category.is_said and not fact.said_by:
            return "is a statement, and `said_by` does not say whose"
        return None

    def _contradicted(self, fact: Fact) -> str | None:
        if fact.said_by or fact.status not in (Status.KNOWN, Status.SUSPECTED):
            return None
        if not fact.quantities_agree and not all(quantity.source for quantity in fact.quantities):
            return "has figures that differ, and not each names its source"
        against = [
            other.id
            for other in self.ledger.facts_with()
            if other.status in (Status.KNOWN, Status.SUSPECTED)
            and not other.said_by
            and (other.id in fact.conflicts_with or fact.id in other.conflicts_with)
        ]
        return f"is contradicted by {', '.join(against)}" if against else None

    def _untranslated(self, fact: Fact) -> str | None:
        told = fact.question if fact.status is Status.TO_BE_ESTABLISHED else fact.clause
        figures = () if fact.quantities_agree else tuple((q.unit, q.source) for q in fact.quantities)
        said_by = self.ledger.name_of(fact.said_by) if fact.said_by else None
        printed = (told, said_by, *(words for pair in figures for words in pair))
        lacking = [words for words in printed if self.translated.wants(words)]
        return f"has words without a translation: {'; '.join(map(str, lacking))}" if lacking else None

    def _names_somebody(self, words: str) -> str | None:
        named = self.names_in(words)
        return f"names {named}, and this text names no author" if named else None

    def names_in(self, words: str) -> str | None:
        """The first name in ``words`` of an actor spoken of in connection with the incident.

        The state that a note is addressed to, and what belongs to it, may be named in it.
        """
        for actor in (*self.ledger.actors, *self.translated.original.actors):
            addressed = self.letter and self.letter.addressee_state in (actor.id, actor.state)
            if actor.role not in _SPOKEN_OF or addressed:
                continue
            for name in actor.names:
                if re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE):
                    return name
        return None

    def words(self, need: FactNeed, fact: Fact) -> str:
        """The fact as a sentence, or as a phrase without its content where the need is only to mention it."""
        return (self.wording.report_phrase if need.mentioned else self.wording.fact_sentence)(
            fact, self.ledger
        )

    def told(self, need: FactNeed) -> tuple[tuple[Fact, ...], tuple[Withheld, ...]]:
        """The facts of a need that are told, each wording once, and those withheld with the reason."""
        facts: dict[str, Fact] = {}
        withheld = []
        for fact in self.candidates(need):
            reason = self.reason_not_to_mention(fact) if need.mentioned else self.reason_to_withhold(fact)
            if reason is None:
                wording = self.words(need, fact)
                if wording not in facts:
                    facts[wording] = fact
                    continue
                reason = f"would say the same as {facts[wording].id}"
            withheld.append(Withheld(fact.id, reason))
        return tuple(facts.values()), tuple(withheld)
