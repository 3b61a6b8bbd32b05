"""Validation errors in plain sentences with their remedy."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from verbale.ledger.problem import Place, Problem, shown
from verbale.ledger.shape import record_at
from verbale.model.when import EXAMPLES

Sentences = tuple[str, str]
"""A problem and its remedy."""


def problems_in(error: ValidationError, value: Any) -> list[Problem]:
    """One problem for each wrong place of ``value``, in the order of the file."""
    problems: dict[Place, Problem] = {}
    for detail in error.errors(include_url=False):
        # Where a field takes several types, each is tried and names itself at the end of the place.
        place = _in_data(detail["loc"], value) if detail["type"] != "missing" else detail["loc"]
        message, remedy = WORDINGS.get(detail["type"], _otherwise)(detail, place)
        found = None if detail["type"] == "missing" else _plain(detail["input"])
        problems.setdefault(place, Problem(place, message, remedy, value=found))
    return list(problems.values())


def _in_data(loc: tuple[int | str, ...], value: Any) -> Place:
    return tuple(_steps(loc, value))


def _steps(loc: tuple[int | str, ...], value: Any) -> Iterator[int | str]:
    for step in loc:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return
        yield step


def _plain(found: object) -> str | None:
    return str(found) if isinstance(found, str | int | float | bool) else None


def _missing(detail: ErrorDetails, place: Place) -> Sentences:
    record = record_at(place[:-1])
    field = record.model_fields.get(str(place[-1])) if record else None
    meaning = field.description if field and field.description else "It is needed."
    return f"The field {shown(place[-1])} is missing.", f"Add it: {meaning[0].lower()}{meaning[1:]}"


def _unknown(detail: ErrorDetails, place: Place) -> Sentences:
    record = record_at(place[:-1])
    known = list(record.model_fields) if record else []
    near = get_close_matches(str(place[-1]), known, n=1)
    remedy = f"Did you mean {shown(near[0])}?" if near else f"Fields here are: {', '.join(known)}."
    return f"There is no field {shown(place[-1])}.", remedy


def _choice(detail: ErrorDetails, place: Place) -> Sentences:
    record = record_at(place[:-1]) if not isinstance(place[-1], int) else None
    field = record.model_fields.get(str(place[-1])) if record else None
    labels = _labels(field.annotation) if field else []
    near = get_close_matches(str(detail["input"]), labels, n=1, cutoff=0.5)
    hint = f"Did you mean {shown(near[0])}? " if near else ""
    return f"{shown(detail['input'])} is not a choice here.", f"{hint}Choose one of: {', '.join(labels)}."


def _labels(annotation: Any) -> list[str]:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return [label.value for label in annotation]
    return [label for arg in getattr(annotation, "__args__", ()) for label in _labels(arg)]


def _pattern(detail: ErrorDetails, place: Place) -> Sentences:
    expected = PATTERNS.get(detail["ctx"]["pattern"], f"It must match {detail['ctx']['pattern']}.")
    return f"{shown(detail['input'])} does not have the right form.", expected


def _time(detail: ErrorDetails, place: Place) -> Sentences:
    remedy = f"Write a year, month, date, or a date and time with its zone: {', '.join(EXAMPLES)}."
    return f"{shown(detail['input'])} is not a time.", remedy


def _text(detail: ErrorDetails, place: Place) -> Sentences:
    if isinstance(detail["input"], dict | list):
        return (
            "Text belongs here, not a list or a block of fields.",
            "Write one text; quote it if it has a colon.",
        )
    if detail["input"] is None:
        return "An empty value stands where text belongs.", "Write the text, or remove the entry."
    return f"{shown(detail['input'])} is not text.", "Put it in quotes."


def _otherwise(detail: ErrorDetails, place: Place) -> Sentences:
    return f"{shown(detail['input'])} does not fit: {detail['msg']}.", "See docs/ledger.md for this field."


def _fixed(message: str, remedy: str) -> Callable[[ErrorDetails, Place], Sentences]:
    def sentences(detail: ErrorDetails, place: Place) -> Sentences:
        given = shown(detail["input"]) if not isinstance(detail["input"], dict | list) else "This"
        return message.format(given=given, **detail.get("ctx", {})), remedy

    return sentences


_NUMBER = _fixed("{given} is not a number.", "Write digits without separators or unit, like 30000 or 4.5.")
_AT_LEAST = _fixed("{given} is too small: at least {ge}.", "Correct the number.")
_BLOCK = _fixed("{given} is not a block of fields.", 'Write each field on its own line as "name: value".')

WORDINGS: dict[str, Callable[[ErrorDetails, Place], Sentences]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "enum": _choice,
    "string_pattern_mismatch": _pattern,
    "time": _time,
    "string_type": _text,
    "string_unicode": _fixed("The text holds half a character (a lone surrogate).", "Write it again."),
    "string_too_short": _fixed("The text is empty.", "Write it, or remove the field."),
    "string_too_long": _fixed("The text is longer than {max_length} characters.", "Shorten it."),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "greater_than_equal": _AT_LEAST,
    "bool_type": _fixed("{given} is neither true nor false.", "Write true or false."),
    "bool_parsing": _fixed("{given} is neither true nor false.", "Write true or false."),
    "tuple_type": _fixed("{given} is not a list.", "Start each entry on its own line with a dash."),
    "model_type": _BLOCK,
    "model_attributes_type": _BLOCK,
}

PATTERNS = {
    r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$": "Use letters, digits, dots, dashes or underscores, at most 64.",
    r"^[0-9a-f]{64}$": "Give the SHA-256 hash as 64 lower-case hexadecimal digits.",
    r"^[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*$": "Name the template as track/stage, like public/holding.",
}
