"""Whether the actor of a link is the one said to have done it, so that a message may name it.

A link is drawn where an actor, a word and an incident hang together; the actor may still be the one that
suffered it, spoke of it, or stands only for a place or a language. Then a message names nobody.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import agents_of, is_passive
from verbale.lint.claims.draft import Draft
from verbale.lint.claims.events import WEAK, event_at
from verbale.lint.claims.parties import NAMED, Bound
from verbale.lint.reading import INSIDE_NAME, Mention, Reading, Seen
from verbale.model.claim import Naming, Tier

if TYPE_CHECKING:
    from spacy.tokens import Token

LANDS = frozenset({"state", "state_adjective", "capital"})
PLACING = frozenset(
    {"in", "at", "within", "inside", "near", "across", "outside", "around", "off", "throughout"}
)
AGAINST = frozenset({"against", "on", "upon"})
LAID = ("link.suspect", "link.attribute", "hedge", "accuse", "report", "assess")
"""Words for what is laid on the party that follows, as suspicion is, and does not befall it."""
HARMING = frozenset({"into", "at", "in", "inside", "within"})
TAKING = frozenset({"from", "of"})
TAKEN = frozenset({"steal", "copy", "take", "theft", "leak", "exfiltrate", "download", "loss"})
TONGUE = frozenset({"speaking", "language", "accent", "accented", "speaker", "speakers", "dialect"})
"""What makes of a nation's name the name of how somebody speaks."""
PRIVATE = frozenset(
    {"company", "firm", "business", "competitor", "rival", "contractor", "employee", "worker", "citizen",
     "national", "resident", "man", "woman", "boy", "girl", "student", "teenager", "buyer", "seller",
     "broker", "speaker", "bank", "university", "hospital", "newspaper"}
)  # fmt: skip
"""People and bodies that are of a country and do not act for it."""
TECHNICAL = ("incident", "hostile", "malware", "agent", "class", "link")
CHARGING = frozenset({"of", "as", "for", "with", "over"})
SPEAKING = ("report.verb", "naming", "assess.verb", "denial.verb", "accuse", "link.attribute")
TOLD = ("report.noun", "assess.noun")
VOICES = LANDS | {"organ", "named", "person", "pointing"}
OWNED = frozenset({"poss", "amod", "compound", "nmod"})
DOING = frozenset({"act", "deed"})
NOMINAL = frozenset({"possessive", "modifier", "by"})
TIED = frozenset({"attributed", "tie", "membership", "sponsor", "resemblance", "origin"})
"""Forms whose words are followed by the party that somebody or something is tied to."""
TOWARDS = frozenset({"at", "to", "on", "towards", "toward", "upon"})
JOINING = frozenset({"to", "towards", "toward", "with", "by", "of", "from"})
SELVES = frozenset({"itself", "themselves", "himself", "herself"})
ORIGIN = "origin"
NEAR = 2
SEATED = frozenset(
    {"government", "leadership", "authority", "authorities", "official", "regime", "ministry", "embassy",
     "consulate", "leader", "ruler", "service"}
)  # fmt: skip
"""Who sits in a place and acts for the state."""
BY_NAME = NAMED | {"named"}
OPENING = 12
QUOTES = frozenset({'"', "“", "‘", "«", "„", "``"})


def naming(reading: Reading, bound: Bound, draft: Draft) -> tuple[Naming, Mention | None]:
    """How surely the draft's actor is the one said to have done it; and who is, where it is another."""
    mention = draft.actor
    if mention is None:
        return Naming.NOBODY, None
    carried = bound.get(mention.head, {mention.head})
    if is_tongue(reading, mention):
        return Naming.NOBODY, None
    verb = reading.doc[draft.trigger.head]
    if draft.tier is Tier.SENTENCE:
        return (Naming.NOBODY if is_aside(reading, mention, draft.trigger) else Naming.LOOSE), None
    verbal = draft.form in DOING or (draft.form == "class" and draft.incident != verb.i)
    if verbal and draft.trigger.plays("hostile.verb", "light.verb", "deed"):
        if _looks_into(reading, draft.trigger, verb):
            return Naming.NOBODY, None
        agents = doers(reading, verb)
        found = _of_agents(reading, mention, carried, agents)
        if found is not Naming.NOBODY:
            return found, None
        other, found = _other_doer(reading, bound, mention, agents, BY_NAME)
        return found, other
    if draft.form in NOMINAL:
        return _of_noun(reading, verb, mention, carried, draft.form), None
    return _of_tie(reading, bound, draft, mention)


