"""Reading over a text for the few sentences that are worth a parse.

Nothing is looked at closely that a first look rules out: most sentences end with the bits of their words.
"""

from dataclasses import dataclass

from verbale.lint.cues import Cue
from verbale.lint.fold import fold
from verbale.lint.gate import Gate, Sight
from verbale.lint.mentions import MentionFinder, Name, actors_of
from verbale.lint.reading import unexempted
from verbale.lint.scanner import Match, Scanner
from verbale.lint.sentences import Kind, Sentence, cut

TOPIC = "topic"
PASSAGE = 15
"""Sentences: how far the topic of a passage reaches either way."""
ENOUGH = 13
"""Sentences from which a text that never names the topic is taken to be about something else."""
BACK = 2
"""Sentences: how far back an actor may be named that a pronoun means."""

Item = tuple[Sentence, list[Cue], list[Name], bool]
"""A sentence, its cues, its names, and whether an actor was named just before."""


@dataclass(frozen=True, slots=True)
class Skimmed:
    """The sentences of a text that may give a claim, each with whether its passage is on the topic."""

    items: tuple[Item, ...]
    on_topic: tuple[bool, ...]


class Skimmer:
    """Finds the sentences that the gate keeps, and all that their parse will need to know."""

    def __init__(self, scanner: Scanner, finder: MentionFinder, gate: Gate) -> None:
        self._scanner = scanner
        self._finder = finder
        self._gate = gate
        self._of_topic = 1 << 200  # beyond the gate's bits
        self._bits: dict[int, int] = {}
        self._besides: dict[int, tuple[tuple[str, int], ...]] = {}
        """Bits of a pattern that count only where something else stands in the sentence too."""

    def skim(self, text: str) -> Skimmed:
        """The same sentences as a look at each of them would keep."""
        sentences = [sentence for sentence in cut(text) if sentence.kind is not Kind.CODE]
        topical: list[bool] = []
        kept: list[tuple[int, Item]] = []
        names: dict[int, list[Name]] = {}
        for place, sentence in enumerate(sentences):
            folded = fold(sentence.flat)
            matches = self._scanner.matches(folded)
            bits = self._bits_of(folded.replace("-", " ") + folded if "-" in folded else folded, matches)
            cues: list[Cue] | None = None
            if bits & self._of_topic:
                cues = self._scanner.cues(folded, matches)
                topical.append(any(cue.plays(TOPIC) for cue in cues))
                bits ^= self._of_topic
            else:
                topical.append(False)
            sight = Sight(folded, None)
            if not self._gate.keeps(bits | self._gate.any_actor, sight):
                continue
            here = self._names(sentences, names, place)
            before = (self._names(sentences, names, p) for p in range(max(0, place - BACK), place))
            context = any(name.can_be_meant for found in before for name in found)
            bits |= self._gate.bits(self._finder.actors(here, context=context))
            if not self._gate.keeps(bits, sight):
                continue
            cues = self._scanner.cues(folded, matches) if cues is None else cues
            sight = Sight(folded, unexempted(cues))
            if self.keeps(sight, here, context=context):
                kept.append((place, (sentence, cues, here, context)))
        on_topic = passages_on_topic(topical) if kept else []
        return Skimmed(tuple(item for _, item in kept), tuple(on_topic[place] for place, _ in kept))

    def keeps(self, sight: Sight, names: list[Name], *, context: bool) -> bool:
        """True when the sentence is worth a parse; ``context`` says that an actor was named just before."""
        signs = {cue.entry.role for cue in sight.cues or ()}
        signs |= self._finder.signs(sight, names, context=context)
        return self._gate.keeps(self._gate.bits(signs), sight)

    def _bits_of(self, folded: str, matches: list[Match]) -> int:
        found = 0
        for number, _, _ in matches:
            bits = self._bits.get(number)
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
            | (self._of_topic if TOPIC in roles else 0)
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


def passages_on_topic(named: list[bool]) -> list[bool]:
    """For each sentence whether the topic is named within PASSAGE sentences; in a short text, always."""
    if len(named) < ENOUGH:
        return [True] * len(named)
    last, found = -PASSAGE - 1, []
    ahead = [place for place, topical in enumerate(named) if topical][::-1]
    for place in range(len(named)):
        while ahead and ahead[-1] <= place:
            last = ahead.pop()
        found.append(place - last <= PASSAGE or (bool(ahead) and ahead[-1] - place <= PASSAGE))
    return found
