"""Deeds: what a threat group did, or an actor named just before did to another's things, told in plain verbs.

Weaker evidence than an act: no word of it is hostile by itself, only who does it and to what.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of, objects_of
from verbale.lint.claims.acts import Bound, has_name, is_crew, named, told_as_done
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.gate import KNOWN, Needs, actors, followed
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import scope_of
from verbale.model.claim import Kind, Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

PRYING = ("deed.verb.prying", "hostile.verb.weak")
PLAIN = ("deed.verb", "hostile.verb.weak", "light.verb.use")
THINGS = ("status.noun", "agent.noun", "deed.target")
OWN = frozenset({"its", "their", "his", "her", "own"})
PROTECTIVE = ("incident.noun", "malware.noun", "agent.bare")
MODIFYING = frozenset({"acl", "amod"})
"""What a participle says of a noun in passing ("malware used by GROUP") describes the noun."""
REACH = 8

_NAMED = actors(*KNOWN, "pointing")
NEEDS: Needs = (
    (frozenset(PLAIN), actors("group")),
    (frozenset(PLAIN), frozenset({"agent.bare"}), _NAMED),
    (
        frozenset(PRYING),
        frozenset(THINGS),
        _NAMED,
        followed(frozenset(PRYING), frozenset(THINGS), tokens=REACH),
    ),
)


def deeds(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "GROUP sent invitations to ...", "they read the mail of ..."."""
    done: set[tuple[int, int]] = set()
    for seen in reading.all(*PLAIN):
        verb = reading.doc[seen.head]
        if (
            verb.pos_ != "VERB"
            or reading.at(verb.i, "hostile.verb.strong", "link.responsible")
            or verb.dep_ in MODIFYING
        ):
            continue
        agents = {agent.i for agent in agents_of(reading, verb)}
        for mention in reading.mentions:
            if not agents & bound[mention.head] or (verb.i, mention.head) in done:
                continue
            touched = _deed(reading, bound, seen, verb, mention)
            if touched is None or scope_of(reading, verb.i, seen).standing is not Standing.FLAT:
                continue
            done.add((verb.i, mention.head))
            tokens = [*named(mention, bound[mention.head]), seen.first, seen.last, touched]
            yield draft(reading, Kind.LINK, "deed", seen, actor=mention, tokens=tokens)


def _deed(reading: Reading, bound: Bound, seen: Seen, verb: "Token", mention: Mention) -> int | None:
    """The last token of the deed's telling, or None when it is none."""
    if not (told_as_done(verb) or _going_on(verb) or verb.tag_ in {"VBZ", "VBP"}):
        return None
    crew = mention.kind == "group" or (mention.kind in KNOWN - {"class"} and is_crew(reading, mention))
    if crew and not has_name(reading, bound, mention):
        return seen.last
    if mention.kind not in KNOWN | {"pointing"} or mention.kind == "class" or not seen.plays(*PRYING):
        return None
    if mention.name.lower() == "it" and reading.any("malware.noun", "incident.noun"):
        return None  # the malware or the attack as often as the actor
    if not (told_as_done(verb) or _going_on(verb)):
        return None
    for noun in objects_of(verb):
        if noun.i > verb.i and noun.i - verb.i <= REACH and _anothers(reading, noun):
            return noun.i
    return None


def _going_on(verb: "Token") -> bool:
    return verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _anothers(reading: Reading, noun: "Token") -> bool:
    if not reading.at(noun.i, *THINGS) or reading.at(noun.i, *PROTECTIVE):
        return False
    return not any(child.lower_ in OWN for child in noun.children)
