"""What has a word in its scope: negation, hedges, reports, conditions, questions, norms, bounds.

The walk goes from a word up to the root and asks each governor what it does to its complement, as event
factuality does (Sauri and Pustejovsky 2009; Karttunen 1971 on implicatives). A relative clause makes a
statement of its own, so the walk ends there.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from verbale.lint.nobody import NOBODY, SUBJECTS, nobody, none_of
from verbale.lint.quoting import within_quotes
from verbale.lint.reading import Reading, Seen
from verbale.lint.rejecting import called_false
from verbale.model.claim import Standing

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLEMENTS = frozenset(
    {
        "ccomp",
        "xcomp",
        "acl",
        "pcomp",
        "csubj",
        "csubjpass",
        "oprd",
        "acomp",
        "attr",
        "parataxis",
        "advcl",
        "dep",
    }
)
NOMINAL = frozenset(
    {
        "dobj",
        "pobj",
        "nsubj",
        "nsubjpass",
        "appos",
        "conj",
        "compound",
        "nmod",
        "prep",
        "agent",
        "dative",
        "amod",
        "poss",
    }
)
OWN_WORDS = frozenset({"we", "i", "our", "us"})
QUESTION_TAGS = frozenset({"WRB", "WP", "WDT"})
SOFTENING = frozenset({"hedge", "report", "assess", "link.evidence", "condition", "norm.modal"})
"""Roles without one of which nothing is hedged, reported or assessed."""
GOVERNORS = ("denial", "nonattribution", "report", "assess", "hedge", "link.evidence")
COPULAS = frozenset({"be", "seem", "appear", "look", "remain", "become"})
SURE = frozenset({"doubt", "question", "secret", "coincidence", "accident", "surprise", "wonder", "mistake"})
"""What "no" makes surer: "no doubt that X did it"."""
DOUBTS = frozenset({"doubt", "dispute", "question", "deny", "contest", "challenge"})
NEAR = 3
FOLLOWING = 12


@dataclass(slots=True)
class Scope:
    """The cues that have a word in their scope, by what they do to it."""

    negation: list[Seen | str] = field(default_factory=list)
    denial: list[Seen] = field(default_factory=list)
    open: list[Seen] = field(default_factory=list)
    condition: list[Seen] = field(default_factory=list)
    norm: list[Seen] = field(default_factory=list)
    hedge: list[Seen] = field(default_factory=list)
    report: list[Seen] = field(default_factory=list)
    assess: list[Seen] = field(default_factory=list)
    own: Seen | None = None
    asked: bool = False
    source: str | None = None
    """Whose word it is: ``own``, ``named`` or ``unnamed``; None when nobody is quoted."""

    @property
    def rhetorical(self) -> bool:
        """A negated question ("is this not an act of war?") suggests what it negates."""
        return self.asked and bool(self.negation) and not self.denial

    @property
    def standing(self) -> Standing:
        """The one standing that all these cues leave, the strongest exclusion first."""
        negative = bool(self.negation) != bool(self.denial)
        if self.open:
            return Standing.OPEN
        if self.asked and self.denial and not self.negation:
            return Standing.ASKED  # "do you rule out that X did it?" suggests it
        if negative and not self.rhetorical:
            return Standing.DENIED if self.denial else Standing.NEGATED
        if self.negation and self.denial:
            return Standing.HEDGED  # "cannot be ruled out"
        order = (
            (self.condition, Standing.CONDITIONAL),
            (self.norm, Standing.NORM),
            (self.asked and not self.rhetorical, Standing.ASKED),
            (self.hedge, Standing.HEDGED),
            (self.report, Standing.REPORTED),
            (self.assess, Standing.ASSESSED),
        )
        return next((standing for cues, standing in order if cues), Standing.FLAT)

    @property
    def cues(self) -> tuple[Seen, ...]:
        """Every cue that decided, in reading order."""
        groups = (
            self.negation,
            self.denial,
            self.open,
            self.condition,
            self.norm,
            self.hedge,
            self.report,
            self.assess,
        )
        seen = {cue.first: cue for group in groups for cue in group if isinstance(cue, Seen)}
        return tuple(seen[index] for index in sorted(seen))


def scope_of(reading: Reading, index: int, cue: Seen | None = None) -> Scope:
    """What has the token in its scope; a negation within ``cue`` ("will not tolerate") is part of it."""
    scope = Scope(own=cue)
    token = reading.doc[index]
    _local(reading, token, scope, start=index)
    _adjectives(reading, token, scope)
    apart = False
    while token.head.i != token.i and (token.dep_ != "relcl" or _is_told(reading, token)):
        child, token = token, token.head
        if _apart(reading, child.i, token.i):
            apart = True
            break
        if child.dep_ in {*COMPLEMENTS, "relcl"} or (child.dep_ == "conj" and _shares(child)):
            _governor(reading, child, token, scope)
            if child.dep_ != "conj" or not _own_subject(child):
                _local(reading, token, scope, start=index, above=child)
        elif child.dep_ in NOMINAL:
            _over_noun(reading, child, token, scope)
    scope.asked = not apart and _asks(reading, token)
    _frames(reading, index, scope)
    return scope


def _apart(reading: Reading, one: int, other: int) -> bool:
    """True when a semicolon stands between: what comes after it is said by itself."""
    return any(token.text == ";" for token in reading.doc[min(one, other) : max(one, other)])


def own_scope(reading: Reading, index: int) -> Scope:
    """What stands on a noun itself ("alleged", "no"): all that reaches what a possessive presupposes."""
    scope = Scope()
    _adjectives(reading, reading.doc[index], scope)
    return scope


def _is_told(reading: Reading, verb: "Token") -> bool:
    """A clause parsed as relative that is none: "confidence that X did it", "it was X that did it"."""
    if any(c.dep_ == "mark" for c in verb.children):
        return True
    noun = verb.head
    if reading.at(noun.i, "hedge.noun", "assess", "report.noun", "link.evidence"):
        that = next(iter(verb.subtree))
        return that.lower_ == "that" and that.dep_ != "nsubj"
    copula = noun.head
    return (
        noun.dep_ == "attr"
        and copula.lemma_ == "be"
        and any(c.dep_ == "nsubj" and c.lower_ == "it" for c in copula.children)
    )


def _shares(child: "Token") -> bool:
    return child.pos_ in {"VERB", "AUX", "NOUN", "ADJ", "PROPN"}


def _own_subject(child: "Token") -> bool:
    return any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in child.children)


def _local(
    reading: Reading, token: "Token", scope: Scope, *, start: int, above: "Token | None" = None
) -> None:
    """Adverbs, auxiliaries, markers and negation that hang on the token itself."""
    for child in token.children:
        if above is not None and child.i == above.i:
            continue
        seen = reading.at(
            child.i, "hedge.modal", "norm.modal", "hedge.adverb", "report.frame", "condition", "negation"
        )
        if child.dep_ == "neg" or (
            seen and seen.plays("negation") and child.dep_ in {"advmod", "det", "preconj", "cc"}
        ):
            _add_negation(reading, child, scope)
        if seen is None:
            continue
        if seen.plays("hedge.modal") and child.dep_ in {"aux", "auxpass"}:
            scope.hedge.append(seen)
        elif seen.plays("norm.modal") and child.dep_ in {"aux", "auxpass"}:
            # "should have breached" tells hearsay, "should breach" a duty
            perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in token.children)
            (scope.hedge if perfect else scope.norm).append(seen)
        elif seen.plays("hedge.adverb.calibrated"):
            scope.assess.append(seen)
        elif seen.plays("hedge.adverb") and child.dep_ in {"advmod", "npadvmod", "amod"}:
            scope.hedge.append(seen)
        elif seen.plays("report.frame"):
            scope.report.append(seen)
        elif (
            seen.plays("condition")
            and child.dep_ in {"mark", "advmod"}
            and (above is None or child.i < above.i or token.dep_ != "ROOT")
        ):
            if seen.words == "whether":
                scope.open.append(seen)
            else:
                (scope.hedge if _is_past(token) else scope.condition).append(seen)
    for child in token.children if above is None else ():
        nouns = child.children if child.dep_ in {"prep", "agent"} else (child,)
        if child.dep_ in {*SUBJECTS, "dobj", "attr", "prep", "agent"}:
            for word in filter(None, map(none_of, nouns)):
                _add_negation(reading, word, scope)


def _is_past(verb: "Token") -> bool:
    """ "If it was X" insinuates about this incident; "if a state attacks" is policy."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    now = any(c.lemma_ == "be" and c.tag_ in {"VBZ", "VBP"} for c in helpers)
    return (verb.tag_ in {"VBD", "VBN"} and not now) or any(c.tag_ == "VBD" for c in helpers)


