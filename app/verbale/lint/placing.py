"""From what a reader drafts to a claim: in the sentence's flat text, and then in the whole text."""

from collections.abc import Iterable
from dataclasses import replace

from verbale.lint.claims.draft import Draft
from verbale.lint.reading import Reading, Seen
from verbale.lint.sentences import Sentence
from verbale.lint.suggest import can_go
from verbale.model.claim import Claim, CueSeen, Naming
from verbale.model.span import Span


def claim_of(reading: Reading, draft: Draft) -> Claim:
    """The claim with spans in the sentence's flat text."""
    doc = reading.doc
    first, last = doc[draft.first], doc[draft.last]
    trigger = draft.trigger
    doer = draft.doer or draft.actor
    named = doer is not None and draft.naming is not Naming.NOBODY
    key = Span(trigger.cue.start, trigger.cue.end)
    seen = [_seen(cue) for cue in (trigger, *draft.scope.cues, *([draft.bound] if draft.bound else []))]
    return Claim(
        kind=draft.kind,
        form=draft.form,
        span=Span(min(first.idx, key.start), max(last.idx + len(last), key.end)),
        key=key,
        standing=draft.standing,
        tier=draft.tier,
        actor=doer.name if doer is not None and named else None,
        actor_kind=draft.actor.kind if draft.actor else None,
        naming=draft.naming,
        incident=doc[draft.incident].text if draft.incident is not None else None,
        source=draft.scope.source,
        bounded=draft.bound is not None,
        can_go=can_go(reading, trigger),
        cues=tuple(dict.fromkeys(seen)),
    )


def _seen(seen: Seen) -> CueSeen:
    return CueSeen(seen.cue.role, seen.words, Span(seen.cue.start, seen.cue.end))


def placed(sentence: Sentence, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims of a sentence's flat text with spans in the whole text."""

    def place(span: Span) -> Span:
        return sentence.source(span.start, span.end)

    return tuple(
        replace(
            claim,
            span=place(claim.span),
            key=place(claim.key),
            cues=tuple(replace(cue, span=place(cue.span)) for cue in claim.cues),
        )
        for claim in claims
    )
