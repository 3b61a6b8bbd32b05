"""Acts: an actor does it, or the incident is the actor's."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of, is_passive, objects_of
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.events import EVENT, PLAIN, WEAK, event_at, object_event
from verbale.lint.gate import CREWS, KNOWN, ON_TOPIC, Needs, actors, also, words
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import SOFTENING, Scope, own_scope, scope_of
from verbale.model.claim import Kind, Standing, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = ("light.verb", "hostile.verb")
THREATS = CREWS
"""Kinds of actor that are hostile by description, so that a weak verb is enough."""
LOOSE = frozenset({"named", "person"})
"""Actors only by what they do: a verb and an object that leave no doubt are needed."""
TOOLS = ("malware.noun", "incident.noun.strong", "hostile.noun.cyber")
PRESUPPOSED = ("hostile.noun.conduct", "hostile.noun.force", "hostile.noun.speech")
"""Nouns that call conduct wrong: "Orskan aggression" is taken for granted whatever is said about it."""
BURDENS = frozenset(
    {"backlog", "problem", "issue", "question", "challenge", "task", "cost", "deficit", "poverty", "root",
     "inflation", "unemployment", "inequality", "waste", "cause", "position", "place", "rank", "seat"}
)  # fmt: skip
"""What is attacked by working at it, or occupied by being good at it."""
OUTLAWS = frozenset(
    {"trafficker", "smuggler", "terrorist", "terrorism", "pirate", "poacher", "gangster", "cartel", "crime",
     "trafficking", "smuggling", "piracy", "poaching"}
)  # fmt: skip
OPENS_OBJECT = frozenset({"DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON"})
NEAR_VERB = 6
NOUN_AFTER = 2
LONG_NAME = 4
SOFT = frozenset({Standing.HEDGED, Standing.REPORTED, Standing.ASSESSED})
RELATIVE = frozenset({"who", "that", "which"})
Bound = dict[int, set[int]]

_KNOWN, _ACTOR = actors(*KNOWN), actors(*KNOWN, "pointing")
NEEDS: Needs = (
    ("hostile.verb.strong", _ACTOR),
    *((*event, "light.verb but use") for event in EVENT),
    (frozenset(TOOLS), "light.verb", _ACTOR),
    *(("hostile.verb.weak", _KNOWN, *event) for event in EVENT),
    (frozenset({*PLAIN} - {"malware.noun"}), _ACTOR),
    (*EVENT[1], _ACTOR),
    ("malware.noun", _ACTOR, words("by")),
    *also(
        (
            ("hostile.verb.strong", frozenset({*PLAIN, WEAK, "status.noun", *SOFTENING})),
            (WEAK, "light.verb but use", _KNOWN, SOFTENING),
            ("hostile.verb.weak", _KNOWN, frozenset({"agent.bare", "status.noun"})),
            ("hostile.verb.weak", actors(*THREATS)),
        ),
        ON_TOPIC,
    ),
)
"""Of both readers. A person or a company may act without being known as an actor."""


def acts(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "X carried out the attack", "the attack launched by X", "X hacked the ministry"."""
    for seen in reading.all(*VERBS):
        verb = reading.doc[seen.head]
        if verb.tag_ == "VBG" and verb.dep_ == "amod":
            continue  # "a leaking pipe"
        if verb.pos_ not in {"VERB", "AUX"} and not verb.tag_.startswith("VB"):
            yield from _headline(reading, seen, bound)
            continue
        event = object_event(reading, verb)
        agents = list(agents_of(reading, verb))
        for mention in reading.mentions:
            tier = _tier(reading, mention, bound[mention.head], verb, agents)
            if tier is None or not _hostile(reading, seen, verb, mention, event, tier):
                continue
            if reproached(reading, seen) or (mention.kind in LOOSE and _able(verb)):
                continue
            if _on_wrongdoers(reading, verb, event) or goes_hungry(verb) or _goes_on(seen, verb):
                continue
            if mention.kind == "class" and (not told_as_done(verb) or has_name(reading, bound, mention)):
                continue
            tokens = [*named(mention, bound[mention.head]), seen.first, seen.last] + (
                [event.last] if event else []
            )
            form = "class" if mention.kind == "class" else "act"
            incident = event.head if event else None
            scope = scope_of(reading, seen.head, seen)
            doubtful(reading, bound[mention.head], scope)
            yield draft(
                reading,
                Kind.LINK,
                form,
                seen,
                actor=mention,
                tier=tier,
                tokens=tokens,
                incident=incident,
                scope=scope,
            )


