"""Threats, punishment and reserved responses, and in one pass with them terms of threshold."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.arguments import objects_of
from verbale.lint.claims import reckoning, retribution, threshold
from verbale.lint.claims.absolutes import told
from verbale.lint.claims.borne import borne
from verbale.lint.claims.draft import Draft, draft
from verbale.lint.claims.idioms import PARTIES, STRUCK, in_its_sense
from verbale.lint.claims.threshold import ONTO, POINTERS
from verbale.lint.gate import Needs, actors, either, phrased, without, words
from verbale.lint.reading import Mention, Reading, Seen
from verbale.model.claim import Kind

if TYPE_CHECKING:
    from spacy.tokens import Token

EXEMPT = ("threat.exempt", "threshold.exempt")
WEAK = ("threat.weak", "threat.noun.weak", "threat.punish.weak", "threat.punish.noun.weak")
MEASURES = ("threat.punish.noun", "threat.punish.weak")
WRONGDOER = ("agent.bare",)
OURS = frozenset(
    {
        "we",
        "they",
        "he",
        "she",
        "president",
        "minister",
        "premier",
        "government",
        "alliance",
        "allies",
        "league",
        "bloc",
        "coalition",
        "cabinet",
    }
)
STATES = frozenset({"state", "capital", "organ"})
OPEN = frozenset({"could", "may", "might", "if"})
ANSWERING = frozenset({"to account", "to justice"})
CALLED = frozenset({"bring", "hold", "call", "take", "deliver", "haul", "come", "face", "send"})
ANYONE = frozenset({"those", "anyone", "whoever", "perpetrators"})
TOWARDS = frozenset({"on", "against", "for", "to", "of", "from"})
LISTING = frozenset({"sanction", "designate", "blacklist", "expel"})
LISTED = frozenset(
    {
        "individual",
        "entity",
        "person",
        "company",
        "firm",
        "official",
        "national",
        "bank",
        "officer",
        "member",
        "operative",
        "leader",
        "hacker",
        "actor",
        "affiliate",
        "developer",
        "facilitator",
    }
)
SIDES = (*STRUCK, "agent", "provocation", "conduct.noun", "fault.party")
"""What a reply can be to besides a party named: "a response to the needs of Orsk" is to none."""
REPLIES = frozenset({"respond", "response"})
DIRECTED = frozenset({"against", "on"})
LOADING = frozenset(
    {"impose", "raise", "exact", "inflict", "pay", "bear", "face", "increase", "carry", "levy", "suffer",
     "have", "set", "put", "attach", "risk", "make", "bring", "demand", "extract"}
)  # fmt: skip
"""What is done with a cost or a price that somebody is made to bear."""
OFFICES = frozenset(
    {"office", "unit", "file", "lawyer", "rule", "coordinator", "co-ordinator", "notice", "regulation",
     "team", "expert", "adviser", "department", "desk", "screening", "check", "monitor", "committee",
     "paper", "act"}
)  # fmt: skip
BURDENS = frozenset({"consequence", "cost", "price"})
BY_FRAME = (
    "weak", "noun.weak", "punish.weak", "punish.noun", "exempt", "fate", "suffer", "pursuit", "told",
    "impunity", "invited", "stern",
)  # fmt: skip
"""Words of threat that need more than themselves."""
_WEAK_NEEDS = (frozenset(WEAK), without("deescalation", "lapsed"))
NEEDS: Needs = (
    (f"threat but {'/'.join(BY_FRAME)}",),
    *retribution.NEEDS,
    *reckoning.NEEDS,
    ("threat.punish.noun but weak", without("lapsed")),
    (*_WEAK_NEEDS, frozenset({*WRONGDOER, *actors(*PARTIES)})),
    (*_WEAK_NEEDS, words(*ANYONE)),
    (*_WEAK_NEEDS, either(*(phrased(role, LISTING.__contains__) for role in WEAK))),
    ("response.reserve",),
    *threshold.NEEDS,
)


def escalations(reading: Reading) -> Iterator[Draft]:
    """Every threat and threshold term of the sentence; of overlapping ones the longest only."""
    kept: list[Seen] = []
    for seen in sorted(
        reading.all("threat", "response.reserve", "threshold"), key=lambda s: (s.first - s.last, s.first)
    ):
        if seen.plays(*EXEMPT) or _holds_exempt(reading, seen) or not _counts(reading, seen):
            continue
        if any(seen.first <= other.last and other.first <= seen.last for other in kept):
            continue
        kept.append(seen)
        if seen.plays("threshold"):
            form = "war" if seen.plays("threshold.war") else "legal"
            yield draft(reading, Kind.THRESHOLD, form, seen, tokens=_term(reading, seen))
        else:
            claim = draft(reading, Kind.THREAT, _form(seen), seen, tokens=_around(reading, seen))
            yield told(claim) if seen.plays(reckoning.IMPUNITY) else claim


def _holds_exempt(reading: Reading, seen: Seen) -> bool:
    """ "Agreed to lift sanctions": a phrase with a gap around words that are no threat."""
    return any(seen.first <= other.first and other.last <= seen.last for other in reading.all(*EXEMPT))


def _form(seen: Seen) -> str:
    if seen.plays("response.reserve"):
        return "reserve"
    return "punishment" if seen.plays("threat.punish") else "threat"


def _counts(reading: Reading, seen: Seen) -> bool:
    if seen.plays(*retribution.ROLES):
        return retribution.announced(reading, seen)
    if seen.plays(*reckoning.ROLES):
        return reckoning.reckoned(reading, seen) and not borne(reading, seen)
    if seen.plays(reckoning.LAW) or borne(reading, seen):
        return False
    if seen.words.startswith("make ...") and not _caused(reading, seen):
        return False
    if seen.words.split()[-1] in DIRECTED and not _at_somebody(reading, seen):
        return False
    if seen.words in ANSWERING and not _made_to_answer(reading, seen):
        return False
    if (
        _half_a_word(reading, seen)
        or _named_as(reading, seen)
        or _a_name(reading, seen)
        or not in_its_sense(reading, seen)
    ):
        return False
    if seen.plays("threshold"):
        return threshold.crossed(reading, seen)
    if not seen.plays("threat.punish") and _feared(reading, seen):
        return False
    if reading.doc[seen.head].lemma_ == "expel" and reading.any("status.noun") is not None:
        return False  # "the intruders were expelled from our systems"
    if seen.plays(MEASURES[0]) and _of_an_office(reading, seen):
        return False
    if seen.plays("response.reserve.weak"):
        return _responds(reading, seen)
    if seen.plays(*WEAK):
        if seen.cue.entry.pos == "noun" and reading.doc[seen.head].pos_ == "VERB":
            return False
        party = _party(reading, seen)
        return party is not None and reading.any("deescalation") is None and not _past_matter(reading, seen)
    return not (seen.plays(*MEASURES) and _past_matter(reading, seen))


def _half_a_word(reading: Reading, seen: Seen) -> bool:
    """ "Impose cost-sharing": the cue ends within a compound."""
    after = reading.doc[seen.last + 1 : seen.last + 2].text
    return after == "-" and not reading.doc[seen.last].whitespace_


def _a_name(reading: Reading, seen: Seen) -> bool:
    """ "The Red Line runs to the harbour": written like a name, amid words that are not."""
    words = reading.doc[seen.first : seen.last + 1]
    others = [t for t in reading.doc[max(0, seen.first - 3) : seen.last + 4] if t.is_alpha]
    return (
        len(words) > 1
        and not seen.plays("threshold")
        and all(t.text.istitle() and t.pos_ in {"PROPN", "NOUN", "ADJ"} for t in words)
        and any(t.text.islower() and len(t) > 3 for t in others)
    )


def _at_somebody(reading: Reading, seen: Seen) -> bool:
    """ "Put pressure on Orsgrad", "take action against them": not on prices."""
    prep = reading.doc[seen.last]
    return prep.dep_ != "prep" or any(
        c.pos_ in {"PRON", "DET", "PROPN"}
        or reading.at(c.i, "agent", "provocation.person")
        or any(t.lower_ in ANYONE or reading.mention_at(t.i) is not None for t in c.subtree)
        for c in prep.children
    )


def _caused(reading: Reading, seen: Seen) -> bool:
    """ "Make them pay"; not "make it open to anybody willing to pay"."""
    deed = reading.doc[seen.last]
    return (
        deed.pos_ == "VERB"
        and seen.first in {deed.head.i, deed.head.head.i}
        and deed.dep_ in {"ccomp", "xcomp", "conj", "advcl"}
    )


def _feared(reading: Reading, seen: Seen) -> bool:
    """ "Orsk could take action against us", "if Orsk retaliates": what others might do threatens nobody."""
    verb = reading.doc[seen.head]
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    theirs = any((m := reading.mention_at(c.i)) is not None and m.kind in STATES for c in subjects)
    return theirs and any(c.lower_ in OPEN for c in verb.children if c.dep_ in {"aux", "mark"})


def _made_to_answer(reading: Reading, seen: Seen) -> bool:
    """ "Brought to justice"; not "the right to justice", nor "open to account takeover"."""
    prep = reading.doc[seen.first]
    return prep.head.lemma_ in CALLED and reading.doc[seen.last].dep_ == "pobj"


def _named_as(reading: Reading, seen: Seen) -> bool:
    """ "Designated as the lead body" honours; "designated as a terrorist group" punishes."""
    head = reading.doc[seen.head]
    if not head.lemma_.lower().startswith("designat"):
        return False
    things = [c for prep in head.children if prep.lower_ == "as" for c in prep.subtree]
    return bool(things) and not any(
        c.lemma_.lower() in {"terrorist", "terrorism", "undesirable"} for c in things
    )


def _of_an_office(reading: Reading, seen: Seen) -> bool:
    """ "The sanctions unit", "the Cyber (Sanctions) Regulations": named after the measure."""
    noun = reading.doc[seen.last]
    after = reading.doc[seen.last + 1 : seen.last + 2].text
    return (
        noun.dep_ == "compound" and noun.head.i == noun.i + 1 and noun.head.lemma_.lower() in OFFICES
    ) or (after == ")" and noun.text.istitle())


def _party(reading: Reading, seen: Seen) -> int | None:
    """Whom a weak word is turned against: a state, a group or "those responsible" as its object."""
    head = reading.doc[seen.head]
    targets = list(objects_of(head)) if head.pos_ == "VERB" else []
    if head.lemma_.lower() in REPLIES and targets:
        targets = [one for one in targets if one.head.i == head.i or one.head.head.i == head.i]
    if _of_goods(seen, head):
        return None
    if head.pos_ != "VERB":
        for prep in head.children:
            if prep.dep_ == "prep" and prep.lower_ in (ONTO if head.lemma_.lower() in BURDENS else TOWARDS):
                targets += [c for c in prep.children if c.dep_ == "pobj"]
    for target in targets:
        if reading.at(target.i, *WRONGDOER) or target.lower_ in ANYONE:
            return target.i
        if seen.words in LISTING and (target.lemma_.lower() in LISTED or target.like_num):
            return target.i
        reply = head.lemma_.lower() in REPLIES and not reading.at(target.i, *SIDES)
        for token in target.subtree:
            if reply and token.i > target.i:
                break
            mention = reading.mention_at(token.i)
            owner = head.pos_ == "VERB" and token.pos_ == "PRON" and token.dep_ == "poss"
            if mention is not None and _is_party(mention) and not owner and token.i - target.i <= 3:
                return token.i
    return None


def _of_goods(seen: Seen, noun: "Token") -> bool:
    """ "Undercut prices on timber", "as a measure of its will": nothing that anybody is made to bear."""
    if noun.lemma_.lower() == "measure":
        return any(c.lower_ == "of" for c in noun.children)
    return noun.lemma_.lower() in BURDENS and noun.dep_ == "dobj" and noun.head.lemma_.lower() not in LOADING


def _is_party(mention: Mention) -> bool:
    return mention.kind in PARTIES


def _responds(reading: Reading, seen: Seen) -> bool:
    """ "We will respond" to an attack, a party or nothing named; not to letters, and not a bank."""
    verb = reading.doc[seen.last]
    verb = verb if verb.pos_ in {"VERB", "AUX"} else reading.doc[seen.head]
    for prep in verb.children:
        if prep.dep_ == "prep" and prep.lower_ == "to":
            targets = [w for t in prep.children if t.dep_ == "pobj" for w in t.subtree if w.i <= t.i]
            if not any(_strikes(reading, word) for word in targets):
                return False
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    return not subjects or any(_could_strike_back(reading, subject) for subject in subjects)


def _strikes(reading: Reading, word: "Token") -> bool:
    mention = reading.mention_at(word.i)
    return (
        word.lower_ in POINTERS
        or bool(reading.at(word.i, *STRUCK))
        or (mention is not None and _is_party(mention))
    )


def _could_strike_back(reading: Reading, subject: "Token") -> bool:
    mention = reading.mention_at(subject.i)
    return (
        subject.lower_ in OURS or subject.lower_ == "response" or (mention is not None and _is_party(mention))
    )


def _past_matter(reading: Reading, seen: Seen) -> bool:
    """Measures of an earlier year, and measures that have ended."""
    if reading.any("lapsed"):
        return True
    return any(
        token.ent_type_ == "" and token.text.isdigit() and len(token.text) == 4 and token.text < "2100"
        and token.head.lower_ in {"in", "of", "since"}
        for token in reading.doc
    )  # fmt: skip


def _term(reading: Reading, seen: Seen) -> list[int]:
    strike = threshold.strike(reading, seen) if seen.plays("threshold.assault") else None
    if seen.plays(reckoning.BREACH):
        strike = reckoning.broken(reading, seen)
    return [seen.first, seen.last, *([strike] if strike is not None else [])]


def _around(reading: Reading, seen: Seen) -> list[int]:
    """The cue and the nearest object, so that the words shown make sense."""
    head = reading.doc[seen.head]
    if seen.plays(reckoning.IMPUNITY):
        refused = reckoning.refused(reading, seen)
        return [seen.first, seen.last] if refused is None else [max(refused - 1, 0), seen.last]
    objects = [c.i for c in head.children if c.dep_ in {"dobj", "nsubjpass"} and abs(c.i - head.i) <= 4]
    return [seen.first, seen.last, *objects[:1]]