def doers(reading: Reading, verb: "Token") -> list["Token"]:
    """Who does what the verb says; of one charged with it that one, not who charges."""
    above = verb.head
    if verb.dep_ == "pcomp" and above.lower_ in CHARGING and not is_passive(above.head):
        charged = [c for c in above.head.children if c.dep_ == "dobj" and c.lower_ not in SELVES]
        if charged:
            return [one for token in charged for one in (token, *token.conjuncts)]
    return list(agents_of(reading, verb))


def _looks_into(reading: Reading, seen: Seen, verb: "Token") -> bool:
    """ "X probes the breach", "X hit the intrusion": whoever does that is not its author."""
    if not seen.plays("hostile.verb.weak"):
        return False
    return any(
        reading.at(noun.i, "link.relation") is not None
        or (reading.at(noun.i, "incident.noun") is not None and event_at(reading, noun) is not None)
        for noun in verb.children
        if noun.dep_ == "dobj"
    )


def _other_doer(
    reading: Reading,
    bound: Bound,
    mention: Mention,
    agents: list["Token"],
    kinds: frozenset[str] = NAMED,
) -> tuple[Mention | None, Naming]:
    """Another party that one of these nouns stands for."""
    for other in reading.mentions:
        if other is not mention and other.kind in kinds and not is_tongue(reading, other):
            found = _of_agents(reading, other, bound[other.head], agents)
            if found is not Naming.NOBODY:
                return other, min(found, Naming.LOOSE)
    return None, Naming.NOBODY


def _of_agents(reading: Reading, mention: Mention, carried: set[int], agents: list["Token"]) -> Naming:
    found = [_stands_for(reading, mention, agent) for agent in agents if agent.i in carried]
    return max(found, default=Naming.NOBODY)


def _stands_for(reading: Reading, mention: Mention, agent: "Token") -> Naming:
    """How well the name stands for the noun that acts: "the GRU", "Orskan hackers", "a firm in Orsk"."""
    if mention.first <= agent.i <= mention.last:
        return Naming.SURE
    if agent.pos_ == "PRON" and _opens_quote(reading, agent):
        return Naming.NOBODY  # '"They sold it," said X': whoever they are, not X
    token = reading.doc[mention.head]
    while token.i != agent.i and token.head.i != token.i:
        if _is_place(token) or _is_home(token, mention):
            return Naming.NOBODY
        token = token.head
        if _is_private(token) and mention.kind in LANDS | {"organ"}:
            return Naming.NOBODY
    return Naming.LOOSE if token.i == agent.i else Naming.SURE


def _is_private(token: "Token") -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in PRIVATE


def _opens_quote(reading: Reading, pronoun: "Token") -> bool:
    opening = pronoun.head.left_edge.i
    around = reading.doc[max(0, opening - 1) : pronoun.i]
    return any(token.text in QUOTES for token in around)


def _of_noun(reading: Reading, noun: "Token", mention: Mention, carried: set[int], form: str) -> Naming:
    """ "Attack by X" and not "attack by a power on X"; "Orskan cyber attack" and not "Orskan rail attack"."""
    if form == "by":
        agents = [
            one
            for prep in noun.children
            if prep.dep_ in {"prep", "agent"} and prep.lower_ == "by"
            for inner in prep.children
            if inner.dep_ == "pobj"
            for one in (inner, *inner.conjuncts)
        ]
        said = noun.head.children if noun.dep_ == "nsubj" else ()
        agents += [c for c in said if c.dep_ == "attr"]  # "the raid was X's"
        return _of_agents(reading, mention, carried, agents)
    between = reading.doc[mention.last + 1 : noun.i]
    for token in between:
        aim = token.dep_ in {"compound", "nmod"} and token.pos_ in {"NOUN", "PROPN"}
        if aim and not reading.at(token.i, *TECHNICAL) and not reading.mention_at(token.i):
            return Naming.NOBODY
    slot = next((c for c in noun.children if c.i in carried and c.dep_ in OWNED), None)
    return _stands_for(reading, mention, slot) if slot is not None else Naming.LOOSE


