"""Costs, consequences and sanctions told of as borne, by whoever suffers or pays: they threaten nobody."""

from typing import TYPE_CHECKING

from verbale.lint.reading import Reading, Seen

if TYPE_CHECKING:
    from spacy.tokens import Token

BEARING = frozenset({"pay", "suffer", "bear", "face", "carry", "shoulder", "meet", "absorb"})
BRINGING = frozenset({"have", "bring", "cause", "produce", "entail", "create"})
DUES = frozenset({"cost", "price", "bill", "toll"})
BLAMED = frozenset({"this", "that", "it", "what", "its", "their", "his", "her", "these", "those", "such"})
WRONGS = ("hostile", "incident.noun")
PENALTIES = "threat.punish.noun"
COMPLAINING = frozenset(
    {"suffer", "endure", "exploit", "abuse", "misuse", "withstand", "survive", "overcome", "undergo",
     "revoke", "discontinue", "end", "maintain",
     "avoid", "escape", "evade",
     "deplore", "denounce", "regret", "criticise", "criticize", "lament", "decry", "protest", "oppose"}
)  # fmt: skip
"""Verbs whose object is there already, and unwelcome."""
HURTING = frozenset(
    {"hurt", "harm", "hamper", "hinder", "impede", "affect", "deprive", "undermine", "aggravate",
     "exacerbate", "damage", "worsen", "violate", "contravene", "obstruct", "impoverish",
     "strangle", "suffocate", "starve", "cripple", "ruin"}
)  # fmt: skip
ENDED = frozenset(
    {"end", "use", "means", "form", "lifting", "burden", "suffering", "effect", "impact", "weight"}
)
EXISTING = frozenset(
    {"cost", "have", "result", "cause", "become", "do", "penalise", "penalize", "serve", "last", "fail",
     "work", "remain", "apply", "stay", "make", "resolve"}
)  # fmt: skip
"""What is said of penalties that are there, where "follow" and "await" announce them."""
AGAINST = frozenset({"against", "on"})
AT_WAR = frozenset({"at war", "on a war footing"})
SUBJECTS = frozenset({"nsubj", "csubj"})


def borne(reading: Reading, seen: Seen) -> bool:
    """True of burdens of those who speak or were struck, effects, bills and penalties in force."""
    head = reading.doc[seen.head]
    if head.lemma_ in BEARING and head.pos_ == "VERB" and (_by_the_struck(reading, head) or _bearing(head)):
        return True
    if seen.words in AT_WAR:
        return _on_the_ground(head)
    if seen.words == "have consequences":
        return any(_had(reading, c) for c in head.children if c.dep_ == "dobj")
    if head.pos_ != "NOUN":
        return False
    if head.lemma_.lower() == "consequence":
        return _had(reading, head)
    if head.lemma_.lower() in DUES:
        return _billed(reading, head)
    return seen.plays(PENALTIES) and _in_force(head)


def _by_the_struck(reading: Reading, verb: "Token") -> bool:
    """ "Users pay the price": borne by those who were struck."""
    while verb.dep_ == "xcomp" and not any(c.dep_ == "nsubj" for c in verb.children):
        verb = verb.head
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return any(one.lower_ in {"we", "you", "i"} or reading.at(one.i, "status.noun") for one in subjects)


def _bearing(verb: "Token") -> bool:
    """ "Small towns bear the consequences", "is paying a heavy price": told, not foretold."""
    told = verb.tag_ in {"VBZ", "VBP", "VBD"} or any(
        c.dep_ == "aux" and c.tag_ in {"VBZ", "VBP", "VBD"} for c in verb.children
    )
    return told and not _ahead(verb) and verb.lemma_ in {"pay", "suffer", "bear"}


def _had(reading: Reading, noun: "Token") -> bool:
    """ "The drought has had severe consequences": effects that came, not what somebody will have to face."""
    verb = noun.head
    possible = any(c.lower_ == "can" for c in verb.children)
    if noun.dep_ != "dobj" or verb.lemma_ not in BRINGING or (_ahead(verb) and not possible):
        return False
    if verb.tag_ in {"VBD", "VBN", "VBG"}:
        return True
    struck = [c for up in (noun, verb) for prep in up.children if prep.lower_ == "for" for c in prep.children]
    if not any(reading.mention_at(c.i) for c in struck):
        return bool(struck)
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    return bool(subjects) and not any(of_somebody(reading, one) for one in subjects)


def of_somebody(reading: Reading, subject: "Token") -> bool:
    """A party, an act of its or a word that points at one: what has consequences for others as a threat."""
    if subject.pos_ in {"PRON", "DET"} or reading.at(subject.i, *WRONGS, "conduct.noun", "provocation.act"):
        return True
    return any(reading.mention_at(token.i) for token in subject.subtree)


def _billed(reading: Reading, noun: "Token") -> bool:
    """ "Must bear the heavy cost of schooling": a bill, unless it is for a wrong or for somebody's choice."""
    if noun.dep_ == "dobj" and noun.head.lemma_ not in BEARING:
        return False
    things = [c for prep in noun.children if prep.lower_ == "of" for c in prep.children]
    return any(c.dep_ in {"pobj", "pcomp"} for c in things) and not any(
        t.lower_ in BLAMED or reading.at(t.i, *WRONGS) for c in things for t in (c, *c.children)
    )


def _in_force(noun: "Token") -> bool:
    """ "They exploit the sanctions", "the embargo hurts farmers": there already, and complained of."""
    verb = noun.head
    if noun.dep_ == "pobj" and (verb.lower_ == "of" or (verb.lower_ == "to" and verb.head.lemma_ == "end")):
        return verb.head.lemma_ in ENDED
    if any(c.lower_ in AGAINST and _is_us(c) for c in noun.children):
        return True
    if noun.dep_ == "pobj" and verb.lower_ in {"from", "under", "against", "by"}:
        return verb.lower_ == "under" or verb.head.lemma_ in {
            "suffer",
            "protest",
            "labour",
            "labor",
            "cause",
            "hurt",
        }
    if noun.dep_ == "dobj":
        return verb.lemma_ in COMPLAINING
    if noun.dep_ not in SUBJECTS or _ahead(verb):
        return False
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    judged = verb.lemma_ == "be" and any(c.dep_ == "acomp" for c in verb.children)
    return judged or verb.lemma_ in HURTING or verb.lemma_ in EXISTING


def _is_us(prep: "Token") -> bool:
    return any(c.lower_ == "us" or any(t.lower_ == "our" for t in c.children) for c in prep.children)


def _on_the_ground(prep: "Token") -> bool:
    """ "Countries at war", "were at war for ten years": a war that is or was, no figure of speech."""
    verb = prep.head
    if verb.pos_ in {"NOUN", "PROPN"} or prep.dep_ == "conj":
        return True
    lasting = any(c.lower_ in {"for", "since", "until", "still"} for c in verb.children)
    return lasting or verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ == "aux")


def _ahead(verb: "Token") -> bool:
    """With a modal on the verb, or on one that it completes."""
    if any(c.tag_ == "MD" for c in verb.children):
        return True
    return verb.dep_ in {"xcomp", "conj"} and verb.head.i != verb.i and _ahead(verb.head)
