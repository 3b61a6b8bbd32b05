"""Reading over a text for the few sentences that are worth a parse.

Nothing is looked at closely that a first look rules out: most sentences end with the bits of their words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from verbale.lint.cues import Cue
from verbale.lint.fold import fold
from verbale.lint.gate import ON_TOPIC, Gate, Sight
from verbale.lint.mentions import MentionFinder, Name, actors_of
from verbale.lint.reading import Topic, unexempted
from verbale.lint.scanner import Match, Scanner
from verbale.lint.sentences import Kind, Sentence, cut

TOPIC, GENERAL, BESIDE = "topic", "topic.general", "topic.beside"
"""Words on the topic, and general ones that are on it only beside a third kind."""
PASSAGE = 15
"""Sentences: how far the topic of a passage reaches either way."""
ASIDE = 7
"""Sentences: how far a single mention reaches in a text of more than a page, as in a speech on everything."""
PAGE = 30
"""Sentences of a page or so, of which a single mention is the topic."""
ENOUGH = 13
"""Sentences from which a text that never names the topic is taken to be about something else."""
BACK = 2
"""Sentences: how far back an actor may be named that a pronoun means."""


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence before its parse, with all that its parse will need to know."""

    sentence: Sentence
    cues: list[Cue]
    names: list[Name]
    context: bool
    """True when an actor was named just before."""
    topic: Topic


class _Look(NamedTuple):
    """What a first look at a sentence gives; ``bits`` are the needs that its words meet."""

    folded: str
    matches: list[Match]
    bits: int


class Skimmer:
    """Finds the sentences that the gate keeps."""

    def __init__(self, scanner: Scanner, finder: MentionFinder, gate: Gate) -> None:
        self._scanner = scanner
        self._finder = finder
        self._gate = gate
        self._of_topic = 1 << 200  # beyond the gate's bits
        self._on_topic = gate.bits([ON_TOPIC])
        self._bits: list[int | None] = [None] * scanner.size
        """Of each pattern, once it is met, the needs that it meets."""
        self._besides: dict[int, tuple[tuple[str, int], ...]] = {}
        """Bits of a pattern that count only where something else stands in the sentence too."""

    def skim(self, text: str) -> list[Item]:
        """The same sentences as a look at each of them would keep."""
        sentences = [sentence for sentence in cut(text) if sentence.kind is not Kind.CODE]
        looks = [self._look(sentence) for sentence in sentences]
        cues = {
            place: self._scanner.cues(look.folded, look.matches)
            for place, look in enumerate(looks)
            if look.bits & self._of_topic
        }
        topical = [names_topic(cues.get(place, ())) for place in range(len(sentences))]
        kept: list[Item] = []
        names: dict[int, list[Name]] = {}
        for place, topic in enumerate(topics(topical)):
            look = looks[place]
            bits = look.bits & ~self._of_topic | (0 if topic is Topic.OTHER else self._on_topic)
            sight = Sight(look.folded, None)
            if not self._gate.keeps(bits | self._gate.any_actor, sight):
                continue
            here = self._names(sentences, names, place)
            before = (self._names(sentences, names, p) for p in range(max(0, place - BACK), place))
            context = any(name.can_be_meant for there in before for name in there)
            bits |= self._gate.bits(self._finder.actors(here, context=context))
            if not self._gate.keeps(bits, sight):
                continue
            seen = cues[place] if place in cues else self._scanner.cues(look.folded, look.matches)
            item = Item(sentences[place], seen, here, context, topic)
            if self.keeps(item):
                kept.append(item)
        return kept

    def _look(self, sentence: Sentence) -> _Look:
        folded = fold(sentence.flat)
        matches = self._scanner.matches(folded)
        both = folded.replace("-", " ") + folded if "-" in folded else folded
        return _Look(folded, matches, self._bits_of(both, matches))

    def keeps(self, item: Item) -> bool:
        """True when the sentence is worth a parse."""
        sight = Sight(fold(item.sentence.flat), unexempted(item.cues))
        signs = {cue.entry.role for cue in sight.cues or ()}
        signs |= self._finder.signs(sight, item.names, context=item.context)
        if item.topic is not Topic.OTHER:
            signs.add(ON_TOPIC)
        return self._gate.keeps(self._gate.bits(signs), sight)

    def _bits_of(self, folded: str, matches: list[Match]) -> int:
        found = 0
        for number, _, _ in matches:
            bits = self._bits[number]
            if bits is None:
                bits = self._bits[number] = self._learnt(number)
            found |= bits
            for besides, more in self._besides.get(number, ()):
                if more & ~found and besides in folded:
                    found |= more
        return found

    def _learnt(self, number: int) -> int:
        bits = {
            besides: self._gate.bits(sign for role in roles for sign in (role, *actors_of(role)))
            | (0 if roles.isdisjoint((TOPIC, GENERAL)) else self._of_topic)
            for besides, roles in self._scanner.roles(number).items()
        }
        alone = bits.pop("", 0)
        if bits:
            self._besides[number] = tuple(bits.items())
        return alone

    def _names(self, sentences: list[Sentence], known: dict[int, list[Name]], place: int) -> list[Name]:
        if place not in known:
            known[place] = self._finder.find(sentences[place].flat)
        return known[place]


def names_topic(cues: Iterable[Cue]) -> bool:
    """True of "the intrusion" and "a compromise of the server"; not of "a compromise on the budget"."""
    roles = {cue.role for cue in cues}
    return TOPIC in roles or {GENERAL, BESIDE} <= roles


def topics(named: list[bool]) -> list[Topic]:
    """Of each sentence what its passage is about, told by whether each sentence names the topic."""
    found = [Topic.OPEN if len(named) < ENOUGH else Topic.OTHER] * len(named)
    places = [place for place, topical in enumerate(named) if topical]
    for index, place in enumerate(places):
        others = (*places[max(0, index - 1) : index], *places[index + 1 : index + 2])
        once = len(named) > PAGE and all(abs(place - other) > PASSAGE for other in others)
        reach = ASIDE if once else PASSAGE
        for near in range(max(0, place - reach), min(len(named), place + reach + 1)):
            found[near] = Topic.NAMED
    return found