def _of_tie(reading: Reading, bound: Bound, draft: Draft, mention: Mention) -> tuple[Naming, Mention | None]:
    """Of words that tie: who follows "attributed to", who stands before "is behind", whose "hand" it is."""
    seen, carried = draft.trigger, bound.get(mention.head, {mention.head})
    after = mention.first > seen.last
    if seen.words.startswith("-") or (not after and seen.first <= mention.last):
        return Naming.SURE, None
    if draft.form == "membership" and mention.kind == "capital":
        return Naming.NOBODY, None
    head = reading.doc[seen.head]
    governed = [t for t in _governed(reading, seen) if not _suffers_under(draft.form, t.head.lower_)]
    if after and draft.form in TIED and _follows_to(reading, seen, mention):
        governed.append(reading.doc[mention.head])
    if any(t.i in carried for t in governed):
        own = _of_agents(reading, mention, carried, governed)
        if draft.form == ORIGIN:
            return (Naming.NOBODY if head.lemma_.lower() in TAKEN else Naming.SURE), None
        return own, None
    if draft.form not in TIED - {"sponsor"} and head.pos_ == "VERB":
        agents = [agent for agent in agents_of(reading, head) if agent.i in carried]
        if agents:
            return _of_agents(reading, mention, carried, agents), None
    owners = [c for c in head.children if c.dep_ in OWNED]
    if head.pos_ in {"NOUN", "PROPN"} and any(c.i in carried for c in owners):
        return _of_agents(reading, mention, carried, owners), None
    spoken_of = head.dep_ == "relcl" and head.head.i in carried
    if not spoken_of and is_aside(reading, mention, seen, placed=draft.form != ORIGIN):
        return Naming.NOBODY, None
    verb = reading.doc[reading.clause(seen.head)]
    outside = not after and not verb.left_edge.i <= mention.head <= verb.right_edge.i
    doing = governed if draft.form in TIED else doers(reading, verb) if outside and not spoken_of else []
    other, found = _other_doer(reading, bound, mention, doing)
    if other is not None:
        return found, other
    if spoken_of:
        return _stands_for(reading, mention, head.head), None
    if after and _is_within_the_charge(reading, draft, mention):
        return Naming.NOBODY, None
    return Naming.LOOSE, None


def _is_within_the_charge(reading: Reading, draft: Draft, mention: Mention) -> bool:
    """ "Guilty of passing files to X", "a hand in the raid on X": named in telling what was done."""
    last = reading.doc[draft.trigger.last]
    kinds = {"pcomp", "pobj"} if _suffers_under(draft.form, last.lower_) else {"pcomp"}
    told = (c for c in last.children if c.dep_ in kinds)
    return draft.form not in TIED and any(c.left_edge.i <= mention.head <= c.right_edge.i for c in told)


def _follows_to(reading: Reading, seen: Seen, mention: Mention) -> bool:
    """ "Attributes the raid in June to X": the parse often hangs "to" on a nearer word."""
    follows = [m for m in reading.mentions if m.first > seen.last and _after_to(reading, m)]
    return bool(follows) and follows[0] is mention


def _after_to(reading: Reading, mention: Mention) -> bool:
    return any(t.lower_ == "to" for t in reading.doc[max(0, mention.first - 2) : mention.first])


def _suffers_under(form: str, last: str) -> bool:
    """ "Responsible for X", "a hand in X", "behind X": what follows such words is what was done."""
    return form in {"responsible", "role", "claimed"} and last in {"for", "in", "behind"}


def _governed(reading: Reading, seen: Seen) -> list["Token"]:
    """What follows the words and belongs to them, also where the verb above has the preposition."""
    last, head = reading.doc[seen.last], reading.doc[seen.head]
    found = [c for c in last.children if c.dep_ in {"pobj", "dobj", "attr"} and c.i > last.i]
    for word in dict.fromkeys((last, head)):
        preps = [c for c in word.children if c.dep_ in {"prep", "agent"} and c.lower_ in JOINING]
        found += [c for prep in preps if prep.i > seen.first for c in prep.children if c.dep_ == "pobj"]
    if head.dep_ in {"dobj", "nsubj", "nsubjpass"}:
        preps = [c for c in head.head.children if c.dep_ == "prep" and c.lower_ in TOWARDS]
        found += [c for prep in preps if prep.i > seen.last for c in prep.children if c.dep_ == "pobj"]
    return [one for token in found for one in (token, *token.conjuncts)]


def is_tongue(reading: Reading, mention: Mention) -> bool:
    """ "German-speaking", "a German accent": how somebody speaks, not who it is."""
    after = [token for token in reading.doc[mention.last + 1 : mention.last + 3] if token.text != "-"]
    return mention.kind in LANDS and any(token.lower_ in TONGUE for token in after[:1])