def _able(verb: "Token") -> bool:
    """ "The library could run code": what may happen yet, where "could have run" is held to have happened."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    return any(c.tag_ == "MD" for c in helpers) and all(c.lemma_ != "have" for c in helpers)


def _on_wrongdoers(reading: Reading, verb: "Token", event: Seen | None) -> bool:
    """ "The navy launched an offensive against the smugglers": done to those who do wrong."""
    over = [verb, *([reading.doc[event.head]] if event is not None else [])]
    struck = [c for o in over for p in o.children if p.lower_ == "against" for c in p.children]
    if verb.lemma_ == "crack":
        struck += [c for p in verb.children if p.lower_ == "on" for c in p.children]
        if any(event_at(reading, c) for c in struck):
            return True
    return any(reading.at(c.i, "agent.bare") or c.lemma_.lower() in OUTLAWS for c in struck)


def goes_hungry(verb: "Token") -> bool:
    """ "Those who are starving", of whom nobody is said to have starved them."""
    if verb.lemma_ != "starve":
        return False
    lone = verb.lower_ == "starving" and not any(c.dep_ == "aux" for c in verb.children)
    return lone or not any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children)


def _goes_on(seen: Seen, verb: "Token") -> bool:
    """ "The raids that X continues to suffer": what is done stands in the second verb."""
    return seen.plays("light.verb") and any(c.dep_ == "xcomp" for c in verb.children)


def reproached(reading: Reading, seen: Seen) -> bool:
    """ "X is accused of meddling": told as what others charge it with, and not as done."""
    for verb in (reading.doc[seen.head], reading.doc[seen.first]):
        charge = verb.head.head
        passive = is_passive(charge) or (charge.dep_ == "conj" and is_passive(charge.head))
        if verb.dep_ == "pcomp" and passive and reading.at(charge.i, "accuse"):
            return True
    return False


def doubtful(reading: Reading, carried: set[int], scope: Scope) -> None:
    """ "Suspected Orskan hackers stole ...": a hedge on the agent is one on what it is said to do."""
    for index in carried:
        own = own_scope(reading, index)
        scope.hedge += [seen for seen in own.hedge if seen not in scope.hedge]
        scope.report += [seen for seen in own.report if seen not in scope.report]


def _headline(reading: Reading, seen: Seen, bound: Bound) -> Iterator[Draft]:
    """ "ACTOR hacks the ministry", where the parse takes "hacks" for a noun: actor, word, object in a row."""
    follows = seen.last + 1 < len(reading.doc) and reading.doc[seen.last + 1].pos_ in OPENS_OBJECT
    if not seen.plays("hostile.verb.strong") or not follows:
        return
    for mention in reading.mentions:
        ends = {mention.last, *(i for i in bound[mention.head] if i <= mention.last + NOUN_AFTER)}
        crew = mention.kind in THREATS or is_crew(reading, mention)
        if crew and seen.first - 1 in ends and reading.doc[seen.first].tag_ in {"NNS", "NN", "NNP", "NNPS"}:
            tokens = [mention.first, seen.first, seen.last]
            yield draft(reading, Kind.LINK, "act", seen, actor=mention, tokens=tokens)


def _hostile(
    reading: Reading, seen: Seen, verb: "Token", mention: Mention, event: Seen | None, tier: Tier
) -> bool:
    """Whether verb and object together are a wrong, given who does it."""
    if mention.kind in LOOSE:
        soft = scope_of(reading, verb.i).standing in SOFT
        harmed = any(reading.at(noun.i, "status.noun") for noun in objects_of(verb))
        strong = seen.plays("hostile.verb.strong") and (event is not None or soft or harmed)
        light = seen.plays("light.verb") and not seen.plays("light.verb.use") and event is not None
        return tier is Tier.DEPENDENCY and (strong or light)
    if seen.plays("hostile.verb.strong") and mention.name.lower() != "it":
        return not any(noun.lemma_.lower() in BURDENS for noun in objects_of(verb))
    if mention.kind == "pointing" and (
        event is None or not seen.plays("light.verb") or mention.name.lower() == "it"
    ):
        return False  # "it" is the malware as often as the actor
    if seen.plays("light.verb.use"):
        return event is not None and event.plays(*TOOLS)
    if seen.plays("hostile.verb.weak.damage") and event is not None:
        return False  # whoever disrupts an attack is on the other side of it
    if seen.plays("light.verb"):
        weak = any(reading.at(noun.i, WEAK) for noun in objects_of(verb))
        return event is not None or (weak and scope_of(reading, verb.i).standing in SOFT)
    if event is not None:
        return True
    if mention.kind in THREATS or is_crew(reading, mention):
        return any(o.dep_ != "poss" for o in objects_of(verb))
    return any(reading.at(noun.i, "status.noun") for noun in objects_of(verb)) and tier is Tier.DEPENDENCY


def is_crew(reading: Reading, mention: Mention) -> bool:
    """ "Orskan hackers": the agent noun after a state makes it a threat."""
    around = reading.doc[mention.first : min(mention.last + 5, len(reading.doc))]
    return any(reading.at(token.i, "agent.bare") for token in around)


def _tier(
    reading: Reading, mention: Mention, bound: set[int], verb: "Token", agents: list["Token"]
) -> Tier | None:
    """How firmly the mention is the verb's agent."""
    if any(agent.i in bound for agent in agents):
        return Tier.DEPENDENCY
    if is_passive(verb) or mention.kind in {"capital", "named", "person", "pointing"}:
        return None
    if agents and not any(agent.lower_ in RELATIVE for agent in agents):
        return None
    token = reading.doc[mention.head]
    if token.dep_ in {"pobj", "dobj", "poss"} or not 0 < verb.i - mention.last <= NEAR_VERB:
        return None
    if reading.at(verb.i, "hostile.verb.weak", "light.verb.use"):
        return None
    return Tier.CLAUSE if reading.clause(mention.head) == reading.clause(verb.i) else None


