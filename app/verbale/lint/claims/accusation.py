"""Accusations, charges at law, and demands that presuppose guilt."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of, is_passive
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.parties import (
    NAMED,
    NOBODY,
    Bound,
    doer,
    mention_near,
    objects,
    owner,
)
from verbale.lint.reading import Mention, Reading, Seen
from verbale.lint.scope import scope_of
from verbale.model.claim import Kind, Naming

if TYPE_CHECKING:
    from spacy.tokens import Token

NEAR = 10
CERTAIN = frozenset({"a", "an", "the", "this", "these", "both"})
HELPING = frozenset({"help", "enable", "allow", "assist"})
CHARGED = frozenset({"with", "over", "for", "against", "under", "in"})
PERSONS = frozenset({"him", "her", "them", "he", "she", "they", "us", "you"})
OURSELVES = frozenset({"We", "we", "us", "Our", "our", "I", "me", "My", "my"})
WRONGS = ("hostile", "malware.noun", "incident.noun")
SHADY = frozenset(
    {"false", "fake", "fraud", "fraudulent", "bribe", "money", "material", "weapon", "drug", "secret",
     "stolen", "illegal", "illicit", "classified", "unauthorised", "unauthorized"}
)  # fmt: skip
"""Words that make a crime of what may be a duty: "charged with making false entries"."""
STRIFE = frozenset(
    {"violence", "conflict", "fighting", "hostility", "war", "bloodshed", "dispute", "suffering",
     "confrontation", "quarrel", "killing", "impasse", "rivalry", "enmity", "strife"}
)  # fmt: skip
PEOPLE = frozenset({"person", "named", "class", "pointing"}) | NAMED


def accusations(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "accuse X of", "X is to blame for", "charged two officers with", "indictment of X"."""
    for seen in reading.all("accuse"):
        head = reading.doc[seen.head]
        accused = _charged(head) if seen.plays("accuse.noun") else _accused_by(seen, head)
        persons = [token for token in accused if token.dep_ in {"dobj", "nsubjpass"}]
        if persons and all(reading.at(token.i, "agent.bare") and _bare(token) for token in persons):
            continue
        if any(token.lower_ in NOBODY for token in accused) or (
            is_put_off(head) and not seen.plays("accuse.account")
        ):
            continue
        if seen.words == "hold ... responsible" and not _held(head, reading.doc[seen.last]):
            continue
        if _entrusted(reading, head) or _only_us(accused):
            continue
        legal = seen.plays("accuse.verb.weak.legal", "accuse.noun.legal", "accuse.face")
        party = _accused(reading, bound, seen, head, accused)
        people = [*agents_of(reading, head)] if seen.plays("accuse.face") else accused
        someone = legal and any(_somebody(reading, token) for token in people)
        if not seen.plays("accuse.verb.strong") and party is None and not someone:
            continue
        if seen.plays("accuse.account") and (party is None or party.kind not in NAMED):
            continue
        if seen.plays("accuse.verb.weak") and head.pos_ not in {"VERB", "AUX"}:
            continue
        if seen.words == "charging" and _is_price(head):
            continue
        tokens = [seen.first, seen.last, *(token.i for token in accused)]
        form = "charge" if legal else "accusation"
        actor = party or mention_near(reading, seen)
        yield draft(reading, Kind.ACCUSATION, form, seen, actor=actor, tokens=tokens)


def _is_price(verb: "Token") -> bool:
    """ "Charging farmers more": a charge at law tells with what, or over what."""
    passive = any(c.dep_ in {"nsubjpass", "auxpass"} for c in verb.children)
    return not passive and not any(t.lower_ in CHARGED for t in verb.subtree)


def _bare(noun: "Token") -> bool:
    """ "Accusing hackers of": whoever they are."""
    own = {"det", "poss", "amod", "compound", "nummod", "prep"}
    return not any(c.dep_ in own and c.lower_ != "of" for c in noun.children)


def _held(head: "Token", responsible: "Token") -> bool:
    """ "We hold X responsible"; not "hold those responsible to account", nor what "will" be done."""
    return responsible.head.i == head.i and all(c.tag_ != "MD" for c in head.children)