def is_aside(reading: Reading, mention: Mention, seen: Seen, *, placed: bool = True) -> bool:
    """True of a party that suffers the incident, speaks of it, or only says where something is."""
    path = [token for token in _path(reading, mention) if not seen.first <= token.i <= seen.last]
    return (
        is_tongue(reading, mention)
        or _speaks(reading, mention, seen, path)
        or any(_suffers(reading, token) for token in path)
        or (placed and mention.kind in LANDS and any(_is_place(t) and not _pointed(seen, t) for t in path))
        or (placed and any(_is_home(token, mention) for token in path))
    )


def _pointed(seen: Seen, token: "Token") -> bool:
    """ "Pointed the finger at X"."""
    return token.head.lower_ in TOWARDS and seen.first <= token.head.i <= seen.last + NEAR


def _path(reading: Reading, mention: Mention) -> Iterator["Token"]:
    """The name and the nouns above it that it is a part of: "Orsk's", "office" in "Orsk's land office"."""
    token = reading.doc[mention.head]
    yield token
    for _ in range(8):
        head = token.head
        inside = token.dep_ in INSIDE_NAME | {"poss", "conj"}
        if token.dep_ == "pobj" and head.lower_ == "of" and _is_body(reading, head.head):
            head, inside = head.head, True
        if not inside or head.i == token.i or head.pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return
        token = head
        yield token


def _is_body(reading: Reading, token: "Token") -> bool:
    """ "The Ministry of Orsk", "the service of Orsk": a body of the party that follows."""
    return token.pos_ == "PROPN" or reading.at(token.i, "agent.noun", "fault.party") is not None


def _is_place(token: "Token") -> bool:
    """ "A firm in Orsk", and not "the government in Orsgrad", "the embassy in Orsgrad"."""
    if token.dep_ != "pobj" or token.head.lower_ not in PLACING:
        return False
    return token.head.head.lemma_.lower() not in SEATED


def _is_home(token: "Token", mention: Mention) -> bool:
    """ "A man from Orsgrad": the town."""
    return mention.kind == "capital" and token.dep_ == "pobj" and token.head.lower_ == "from"


def _suffers(reading: Reading, token: "Token") -> bool:
    """What an incident befalls: "the attack on X", "the theft from X", "X was hacked"."""
    head = token.head
    if token.dep_ == "pobj":
        over, join = head.head, head.lower_
        event = event_at(reading, over) is not None or reading.at(over.i, WEAK, "hostile.verb") is not None
        aimed = over.pos_ == "NOUN" and not reading.at(over.i, *LAID)
        if join in AGAINST and (event or aimed):
            return True
        if join in HARMING and event:
            return True
        suffered = reading.at(over.i, "incident.suffered") is not None
        return join in TAKING and (suffered or over.lemma_.lower() in TAKEN)
    return token.dep_ in {"dobj", "nsubjpass"} and reading.at(head.i, "hostile.verb") is not None


def _speaks(reading: Reading, mention: Mention, seen: Seen, path: list["Token"]) -> bool:
    """Who says, names, finds or denies it: "X said", "according to X", "X's claims", "the finding of X"."""
    if mention.kind not in VOICES:
        return False
    if _announces(reading, mention):
        return True
    for token in path:
        told = reading.at(token.i, *TOLD)
        if told and not mention.first <= token.i <= mention.last:
            return True
        head = token.head
        if token.dep_ == "nsubj" and not is_passive(head) and reading.at(head.i, *SPEAKING):
            within = token.left_edge.i <= seen.head <= token.right_edge.i
            claims = reading.at(head.i, "link.responsible", "link.claim", "hedge") is not None
            return not within and (not claims or any(c.dep_ == "ccomp" for c in head.children))
        if token.dep_ == "pobj":
            over = head.head
            if head.lower_ == "to" and "according" in {over.lower_, head.nbor(-1).lower_ if head.i else ""}:
                return True
            if head.lower_ == "by" and is_passive(over) and reading.at(over.i, *SPEAKING):
                return True
            plain = event_at(reading, token) is None and not reading.at(token.i, "link")
            if head.lower_ == "of" and plain and reading.at(over.i, *TOLD):
                return True
    return False


def _announces(reading: Reading, mention: Mention) -> bool:
    """ "Foreign Ministry of Orsk: ...": whose words follow."""
    colon = next((t.i for t in reading.doc[:OPENING] if t.text == ":"), None)
    if colon is None or mention.last >= colon:
        return False
    return all(token.pos_ not in {"VERB", "AUX"} for token in reading.doc[:colon])
