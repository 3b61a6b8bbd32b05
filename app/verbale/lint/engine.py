"""The linter: text in, claims and findings out."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.lint.actors import Actors, read_actors
from verbale.lint.building import building
from verbale.lint.calibration import calibrations
from verbale.lint.claims import alarm, certainty, escalation, estimates, fault, links, posture
from verbale.lint.claims.draft import Draft
from verbale.lint.gate import KNOWN, ON_TOPIC, Gate, Needs, actors, also
from verbale.lint.house import read_yardstick
from verbale.lint.mentions import MentionFinder
from verbale.lint.parse import parse
from verbale.lint.placing import claim_of, placed
from verbale.lint.reading import Reading, Topic
from verbale.lint.rules import read_rules
from verbale.lint.scanner import read_scanner
from verbale.lint.second_reader import trained_reader
from verbale.lint.sentences import Kind as SentenceKind
from verbale.lint.sentences import cut
from verbale.lint.skim import BACK, Item, Skimmer, names_topic, topics
from verbale.lint.speaking import finding_of, order_of, spoken
from verbale.lint.structure import shortcomings
from verbale.lint.waiving import Bare, answered, bared, saying
from verbale.lint.whole import Read, Whole
from verbale.model.claim import Claim
from verbale.model.explanation import Explanation
from verbale.model.finding import Family, Finding, Severity
from verbale.model.lines import Lines
from verbale.model.rulecard import RuleCard
from verbale.model.span import Span
from verbale.model.waived import Answered
from verbale.model.yardstick import Yardstick
from verbale.resources import lexicons_folder

if TYPE_CHECKING:
    from verbale.lint.cause import CauseReader
    from verbale.lint.facts import FactReader
    from verbale.model.draft import Slot
    from verbale.model.ledger import Ledger
    from verbale.model.said import Against

OF_PARTIES = (
    (links.links, links.NEEDS),
    (posture.postures, posture.NEEDS),
)
"""The readers that also read where no incident is spoken of, for what is said there of a known party."""
OF_INCIDENTS = (
    (fault.faults, fault.NEEDS),
    (certainty.certainties, certainty.NEEDS),
    (escalation.escalations, escalation.NEEDS),
    (alarm.alarms, alarm.NEEDS),
    (estimates.estimates, estimates.NEEDS),
)
TEXT_READERS = (calibrations,)
DRAFT_READERS = (*TEXT_READERS, shortcomings)
CACHED = 20_000
STATE_NAMED = "consistency/state-named"

_Key = tuple[str, bool, Topic]
"""What claims depend on: the words, whether an actor was named just before, and whether on the topic."""


class Linter:
    """Reads texts into claims and speaks through its rules. Built once, used for any number of texts.

    ``exhaustive`` parses every sentence, also those whose cues cannot complete a claim; findings agree.
    ``second_reader`` lets the trained reader weigh the findings where the extra "reader" is installed.
    """

    def __init__(
        self,
        *,
        ledger: "Ledger | None" = None,
        house: Path | None = None,
        yardstick: Yardstick | None = None,
        exhaustive: bool = False,
        second_reader: bool = False,
    ) -> None:
        folder = lexicons_folder()
        self.ledger = ledger
        with building():
            self.rules = read_rules(folder, house)
            self._scanner = read_scanner(folder, house)
            actors: Actors = read_actors(folder, house)
            if ledger is not None:
                actors = actors.with_ledger(ledger.actors)
            self._finder = MentionFinder(actors)
        self._against_ledger = _ledger_readers(ledger) if ledger is not None else ()
        self._yardstick = (
            ledger.incident.yardstick if ledger is not None else yardstick or read_yardstick(house)
        )
        gate = Gate(_needs())
        self._skimmer = Skimmer(self._scanner, self._finder, gate)
        self._exhaustive = exhaustive
        self._second = trained_reader(folder) if second_reader else None
        self._cache: OrderedDict[_Key, tuple[Claim, ...]] = OrderedDict()

    @property
    def cards(self) -> tuple[RuleCard, ...]:
        """Every rule as people see it."""
        return tuple(rule.card for rule in self.rules)

    def lint(
        self,
        text: str,
        *,
        slots: "Sequence[Slot]" = (),
        structure: bool | None = None,
        against: "Against | None" = None,
    ) -> list[Finding]:
        """Findings in the order of the text; ``slots`` say which words rest on which facts of the ledger.

        ``structure`` asks for what the text lacks as well (next update, contact, ...); unless said otherwise,
        of drafts only, that is of texts with slots. ``against`` is what has gone out before on the incident.
        """
        return list(self.answer(text, slots=slots, structure=structure, against=against).findings)

    def answer(
        self,
        text: str,
        *,
        slots: "Sequence[Slot]" = (),
        structure: bool | None = None,
        against: "Against | None" = None,
    ) -> Answered:
        """What ``lint`` says, and which findings the waivers written in the text have set aside."""
        bare = bared(text)
        return self._answer(bare, self.read(bare.text), slots, structure, against)

    def lint_all(self, texts: Sequence[str]) -> list[list[Finding]]:
        """What ``lint`` says of each text; their sentences are parsed together, which costs less."""
        bares = [bared(text) for text in texts]
        plain = [bare.text for bare in bares]
        if self._exhaustive or self._second is not None or self.ledger is not None:
            read = self._read_all(plain)
        else:
            read = self._read_skimmed(plain)
        return [list(self._answer(b, reads).findings) for b, reads in zip(bares, read, strict=True)]

    def _answer(
        self,
        bare: Bare,
        reads: list[Read],
        slots: "Sequence[Slot]" = (),
        structure: bool | None = None,
        against: "Against | None" = None,
    ) -> Answered:
        asked = bool(slots) if structure is None else structure
        if not bare.waivers:
            return Answered(tuple(self._findings(bare.text, reads, slots, asked, against)))
        findings = self._findings(bare.text, reads, bare.slots(slots), asked, against)
        sentences = [one.span for one in cut(bare.text) if one.kind is not SentenceKind.CODE]
        says = saying(
            self.cards,
            ledger=self.ledger is not None,
            structure=asked,
            against=against is not None,
            second_reader=self._second is not None,
        )
        waived, claims = answered(bare, findings, sentences, says)
        lines = Lines(bare.given)
        aside = {(one.finding.rule, one.finding.span) for one in waived}
        left = [bare.back(f, lines) for f in findings if (f.rule, f.span) not in aside]
        left += [finding_of(bare.given, lines, rule, claim) for rule, claim in spoken(self.rules, claims)]
        return Answered(
            tuple(sorted(left, key=order_of)),
            tuple(replace(one, finding=bare.back(one.finding, lines)) for one in waived),
        )

    def _findings(
        self,
        text: str,
        reads: list[Read],
        slots: "Sequence[Slot]",
        structure: bool,
        against: "Against | None" = None,
    ) -> list[Finding]:
        lines = Lines(text)
        findings: dict[tuple[str, Span], Finding] = {}
        for read in reads:
            for finding in self._of_sentence(text, lines, read):
                findings.setdefault((finding.rule, finding.span), finding)
        whole = self._of_whole(reads, structure=structure)
        for rule, claim in spoken(self.rules, whole):
            sentence = next(r.sentence for r in reads if claim.span.overlaps(r.sentence.span))
            findings.setdefault((rule.card.id, claim.span), finding_of(text, lines, rule, claim, sentence))
        found = [*findings.values(), *self._disagreements(text, lines, slots, against)]
        return sorted((self._eased(f, slots) for f in found), key=order_of)

    def _disagreements(
        self, text: str, lines: Lines, slots: "Sequence[Slot]", against: "Against | None"
    ) -> Iterator[Finding]:
        if against is None or not against.said:
            return
        from verbale.lint.agreement import Past, disagreements  # a text by itself never needs them
        from verbale.lint.before import Before

        before = Before(self.ledger, text, slots)
        past = tuple(Past(said, before.compared(self._items(said.text))) for said in against.said)
        here = before.compared(self._items(text))
        for claim in disagreements(here, past, against, before.moved, about=before.about):
            sentence = next(line.sentence for line in here if claim.span.overlaps(line.sentence.span))
            for rule in self.rules:
                if rule.pattern.matches(claim):
                    yield finding_of(text, lines, rule, claim, sentence)

    def _of_sentence(self, text: str, lines: Lines, read: Read) -> list[Finding]:
        found: list[Finding] = []
        for rule, claim in spoken(self.rules, read.claims):
            finding = finding_of(text, lines, rule, claim, read.sentence)
            found.append(finding)
        if self._second is not None:
            return self._second.weigh(text, lines, read, found)
        return found

    def explain(self, text: str) -> Explanation:
        """Every claim of the text, its waivers left out, with the rules that fired, or why they did not."""
        from verbale.lint.explain import explain_claim

        text = bared(text).text
        reads = self.read(text)
        claims = [claim for read in reads for claim in read.claims] + self._of_whole(reads, structure=False)
        explained = tuple(explain_claim(claim, self.rules, text) for claim in claims)
        return Explanation(text, explained, tuple(self.lint(text)))

    def _eased(self, finding: Finding, slots: "Sequence[Slot]") -> Finding:
        """Attribution and blame only inform where they rest on a decision, a statement or a quoted error.

        So does a state that no earlier text names.
        """
        eased = finding.family in {Family.ATTRIBUTION, Family.BLAME} or finding.rule == STATE_NAMED
        if self.ledger is None or not eased:
            return finding
        for slot in slots:
            if slot.span.covers(finding.span) and self._rests(slot.fact):
                return replace(finding, severity=Severity.INFO)
        return finding

    def _rests(self, id: str) -> bool:
        assert self.ledger is not None
        fact = self.ledger.fact(id)
        if fact is not None:
            return fact.said_by is not None
        if any(correction.id == id for correction in self.ledger.incident.corrections):
            return True
        return self.ledger.attribution is not None and self.ledger.attribution.id == id

    def read(self, text: str) -> list[Read]:
        """Every sentence with its claims."""
        return self._read_all([text])[0]

    def _read_all(self, texts: Sequence[str]) -> list[list[Read]]:
        found = [self._items(text) for text in texts]
        claims = self._claims_by_sentence(item for items in found for item in items)
        return [self._reads(items, claims) for items in found]

    def _read_skimmed(self, texts: Sequence[str]) -> list[list[Read]]:
        """Of each text only the sentences with a claim: all that rules without a ledger speak of."""
        skimmed = [self._skimmer.skim(text) for text in texts]
        claims = self._claims_by_sentence((item for items in skimmed for item in items), kept=True)
        return [
            [_read(item, told) for item in items if (told := claims.get(_key(item)))] for items in skimmed
        ]

    def _items(self, text: str) -> list[Item]:
        sentences = [sentence for sentence in cut(text) if sentence.kind is not SentenceKind.CODE]
        cues = [self._scanner.scan(sentence.flat) for sentence in sentences]
        names = [self._finder.find(sentence.flat) for sentence in sentences]
        meant = [any(name.can_be_meant for name in here) for here in names]
        topical = [self.ledger is not None or names_topic(here) for here in cues]
        about = topics(topical)
        return [
            Item(sentence, cues[at], names[at], any(meant[max(0, at - BACK) : at]), about[at])
            for at, sentence in enumerate(sentences)
        ]

    def _reads(self, items: list[Item], claims: dict[_Key, tuple[Claim, ...]]) -> list[Read]:
        return [_read(item, self._claims_of(item, claims)) for item in items]

    def _of_whole(self, reads: Iterable[Read], *, structure: bool) -> list[Claim]:
        """Claims that no sentence makes by itself."""
        whole = Whole(tuple(reads), self._yardstick)
        return [claim for read in (DRAFT_READERS if structure else TEXT_READERS) for claim in read(whole)]

    def _claims_by_sentence(
        self, items: Iterable[Item], *, kept: bool = False
    ) -> dict[_Key, tuple[Claim, ...]]:
        """Claims of every sentence worth a parse, each read once, from the cache where it was read before."""
        known: dict[_Key, tuple[Claim, ...]] = {}
        unread: dict[_Key, Item] = {}
        for item in items:
            key = _key(item)
            if key in self._cache:
                known[key] = self._cache[key]
            elif key not in unread and (kept or self._exhaustive or self._skimmer.keeps(item)):
                unread[key] = item
        for (key, item), doc in zip(unread.items(), parse(flat for flat, *_ in unread), strict=True):
            reading = Reading(doc, item.cues, item.topic)
            reading.mentions = self._finder.lay(reading, item.names, context=item.context)
            known[key] = tuple(claim_of(reading, d) for d in _drafts(reading))
            self._remember(key, known[key])
        return known

    def _claims_of(self, item: Item, claims: dict[_Key, tuple[Claim, ...]]) -> tuple[Claim, ...]:
        told = (
            claim for reader in self._against_ledger for claim in reader.read(item.sentence.flat, item.cues)
        )
        return (*claims.get(_key(item), ()), *told)

    def _remember(self, key: _Key, claims: tuple[Claim, ...]) -> None:
        self._cache[key] = claims
        if len(self._cache) > CACHED:
            self._cache.popitem(last=False)


def _ledger_readers(ledger: "Ledger") -> "tuple[FactReader | CauseReader, ...]":
    # Both bring pydantic, which a text without a ledger never needs.
    from verbale.lint.cause import CauseReader
    from verbale.lint.facts import FactReader

    return FactReader(ledger), CauseReader(ledger)


def _key(item: Item) -> _Key:
    return item.sentence.flat, item.context, item.topic


def _read(item: Item, claims: tuple[Claim, ...]) -> Read:
    return Read(
        item.sentence,
        tuple(item.cues),
        placed(item.sentence, claims),
        named=bool(item.names),
        on_topic=item.topic is not Topic.OTHER,
    )


def _needs() -> Iterator[Needs]:
    for _, needs in OF_PARTIES:
        yield also(needs, frozenset({ON_TOPIC, *actors(*KNOWN)}))
    for _, needs in OF_INCIDENTS:
        yield also(needs, ON_TOPIC)


def _drafts(reading: Reading) -> list[Draft]:
    of_parties = [draft for read, _ in OF_PARTIES for draft in read(reading)]
    if reading.topic is Topic.OTHER:
        return [draft for draft in of_parties if draft.actor is not None and draft.actor.kind in KNOWN]
    return of_parties + [draft for read, _ in OF_INCIDENTS for draft in read(reading)]
