"""Actors in a sentence: known names, characterised classes, names that act, and "the group"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from verbale.lint.actors import ActorEntry, Actors
from verbale.lint.cues import above
from verbale.lint.fold import fold
from verbale.lint.gate import Sight, words
from verbale.lint.reading import Mention, Reading, Seen
from verbale.model.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

POINTING = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "them"})
_POINTS = words(*POINTING)
_NUMBERED = re.compile(r"\b(?:APT[- ]?C?-?|UNC|FIN|TA|DEV-|Storm-|TAG-|UAC-|UTA)\d{1,4}\b")
"""Numbers that analysts give to groups of whom they know no more."""
_LETTERED = re.compile(r"(?:[A-Z][a-z]+){2,}|[A-Z]+[a-z]*\d[A-Za-z\d]*")
"""Names written as no word is: capitals or figures within."""
CREW_NEAR = 2


@dataclass(frozen=True, slots=True)
class Name:
    """An actor's name found in the flat text."""

    entry: ActorEntry
    start: int
    end: int

    @property
    def can_be_meant(self) -> bool:
        """True when a later "the group" or "it" may point back at this name."""
        return self.entry.kind in {"group", "organ", "state", "class"}


class MentionFinder:
    """Finds names in one scan and lays them on the tokens of a parse."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        by_form: dict[str, list[ActorEntry]] = {}
        for form, entry in actors.forms():
            by_form.setdefault(fold(form), []).append(entry)
        self._entries = list(by_form.values())
        self._automaton = AhoCorasick(list(by_form))

    def find(self, flat: str) -> list[Name]:
        """Names in reading order; of overlapping ones the longest."""
        text = fold(flat)
        found: list[Name] = []
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
                continue
            for entry in self._entries[index]:
                if self._actors.resolve(entry, flat, Span(start, end)):
                    found.append(Name(entry, start, end))
                    break
        for match in _NUMBERED.finditer(flat):
            called = match.group()
            entry = ActorEntry(f"group/{fold(called)}", called, "group", None, called, True, "")
            found.append(Name(entry, match.start(), match.end()))
        kept: list[Name] = []
        for name in sorted(found, key=lambda n: (n.start - n.end, n.start)):
            if not any(name.start < other.end and other.start < name.end for other in kept):
                kept.append(name)
        return sorted(kept, key=lambda n: n.start)

    def actors(self, names: Sequence[Name], *, context: bool) -> set[str]:
        """Signs for the gate of the actors named, and of one that may be pointed at."""
        found = {f"actor.{name.entry.kind}" for name in names}
        return found | {"actor.pointing"} if context else found

    def signs(self, sight: Sight, names: Sequence[Name], *, context: bool) -> set[str]:
        """The actors that ``lay`` may find, as signs for the gate, without names of persons and companies."""
        cues = sight.cues or ()
        found = {sign for cue in cues for sign in actors_of(cue.entry.role)}
        points = context and (_POINTS(sight) or any(cue.plays("agent.definite") for cue in cues))
        return found | self.actors(names, context=points)

    def lay(self, reading: Reading, names: Sequence[Name], *, context: bool) -> tuple[Mention, ...]:
        """All actor mentions on the tokens; ``context`` says that an actor was named just before."""
        mentions = [m for m in (self._named(reading, name) for name in names) if not _qualifies(reading, m)]
        for seen in reading.all("class"):
            mentions.append(_from_seen(seen, "class"))
        mentions += [_from_seen(seen, "person") for seen in reading.all("agent.person")]
        mentions += [_from_seen(seen, "person") for seen in _described(reading)]
        taken = {i for m in mentions for i in range(m.first, m.last + 1)}
        mentions += [m for m in _proper(reading) if not taken & set(range(m.first, m.last + 1))]
        if context:
            mentions += [m for m in _pointing(reading) if not taken & set(range(m.first, m.last + 1))]
        return tuple(sorted(mentions, key=lambda m: (m.first, m.last)))

    def _named(self, reading: Reading, name: Name) -> Mention:
        first, last = reading.tokens_of(name.start, name.end)
        called = _with_prefix(reading, first) if name.entry.kind == "state" else ""
        return Mention(
            called + name.entry.name,
            name.entry.kind,
            name.entry.state,
            first,
            last,
            reading.head_of(first, last),
        )


@cache
def actors_of(role: str) -> tuple[str, ...]:
    """Signs for the gate of the actors that a cue of the role may be."""
    played = above(role)
    if "class" in played:
        return ("actor.class",)
    if "agent.crew" in played:
        return ("actor.group", "actor.person")
    return () if played.isdisjoint({"agent.person", "agent.definite"}) else ("actor.person",)


def _qualifies(reading: Reading, mention: Mention) -> bool:
    """ "A state agency", "a government website": the kind of something else."""
    word = reading.doc[mention.last]
    if mention.kind != "class" or mention.first == mention.last or reading.doc[mention.first].pos_ != "DET":
        return False
    return word.dep_ in {"compound", "nmod", "amod"} and word.head.i > mention.last


def _from_seen(seen: Seen, kind: str) -> Mention:
    return Mention(seen.words, kind, None, seen.first, seen.last, seen.head)


def _proper(reading: Reading) -> list[Mention]:
    """Runs of proper nouns: persons and companies, actors only where they are firmly the agent."""
    found: list[Mention] = []
    doc = reading.doc
    names = _names(doc)
    index = 0
    while index < len(doc):
        if not names[index]:
            index += 1
            continue
        first = index
        while index + 1 < len(doc) and names[index + 1]:
            index += 1
        kind = "group" if _is_crew(reading, first, index) else "named"
        found.append(
            Mention(
                _in_full(doc, names, first, index), kind, None, first, index, reading.head_of(first, index)
            )
        )
        index += 1
    return found


def _with_prefix(reading: Reading, first: int) -> str:
    """ "Anonymous Sudan", "Radio Orsk": a longer name, of which a state's is the last word."""
    before = reading.doc[first - 1] if first else None
    if before is None or before.pos_ != "PROPN" or before.dep_ != "compound" or before.head.i < first:
        return ""
    return f"{before.text} " if before.text.istitle() else ""