def _entrusted(reading: Reading, head: "Token") -> bool:
    """ "Charged with delivering services", "with the task of": a duty laid on somebody."""
    if head.lemma_ != "charge":
        return False
    for duty in (c for prep in head.children if prep.lower_ == "with" for c in prep.children):
        if duty.tag_ != "VBN" and (seen := reading.at(duty.i, "duty")):
            return not seen.plays("duty.either") or not any(
                reading.at(t.i, *WRONGS) or t.lemma_.lower() in SHADY for t in duty.subtree
            )
    return False


def _only_us(accused: list["Token"]) -> bool:
    """ "We are accused of", "they blame our side": a reproach that the speaker suffers."""
    borne = [token for token in accused if token.dep_ in {"dobj", "nsubjpass"}]
    return bool(borne) and all(
        any(one.text in OURSELVES for one in (token, *(c for c in token.children if c.dep_ == "poss")))
        for token in borne
    )


def is_put_off(head: "Token") -> bool:
    """ "A person to blame", "a resolution to censure", "the accused": spoken of, and not done."""
    helpers = {c.lower_ for c in head.children if c.dep_ in {"aux", "auxpass"}}
    if "to" in helpers and (head.dep_ in {"acl", "relcl"} or "be" in helpers):
        return True
    named = (head.pos_ in {"NOUN", "ADJ"} and head.tag_ not in {"NN", "NNS"}) or head.lower_ == "accused"
    told = any(c.dep_ == "prep" and c.lower_ == "of" for c in head.children)
    return named and not told and any(c.dep_ == "det" for c in head.children)


def _accused(
    reading: Reading, bound: Bound, seen: Seen, head: "Token", accused: list["Token"]
) -> Mention | None:
    if seen.plays("accuse.face"):
        return doer(reading, bound, head)
    if seen.plays("accuse.noun"):
        return owner(reading, bound, head) or _named_among(reading, bound, accused)
    return _named_among(reading, bound, accused)


def _accused_by(seen: Seen, verb: "Token") -> list["Token"]:
    """The verb's objects; in a headline ("Two officers charged over ...") what stands as its subject."""
    found = objects(verb)
    done_to = any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children)
    if not done_to and seen.plays("accuse.verb.weak.legal") and verb.tag_ in {"VBN", "VBD"}:
        found += [c for c in verb.children if c.dep_ == "nsubj"]
    if seen.plays("accuse.verb.weak.legal") and verb.dep_ == "acl":
        found.append(verb.head)
    return found


def _charged(noun: "Token") -> list["Token"]:
    """Whom a charge is against: "indictment of X", not "complaint with the police"."""
    preps = [c for c in noun.children if c.dep_ == "prep" and c.lower_ in {"of", "against"}]
    if noun.dep_ in {"nsubjpass", "dobj"}:
        preps += [c for c in noun.head.children if c.dep_ == "prep" and c.lower_ == "against"]
    return [inner for prep in preps for inner in prep.children if inner.dep_ == "pobj"]


def _somebody(reading: Reading, token: "Token") -> bool:
    """A certain person, though unnamed: "him", "two officers", "the contractor"; not "hackers"."""
    if token.lower_ in PERSONS:
        return True
    return reading.at(token.i, "agent.noun", "fault.party.person", "fault.party.third") is not None and any(
        child.dep_ in {"nummod", "poss"} or child.lower_ in CERTAIN for child in token.children
    )


def _named_among(reading: Reading, bound: Bound, tokens: list["Token"]) -> Mention | None:
    for token in tokens:
        for mention in reading.mentions:
            if mention.kind not in PEOPLE:
                continue
            if token.i in bound[mention.head]:
                return mention
            if mention.kind in NAMED and owner(reading, bound, token) is mention:
                return mention
    return None