def _add_negation(reading: Reading, word: "Token", scope: Scope) -> None:
    if scope.own is not None and scope.own.first <= word.i <= scope.own.last:
        return
    after = reading.doc[word.i + 1].lower_ if word.i + 1 < len(reading.doc) else ""
    if after in {"only", "just", "merely", "simply"} or (word.lower_ == "no" and word.head.lower_ in SURE):
        return
    scope.negation.append(reading.at(word.i, "negation") or word.lower_)


def _adjectives(reading: Reading, token: "Token", scope: Scope) -> None:
    """ "a possible attack", "suspected Orskan hackers": adjectives before the noun or its own modifiers."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return
    for child in token.children:
        if child.dep_ in {"amod", "advmod", "compound", "nmod"}:
            seen = reading.at(child.i, "hedge.adjective", "hedge.adverb", "report.frame")
            if seen:
                (scope.report if seen.plays("report.frame") else scope.hedge).append(seen)
        if child.dep_ == "det" and child.lower_ == "no":
            _add_negation(reading, child, scope)


def _governor(reading: Reading, child: "Token", head: "Token", scope: Scope) -> None:
    """What a governing verb, noun or adjective does to its complement."""
    if child.dep_ in {"advcl", "dep"} and not any(
        c.dep_ == "mark" and c.lower_ == "that" for c in child.children
    ):
        return
    if child.dep_ == "conj":
        return
    seen = reading.at(head.i, *GOVERNORS) or _predicated(reading, child, head)
    if child.dep_ in {"ccomp", "xcomp"} and (word := nobody(head)) is not None:
        if head.lemma_ in DOUBTS:
            return  # nobody doubts it
        scope.negation.append(word.lower_)
    if seen is None:
        return
    if seen.cue.entry.pos == "noun" and called_false(reading, head):
        scope.denial.append(seen)
        return
    if seen.plays("denial"):
        scope.denial.append(seen)
    elif seen.plays("nonattribution"):
        scope.open.append(seen)
    elif seen.plays("hedge.noun.assess") and child.dep_ == "relcl":
        scope.assess.append(seen)  # "with high confidence that ..."
    elif seen.plays("hedge.verb", "hedge.noun", "hedge.adjective", "link.evidence", "hedge.phrase"):
        scope.hedge.append(seen)
    elif seen.plays("assess.verb.conclusion"):
        scope.source = scope.source or source_of(reading, head)
    elif seen.plays("assess"):
        scope.assess.append(seen)
        scope.source = scope.source or source_of(reading, head)
    elif seen.plays("report.verb.factive"):
        scope.source = scope.source or source_of(reading, head)
    elif seen.plays("report"):
        scope.source = scope.source or source_of(reading, head)
        if scope.source == "own" and not any(c.dep_ in {"auxpass", "nsubjpass"} for c in head.children):
            return
        if child.dep_ in {"ccomp", "parataxis", "acl", "xcomp"} and not within_quotes(reading, child, head):
            scope.report.append(seen)


def _predicated(reading: Reading, child: "Token", copula: "Token") -> Seen | None:
    """ "The theory is that ...", "it is our assessment that ...", "it is likely that ..."."""
    if copula.lemma_ not in COPULAS:
        return None
    for word in copula.children:
        subject = word.dep_ == "nsubj" and copula.lemma_ == "be"
        predicate = word.dep_ in {"attr", "acomp", "oprd"} and child.i > word.i
        if word.i != child.i and (subject or predicate) and (seen := reading.at(word.i, *GOVERNORS)):
            return seen
    return None


def _over_noun(reading: Reading, child: "Token", head: "Token", scope: Scope) -> None:
    """ "no evidence of an attack by X", "denies the attack", "the possibility of involvement"."""
    seen = reading.at(head.i, "denial", "nonattribution", "hedge.noun", "hedge.verb", "link.evidence")
    called = reading.at(head.i, "report.noun")
    if called is not None and called.cue.entry.pos == "noun" and called_false(reading, head):
        scope.denial.append(called)
    if seen is not None and child.dep_ in {"dobj", "pobj", "prep", "nsubjpass"}:
        if seen.plays("denial"):
            scope.denial.append(seen)
        elif seen.plays("nonattribution"):
            scope.open.append(seen)
        elif _weakens(seen, child, head):
            scope.hedge.append(seen)
    if child.dep_ in {"dobj", "nsubjpass", "prep", "acomp", "attr"}:
        for word in head.children:
            by_nobody = word.dep_ in SUBJECTS and word.lower_ in NOBODY
            if by_nobody or word.dep_ == "neg" or (word.dep_ == "det" and word.lower_ == "no"):
                _add_negation(reading, word, scope)


def _weakens(seen: Seen, child: "Token", head: "Token") -> bool:
    """ "Suspect involvement", "the possibility of involvement", "evidence of involvement"."""
    if seen.plays("hedge.verb"):
        return child.dep_ != "nsubj" and not seen.plays("hedge.verb.assess")
    return seen.plays("hedge.noun") or (seen.plays("link.evidence") and head.pos_ == "NOUN")


def _asks(reading: Reading, root: "Token") -> bool:
    return reading.ending.endswith("?") and (root.dep_ == "ROOT")


def _frames(reading: Reading, index: int, scope: Scope) -> None:
    """ "According to X, ..." and "..., reports say" reach their clause, whatever the parse says."""
    if scope.report:
        return
    for seen in reading.all("report.frame"):
        head = reading.doc[seen.head]
        if reading.clause(head.i) == reading.clause(index) or head.sent.root.i == reading.clause(head.i):
            between = reading.doc[min(seen.first, index) : max(seen.first, index)]
            if not any(token.text == ";" for token in between):
                scope.report.append(seen)
                return
    for seen in reading.all("assess.phrase", "hedge.adverb.calibrated"):
        if reading.clause(seen.head) == reading.clause(index) or 0 < seen.first - index <= FOLLOWING:
            scope.assess.append(seen)
    for seen in reading.all("assess.noun"):
        place = reading.doc[seen.head]
        framed = place.dep_ == "pobj" and place.head.lower_ == "in"
        whose = any(c.dep_ == "poss" for c in place.children)
        if framed and whose and reading.clause(seen.head) == reading.clause(index):
            scope.assess.append(seen)  # "in their judgement"
    for seen in reading.all("hedge.adverb", "hedge.adjective"):
        if seen.plays("hedge.adverb.calibrated"):
            continue
        if (
            0 < index - seen.last <= NEAR
            and seen not in scope.hedge
            and _linear(reading, seen.last + 1, index)
        ):
            scope.hedge.append(seen)


def _linear(reading: Reading, first: int, last: int) -> bool:
    return not any(token.is_punct and token.text != "-" for token in reading.doc[first:last])


def source_of(reading: Reading, verb: "Token") -> str:
    """Whose word a reporting or assessing verb gives: ``own``, ``named`` or ``unnamed``."""
    subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
    subjects += [c for c in verb.children if c.dep_ == "poss"]
    for subject in subjects:
        if subject.lower_ in OWN_WORDS:
            return "own"
        words = [subject, *subject.subtree]
        if any(reading.at(w.i, "source.unnamed") for w in words):
            return "unnamed"
        if any(w.pos_ == "PROPN" for w in words):
            return "named"
    return "unnamed"