def _in_full(doc: "Doc", names: list[bool], first: int, last: int) -> str:
    """The name with what belongs to it: "Sons of the Strait", "Directorate-General"."""
    if first > 1 and doc[first - 1].text == "-" and names[first - 2]:
        first -= 2
    of = first - 2 if first > 2 and doc[first - 1].lower_ == "the" else first - 1
    if of > 0 and doc[of].lower_ == "of" and names[of - 1] and doc[of - 1].text.endswith("s"):
        first = of - 1
    end = last + 1
    if end + 1 < len(doc) and doc[end].lower_ == "of":
        end += 2 if doc[end + 1].lower_ == "the" else 1
        while end < len(doc) and names[end] and doc[end].text[0].isupper():
            last, end = end, end + 1
    return doc[first : last + 1].text


def _names(doc: "Doc") -> list[bool]:
    """Of each token whether it is a name."""
    from spacy.parts_of_speech import IDS  # without a parse spaCy is not loaded

    noun, proper = IDS["NOUN"], IDS["PROPN"]
    return [
        part == proper or (part == noun and _LETTERED.fullmatch(doc[index].text) is not None)
        for index, part in enumerate(doc.to_array("POS").tolist())
    ]


def _is_crew(reading: Reading, first: int, last: int) -> bool:
    """ "the RedKiln gang", "a crew named RedKiln", "RedKiln, a gang": the word beside it says what it is."""
    doc = reading.doc
    for i in range(last + 1, min(last + 2 + CREW_NEAR, len(doc))):
        joined = i == last + 1 or doc[last].head.i == i or doc[i].dep_ == "appos"
        if joined and reading.at(i, "agent.crew"):
            return True
    for i in range(max(0, first - CREW_NEAR), first):
        joined = i == first - 1 or doc[first].head.i in {i, i + 1}
        if joined and reading.at(i, "agent.crew"):
            return True
    return False


def _described(reading: Reading) -> list[Seen]:
    """ "the group that orchestrated ...": a description that says of itself which group is meant."""
    return [
        seen
        for seen in reading.all("agent.definite")
        if seen.words not in POINTING
        and any(c.dep_ in {"relcl", "acl"} for c in reading.doc[seen.last].children)
    ]


def _pointing(reading: Reading) -> list[Mention]:
    """ "the group", "its": only in a sentence that follows an actor's name."""
    found = [
        _from_seen(seen, "pointing") for seen in reading.all("agent.definite") if seen.words not in POINTING
    ]
    taken = {i for m in found for i in range(m.first, m.last + 1)}
    for token in reading.doc:
        if token.lower_ in POINTING and token.pos_ == "PRON" and token.i not in taken:
            found.append(Mention(token.text, "pointing", None, token.i, token.i, token.i))
    return found
