"""Who does what in a parse: agents and objects of verbs, and the nouns that an actor's name stands for."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verbale.lint.reading import INSIDE_NAME, Mention, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

OF = frozenset({"of", "from", "in", "within", "at", "for", "inside", "with", "to", "by", "under"})
NO = frozenset({"no", "not", "n't", "never", "nothing", "neither", "nor", "none"})
ITSELF = frozenset({"it", "they", "he", "she"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
# Verbs whose object, not subject, does what the infinitive says: "directed the group to attack".
OBJECT_CONTROL = frozenset(
    {
        "direct",
        "order",
        "allow",
        "enable",
        "permit",
        "task",
        "instruct",
        "force",
        "let",
        "help",
        "ask",
        "urge",
        "encourage",
        "hire",
        "recruit",
        "pay",
    }
)


def carriers(reading: Reading, mention: Mention) -> set[int]:
    """The tokens a mention stands for: itself, and each noun it names the side of.

    "Russian military cyber operators": the mention "Russian" stands for "operators" too, because an agent
    noun heads the phrase; in "Russian banks" it does not.
    """
    found = {mention.head}
    token = reading.doc[mention.head]
    for _ in range(8):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ in INSIDE_NAME and (_names(reading, head) or token.dep_ == "appos"):
            token = head
        elif token.dep_ in INSIDE_NAME and head.dep_ in {"amod", "compound", "nmod"}:
            token = head
            continue
        elif (
            token.dep_ == "pobj"
            and head.dep_ in {"prep", "agent"}
            and head.lower_ in OF
            and _names(reading, head.head)
        ):
            token = head.head
        elif token.dep_ == "pobj" and head.head.dep_ in {"acl", "amod"} and _names(reading, head.head.head):
            token = head.head.head
        elif token.dep_ in {"oprd", "attr"} and head.dep_ in {"acl", "relcl"} and _names(reading, head.head):
            token = head.head  # "a crew called NAME"
        elif token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}:
            token = head
        else:
            break
        found.add(token.i)
    for token in [reading.doc[i] for i in found]:
        for child in token.children:
            if child.dep_ == "appos":
                found.add(child.i)
        if token.dep_ in SUBJECTS:
            found.update(_said_of_itself(token.head))
    return found


def _said_of_itself(verb: "Token") -> Iterator[int]:
    """ "X said that it had hacked the bank": the pronoun that opens the complement is X, unless X says no."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and not any(token.lower_ in NO for token in clause.subtree):
            yield from (c.i for c in clause.children if c.dep_ in SUBJECTS and c.lower_ in ITSELF)


def _names(reading: Reading, token: "Token") -> bool:
    return bool(
        reading.at(token.i, "agent.noun", "agent.bare", "agent.person") or reading.mention_at(token.i)
    )


def agents_of(reading: Reading, verb: "Token") -> Iterator["Token"]:
    """The nouns that do what the verb says, through passives, participles, control and relative clauses."""
    yield from _with_conjuncts(_agents(verb, 0))


def _with_conjuncts(tokens: Iterator["Token"]) -> Iterator["Token"]:
    seen: set[int] = set()
    for token in tokens:
        for one in (token, *token.conjuncts):
            if one.i not in seen:
                seen.add(one.i)
                yield one


def is_passive(verb: "Token") -> bool:
    """True of "was hacked", "attacks launched by X"; not of "has hacked"."""
    if any(c.dep_ in {"nsubjpass", "auxpass", "agent", "csubjpass"} for c in verb.children):
        return True
    if any(c.dep_ == "dobj" for c in verb.children):
        return False  # "hackers targeted the bank", read as a reduced clause
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod"}


def _agents(verb: "Token", depth: int) -> Iterator["Token"]:
    if depth > 4:
        return
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                yield from (c for c in child.children if c.dep_ in {"pobj", "pcomp"})
        return
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    if subjects:
        for subject in subjects:
            yield _antecedent(subject, verb)
        return
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        yield from _agents(head, depth + 1)
    elif verb.dep_ in {"xcomp", "advcl", "ccomp"}:
        objects = [c for c in head.children if c.dep_ in {"dobj", "nsubj"} and c.i > head.i]
        if head.lemma_ in OBJECT_CONTROL and objects:
            yield from objects
        elif is_passive(head):
            yield from (_antecedent(c, head) for c in head.children if c.dep_ in PASSIVE_SUBJECTS)
        else:
            yield from _agents(head, depth + 1)
    elif verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        yield head
    elif verb.dep_ in {"pcomp"} and head.dep_ == "prep":
        governor = head.head
        if governor.pos_ in {"VERB", "AUX"}:
            passive = [c for c in governor.children if c.dep_ in PASSIVE_SUBJECTS]
            yield from passive or _agents(governor, depth + 1)
        else:
            yield governor


def _antecedent(subject: "Token", verb: "Token") -> "Token":
    if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
        return verb.head
    if subject.lower_ in RELATIVE and verb.dep_ in {"ccomp", "advcl"} and verb.head.lemma_ == "be":
        cleft = any(c.dep_ in {"nsubj", "expl"} and c.lower_ == "it" for c in verb.head.children)
        focus = next((c for c in verb.head.children if c.dep_ == "attr" and c.i < subject.i), None)
        if cleft and focus is not None:
            return focus  # "it is X that did it"
    if subject.lower_ in RELATIVE and verb.head.dep_ == "relcl" and verb.dep_ == "conj":
        return verb.head.head
    return subject


def objects_of(verb: "Token") -> Iterator["Token"]:
    """The nouns to which the verb does it: objects, passive subjects, heads of relative clauses."""
    found: list[Token] = []
    for child in verb.children:
        if child.dep_ in {"dobj", "nsubjpass", "dative", "oprd"}:
            found.append(_antecedent(child, verb))
        elif child.dep_ == "prep" and child.lower_ in {"in", "against", "into", "on", "to", "at", "for"}:
            opens = child.i < verb.i  # "in spite of such raids, X will continue"
            found += [c for c in child.children if c.dep_ == "pobj" and (not opens or c.lower_ in RELATIVE)]
    if is_passive(verb) and verb.dep_ in {"acl", "amod"}:
        found.append(verb.head)
    if verb.dep_ == "relcl" and not any(c.dep_ in {"dobj", "nsubjpass"} for c in verb.children):
        found.append(verb.head)
    own = any(c.dep_ == "xcomp" for c in verb.children)  # "denounced the raid and continue to pray"
    if verb.dep_ == "conj" and not found and not own:
        found += list(objects_of(verb.head)) if verb.head.pos_ == "VERB" and verb.head.i != verb.i else []
    for token in list(found):
        found += list(token.conjuncts)
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of":
                found += [c for c in prep.children if c.dep_ == "pobj"]
    yield from found