def nominal_acts(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "the GRU's attack", "Orskan cyber espionage", "the attack by X".

    A possessive presupposes the act: no "said that", "if" or "not" around "Orsk's attack" takes it back.
    """
    for seen in reading.all(*PLAIN, WEAK):
        noun = reading.doc[seen.head]
        if (
            noun.pos_ not in {"NOUN", "PROPN", "VERB"}
            or event_at(reading, noun) is None
            or _unmet(reading, noun)
        ):
            continue
        for mention in reading.mentions:
            if mention.first <= noun.i <= mention.last or mention.kind in LOOSE:
                continue
            owned = _owned(noun, bound[mention.head])
            form = "by" if owned else _slot(reading, noun, mention, bound[mention.head])
            if form is None or (seen.plays("malware.noun") and form != "by"):
                continue
            if form == "class" and has_name(reading, bound, mention):
                continue
            if form == "possessive" or (form == "modifier" and seen.plays(*PRESUPPOSED)):
                scope = own_scope(reading, seen.head)
                scope.report += _asserted_in(reading, noun)
            else:
                scope = scope_of(reading, noun.head.i if owned else seen.head, seen)
                scope.report.clear()
                scope.assess.clear()
            if form == "class" and not told_as_done(noun.head) and scope.standing is Standing.FLAT:
                continue
            tokens = [*named(mention, bound[mention.head]), seen.first, seen.last]
            yield draft(
                reading, Kind.LINK, form, seen, actor=mention, tokens=tokens, incident=noun.i, scope=scope
            )


def _asserted_in(reading: Reading, noun: "Token") -> list[Seen]:
    """ "Their assertions about Orsk's interference": said by others, and perhaps rejected."""
    told = noun.head.head if noun.dep_ == "pobj" else noun
    seen = reading.at(told.i, "report.noun") if told.i != noun.i and told.pos_ == "NOUN" else None
    return [] if seen is None else [seen]


def _unmet(reading: Reading, noun: "Token") -> bool:
    """ "Any attack by X" is none that happened, and "the FBI crime report" is a report."""
    told = noun.dep_ in {"compound", "nmod"} and reading.at(noun.head.i, "report") is not None
    return told or any(child.lower_ == "any" for child in noun.children)


def _owned(noun: "Token", bound: set[int]) -> bool:
    """ "The raid was X's": said of it as a whole."""
    said = noun.head.children if noun.dep_ == "nsubj" and noun.head.lemma_ == "be" else ()
    return any(c.dep_ == "attr" and c.i in bound and any(g.dep_ == "case" for g in c.children) for c in said)


def named(mention: Mention, bound: set[int]) -> tuple[int, int]:
    """The words to show for an actor: its name, and the noun that it stands before ("state-backed group")."""
    ends = [index for index in bound if mention.last < index <= mention.last + NOUN_AFTER]
    return (
        mention.first if mention.last - mention.first < LONG_NAME else mention.last,
        max(ends, default=mention.last),
    )


def has_name(reading: Reading, bound: Bound, mention: Mention) -> bool:
    """ "Orskan state-sponsored hackers": the class stands beside a name, so the name is the actor."""
    return any(
        other.kind not in {"class", "person", "pointing"} and bound[other.head] & bound[mention.head]
        for other in reading.mentions
        if other.head != mention.head
    )


def told_as_done(verb: "Token") -> bool:
    """Past or perfect: an event, where the plain present ("states sponsor ...") is general talk."""
    return verb.tag_ in {"VBD", "VBN"} or any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _slot(reading: Reading, noun: "Token", mention: Mention, bound: set[int]) -> str | None:
    """How the noun takes the actor; "the ministry's breach" names the victim, so it does not."""
    suffered = reading.at(noun.i, "incident.suffered") is not None
    for child in noun.children:
        if child.i in bound and child.dep_ == "poss" and not suffered:
            return "possessive"
        before = child.dep_ in {"amod", "compound", "nmod"} and child.i < noun.i
        place = mention.kind == "capital" and not reading.at(noun.i, *TOOLS)  # "the Orsgrad bombings"
        if child.i in bound and before and not suffered and not place and mention.kind != "state":
            return "class" if mention.kind == "class" else "modifier"
        by = child.dep_ in {"prep", "agent"} and child.lower_ == "by"
        if by and any(c.i in bound for c in child.subtree if c.dep_ in {"pobj", "conj"}):
            return "class" if mention.kind == "class" else "by"
    return None
