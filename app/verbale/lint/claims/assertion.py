"""Whether a clause tells a fact, rather than advice, an aim, a condition, a rule or a question."""

from typing import TYPE_CHECKING

from verbale.lint.nobody import nobody
from verbale.lint.reading import Reading
from verbale.lint.scope import scope_of
from verbale.model.claim import Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
ASIDE = frozenset({"if", "whether", "unless", "until", "till", "once", "lest", "when", "whenever", "before"})
PREDICATIVE = frozenset({"acomp", "attr", "oprd"})
ABILITY = "norm.modal.ability"
UNTOLD = frozenset({Standing.CONDITIONAL, Standing.NORM, Standing.ASKED, Standing.HEDGED, Standing.OPEN})
WISHES = frozenset(
    {"ensure", "want", "hope", "wish", "check", "verify", "ask", "need", "claim", "pretend", "doubt"}
)
CHECKS = frozenset({"check", "verify"})
"""What is still to come in "verify that", and done in "we have verified that"."""


def verb_of(token: "Token") -> "Token":
    """The verb or copula that a predicate word hangs by: "were" for "at risk" in "were never at risk"."""
    while (token.pos_ not in {"VERB", "AUX"} or token.dep_ in PREDICATIVE) and token.head.i != token.i:
        token = token.head
    return token


def subject_of(verb: "Token") -> "Token | None":
    """The subject, shared or not; of a participle or relative clause the noun it stands on."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    for child in (*verb.children, *(c for helper in helpers for c in helper.children)):
        if child.dep_ in SUBJECTS:
            if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                return verb.head
            return child
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return subject_of(verb.head)
    if verb.dep_ == "acl":
        return verb.head
    return None


def inverted(verb: "Token") -> bool:
    """True of the participle in "at no time were the files copied", which the parser hangs under "were"."""
    under = verb.tag_ == "VBN" and verb.dep_ == "ccomp" and verb.head.lemma_ == "be"
    return under and not any(c.dep_ in SUBJECTS for c in verb.head.children)


def asserted(reading: Reading, verb: "Token") -> bool:
    """True when the clause of the verb is told as a fact of this matter."""
    if not _finite(verb) or standing_of(reading, verb.i) in UNTOLD:
        return False
    token = verb
    while True:
        if token.dep_ == "advcl" and any(
            c.dep_ in {"mark", "advmod"} and c.lower_ in ASIDE for c in token.children
        ):
            return False
        if any(c.dep_ == "mark" and c.lower_ in {"if", "whether"} for c in token.children):
            return False
        if token.dep_ == "relcl" and _restricts(token):
            return False
        if token.head.i == token.i:
            return True
        head = token.head
        if token.dep_ in {"ccomp", "xcomp"} and _withholds(head) and not _speaks(reading, token):
            return False
        token = head


def standing_of(reading: Reading, index: int) -> Standing:
    """The standing of a token, where "can" of ability makes no rule: "I can say that"."""
    scope = scope_of(reading, index)
    scope.norm = [seen for seen in scope.norm if not seen.plays(ABILITY)]
    scope.hedge = [seen for seen in scope.hedge if seen.words != "could have"]
    return scope.standing


def _finite(verb: "Token") -> bool:
    """Present or past with a subject; not "to secure", "securing", "must secure", "secure your account"."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.tag_ in {"MD", "TO"} and child.lower_ != "could" for child in helpers):
        return False
    if any(child.lower_ == "could" for child in helpers):
        perfect = any(child.lower_ == "have" for child in helpers)
        return perfect or any(child.lower_ in {"at", "never"} for child in verb.children)
    if verb.tag_ in {"VBZ", "VBP", "VBD"} or any(child.tag_ in {"VBZ", "VBP", "VBD"} for child in helpers):
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"} and not helpers:
        return verb.tag_ == "VBN" and _finite(verb.head)
    return verb.tag_ == "VBN" and (bool(helpers) or verb.dep_ == "ROOT" or inverted(verb))


def _restricts(verb: "Token") -> bool:
    """ "breaches that expose nothing": tells which ones are meant, where ", which ..." tells a fact."""
    first = next(iter(verb.subtree))
    before = first.nbor(-1) if first.i else first
    return before.text not in {",", "-", "–", "—", "("}


def hoped(reading: Reading, verb: "Token") -> bool:
    """True when a governor hopes, asks or doubts what the verb says, or a condition holds it."""
    token = verb
    while token.head.i != token.i and token.dep_ != "parataxis":
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in ASIDE for c in token.children):
            return True
        if token.dep_ in {"ccomp", "xcomp"} and _withholds(token.head) and not _speaks(reading, token):
            return True
        token = token.head
    return scope_of(reading, verb.i).standing in {Standing.CONDITIONAL, Standing.ASKED, Standing.OPEN}


def _speaks(reading: Reading, verb: "Token") -> bool:
    """ "We want to stress that": the wish is to say it, and it is said."""
    return verb.dep_ == "xcomp" and bool(reading.at(verb.i, "report.verb"))


def _withholds(head: "Token") -> bool:
    """True of "make sure that", "we hope that", "we do not say that"."""
    if any(child.dep_ == "neg" for child in head.children) or nobody(head):
        return True
    if head.tag_ == "VBG" and head.dep_ == "advcl":
        return False
    if head.lemma_.lower() in CHECKS and head.tag_ in {"VBD", "VBN"}:
        return False
    return head.lemma_.lower() in WISHES or _makes_sure(head)


def _makes_sure(head: "Token") -> bool:
    made = head.lower_ == "sure" and head.head.lemma_.lower() == "make"
    return made or (head.lemma_.lower() == "make" and any(c.lower_ == "sure" for c in head.children))
