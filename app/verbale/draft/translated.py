"""A ledger with its words in another language, as far as they have been translated."""

from dataclasses import dataclass
from typing import Any

from verbale.model.errors import UserError
from verbale.model.incident import ReleasedText
from verbale.model.ledger import Ledger
from verbale.model.record import Record

_PRINTED = frozenset(
    [
        *("title", "called", "sectors", "name", "short_name", "hours", "place", "joined_by"),
        *("clause", "question", "said_by", "limits", "unit", "source", "reviewer", "decided_by"),
        *(
            "scope",
            "reversal",
            "spillover",
            "sender",
            "addressee",
            "asks",
            "assistance",
            "channel",
            "item",
            "pending",
        ),
        *("wrong", "why", "unaffected"),
    ]
)
"""Fields whose words can reach a text."""


@dataclass(frozen=True, slots=True)
class Translated:
    """The ledger in one language; ``lacking`` holds the words that nobody has translated."""

    original: Ledger
    ledger: Ledger
    lacking: frozenset[str]

    def wants(self, words: str | None) -> bool:
        """True when these words would be printed in the ledger's own language."""
        return words in self.lacking


def in_language(ledger: Ledger, language: str) -> Translated:
    """The ledger's printed words in ``language``; English is what it is written in."""
    if language == "en":
        return Translated(ledger, ledger, frozenset())
    found = next((one for one in ledger.translations if one.language == language), None)
    if found is None:
        raise UserError(
            f'The ledger has no words in "{language}". Add `translations` with language: {language} and '
            "phrases, each with `words` as the ledger has them and their `translation`."
        )
    phrases = {phrase.words: phrase.translation for phrase in found.phrases}
    lacking: set[str] = set()

    def told(value: Any, printed: bool) -> Any:
        if isinstance(value, str) and type(value) is str and printed:
            if value not in phrases:
                lacking.add(value)
            return phrases.get(value, value)
        if isinstance(value, tuple):
            return tuple(told(one, printed) for one in value)
        if isinstance(value, ReleasedText):
            return value  # what has been said stays as it was said
        if isinstance(value, Record):
            fields = {name: told(getattr(value, name), name in _PRINTED) for name in type(value).model_fields}
            return value.model_copy(update=fields)
        return value

    translated: Ledger = told(ledger.model_copy(update={"translations": ()}), False)
    return Translated(ledger, translated, frozenset(lacking - {actor.id for actor in ledger.actors}))
