"""A draft read through the eyes of a state: what it says of them, asks, assures, and leaves unsaid."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

from verbale.model.actor import Actor, ActorKind
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.fact import Fact
from verbale.model.finding import Finding, Severity
from verbale.model.issuer import Audience, Correspondence
from verbale.model.ledger import Ledger
from verbale.model.span import Span
from verbale.plan.names import names_in
from verbale.resources import templates_folder

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?![\s]|$)[^\n.!?]*)*[.!?]?")
_HOLE = re.compile(r"\\\{\w+\\\}")


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence, with the facts under it, in whose words it speaks, and what the linter says of it."""

    words: str
    facts: tuple[str, ...]
    by: tuple[str, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadAs:
    """What a draft says to one state."""

    state: str
    mark: str | None
    claims: tuple[Heard, ...]
    asks: tuple[str, ...]
    assurances: tuple[str, ...]
    unsaid: tuple[str, ...]


def read_as(state: str, draft: Draft, ledger: Ledger, findings: tuple[Finding, ...] = ()) -> ReadAs:
    """The draft as the state with this id or name reads it; UserError when the ledger has none."""
    reader = _reader(state, ledger)
    letter = next((one for one in ledger.correspondence if one.id == draft.correspondence), None)
    letter = letter if letter and letter.addressee_state == reader.id else None
    words = _words()
    sentences = [Span(*found.span()) for found in _SENTENCE.finditer(draft.text) if found.group().strip()]
    addressed = _addressed(letter, draft)
    named = [
        span
        for name in _theirs(reader, ledger)
        for span in names_in(draft.text, name)
        if not any(place.covers(span) for place in addressed)
    ]
    claims = tuple(
        _said(sentence, draft, ledger, findings)
        for sentence in sentences
        if any(sentence.covers(span) for span in named)
    )
    assurances = tuple(_matching(words["assurances"], draft, sentences))
    return ReadAs(
        state=reader.called,
        mark=ledger.incident.exercise_mark,
        claims=claims,
        asks=tuple(dict.fromkeys(_asks(letter, words["asks"], draft, sentences))),
        assurances=assurances,
        unsaid=tuple(_unsaid(reader, draft, ledger, assurances, letter)),
    )


def _addressed(letter: Correspondence | None, draft: Draft) -> list[Span]:
    """Where a letter only addresses the state, and says nothing of it."""
    if letter is None:
        return []
    name = re.compile(re.escape(letter.addressee), re.IGNORECASE)
    return [Span(*found.span()) for found in name.finditer(draft.text)]


def _reader(state: str, ledger: Ledger) -> Actor:
    states = [actor for actor in ledger.actors if actor.kind is ActorKind.STATE]
    wanted = state.casefold()
    for actor in states:
        if wanted in (actor.id.casefold(), *(name.casefold() for name in actor.names)):
            return actor
    known = ", ".join(actor.id for actor in states) or "none is recorded"
    raise UserError(f'There is no state "{state}" in the ledger. Choose one of: {known}.')


def _theirs(reader: Actor, ledger: Ledger) -> tuple[Actor, ...]:
    return tuple(actor for actor in ledger.actors if reader.id in (actor.id, actor.state))


def _words() -> dict[str, list[str]]:
    """Words by which a text asks or assures, and the assurances that ship as blocks."""
    folder = templates_folder()
    words: dict[str, list[str]] = tomllib.loads((folder / "readings.toml").read_text(encoding="utf-8"))
    blocks = tomllib.loads((folder / "blocks.toml").read_text(encoding="utf-8"))
    fixed = [blocks[id]["en"] for id in words["blocks"] if id in blocks]
    return {**words, "assurances": [*words["assurances"], *fixed]}


def _matching(phrases: list[str], draft: Draft, sentences: list[Span]) -> Iterator[str]:
    alternatives = "|".join(_HOLE.sub(".+?", re.escape(phrase)) for phrase in phrases)
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})", re.IGNORECASE)
    for sentence in sentences:
        if pattern.search(sentence.of(draft.text)):
            yield _plain(sentence.of(draft.text))


def _asks(
    letter: Correspondence | None, phrases: list[str], draft: Draft, sentences: list[Span]
) -> Iterator[str]:
    if letter is None:
        return  # a text to everybody asks nothing of this state
    yield from (ask for ask in letter.asks if ask in draft.text)
    yield from _matching(phrases, draft, sentences)


def _said(sentence: Span, draft: Draft, ledger: Ledger, findings: tuple[Finding, ...]) -> Heard:
    under = [slot.fact for slot in draft.slots if slot.span.overlaps(sentence)]
    facts = [fact for fact in (ledger.fact(id) for id in dict.fromkeys(under)) if fact is not None]
    by = dict.fromkeys(ledger.name_of(fact.said_by) for fact in facts if fact.said_by)
    rules = (f.rule for f in findings if f.severity is not Severity.INFO and f.span.overlaps(sentence))
    return Heard(
        _plain(sentence.of(draft.text)),
        tuple(dict.fromkeys(under)),
        tuple(by),
        tuple(dict.fromkeys(rules)),
    )


def _unsaid(
    reader: Actor, draft: Draft, ledger: Ledger, assurances: tuple[str, ...], letter: Correspondence | None
) -> Iterator[str]:
    told = {slot.fact for slot in draft.slots}
    theirs = {actor.id for actor in _theirs(reader, ledger)}
    for fact in ledger.facts_with():
        if fact.said_by in theirs and fact.id not in told:
            yield f"What {reader.called} itself has stated ({fact.id})."
        if fact.actor in theirs and fact.id in told:
            yield from _left_out(fact, draft)
    if not assurances:
        yield f"That nothing is implied about the responsibility of {reader.called}."
    if sum(hypothesis.open for hypothesis in ledger.incident.hypotheses) > 1 and (
        "explanation" not in draft.text and "cause" not in draft.text
    ):
        yield "That other explanations are held open."
    contact = ledger.issuer.contact_for(Audience.DIPLOMATIC)
    reached = [letter.channel if letter else None]
    reached += [contact.name, contact.email, contact.phone] if contact else []
    if not any(way and way in draft.text for way in reached):
        yield "How its government can reach the issuer."


def _left_out(fact: Fact, draft: Draft) -> Iterator[str]:
    """Limits and reviews of a finding about them, where the finding is told without."""
    if fact.limits and fact.limits.rstrip(". ") not in draft.text:
        yield f"What the finding does not show ({fact.id})."
    if any(review.reviewer not in draft.text for review in fact.reviews):
        yield f"What an independent review made of it ({fact.id})."


def _plain(words: str) -> str:
    return " ".join(words.split()).lstrip("-#> ")