def demands(reading: Reading, bound: Bound) -> Iterator[Draft]:
    """ "call on X to stop", "X must end its attacks"."""
    for seen in reading.all("cease.verb"):
        verb = reading.doc[seen.head]
        if verb.pos_ not in {"VERB", "AUX"} or verb.tag_ == "VBD":
            continue  # "answered the appeal and brought an end to": told, and not asked
        demand = _demand_over(reading, verb)
        party = _addressee(reading, bound, verb, demand) if demand is not None else None
        if demand is not None and party is None and seen.plays("cease.verb.strong"):
            yield from _on_act(reading, seen, verb, demand)
        if demand is None or party is None or _even_handed(reading, verb, party):
            continue
        scope = scope_of(reading, demand.head if demand.plays("demand.verb", "demand.noun") else verb.i)
        scope.norm.clear()
        tokens = [party.first, party.last, seen.last, demand.first]
        told = draft(reading, Kind.DEMAND, "cease", seen, tokens=tokens, actor=party, scope=scope)
        asked = _asked(reading, verb, demand, party)
        yield replace(told, doer=asked, naming=Naming.NOBODY if asked is None else Naming.SURE)


def _asked(reading: Reading, verb: "Token", demand: Seen, party: Mention) -> Mention | None:
    """Whom a message names: in "they called on X to stop" never who asks."""
    if party.first > demand.first or not demand.plays("demand.verb", "demand.noun"):
        return party
    if is_passive(reading.doc[demand.head]):
        return party
    between = [m for m in reading.mentions if m.kind in PEOPLE and demand.last < m.first <= m.last < verb.i]
    return min(between, key=lambda m: m.kind not in NAMED, default=None)


def _even_handed(reading: Reading, verb: "Token", party: Mention) -> bool:
    """ "X and Y should end the fighting": asked of both sides of a quarrel, it presupposes nobody's guilt."""
    if not any(t.lemma_.lower() in STRIFE for t in verb.subtree if t.i > verb.i):
        return False
    name = reading.doc[party.head]
    beside = any(reading.mention_at(t.i) not in (None, party) for t in name.conjuncts)
    before = reading.doc[max(0, party.first - 4) : party.first]
    return beside or any(t.lower_ in {"both", "all", "either"} for t in before)


def _on_act(reading: Reading, seen: Seen, verb: "Token", demand: Seen) -> Iterator[Draft]:
    """ "These attacks must stop", "this aggression has to end": whoever does it stands accused."""
    act = next(iter(agents_of(reading, verb)), None)
    if act is None or not demand.plays("demand.modal") or abs(act.i - seen.first) > NEAR:
        return
    hostile = reading.at(act.i, "hostile.noun", "incident.noun.strong", "incident.noun.plain")
    certain = any(
        c.lower_ in {"this", "these", "those", "such", "the"} or c.dep_ == "poss" for c in act.children
    )
    if hostile is not None and certain:
        scope = scope_of(reading, verb.i)
        scope.norm.clear()
        tokens = [act.i, seen.first, seen.last, demand.first]
        yield draft(reading, Kind.DEMAND, "cease", seen, tokens=tokens, scope=scope)


def _demand_over(reading: Reading, verb: "Token") -> Seen | None:
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ != "to" and (seen := reading.at(child.i, "demand.modal")):
            return seen
    token = verb
    for _ in range(5):
        token = token.head
        if seen := reading.at(token.i, "demand.verb", "demand.noun", "demand.modal"):
            return seen
    for seen in reading.all("demand.verb", "demand.noun"):
        if 0 < verb.i - seen.last <= NEAR:
            return seen
    return None


def _addressee(reading: Reading, bound: Bound, verb: "Token", demand: Seen) -> Mention | None:
    """The party that is to stop: the doer of the verb, or the one named between demand and verb."""
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ in HELPING:
        return None
    party = doer(reading, bound, verb)
    own = reading.at(verb.i, "cease.own") is not None
    if party is not None and party.kind in (
        NAMED | {"pointing", "named", "person"} if own else NAMED | {"pointing"}
    ):
        return party
    between = [
        m
        for m in reading.mentions
        if m.kind in NAMED and demand.last < m.first and m.last < verb.i and verb.i - m.last <= 6
        and reading.doc[m.head].head.lower_ not in {"in", "within", "across"}
        and not _asks(reading, m, demand)
    ]  # fmt: skip
    return between[0] if between else None


def _asks(reading: Reading, party: Mention, demand: Seen) -> bool:
    """ "The call of the Orskan people to end the war": who calls, and not who is called on."""
    asking = [c for c in reading.doc[demand.head].children if c.dep_ == "poss" or c.lower_ in {"of", "by"}]
    return demand.plays("demand.noun") and any(t.i == party.head for c in asking for t in c.subtree)
