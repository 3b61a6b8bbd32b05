"""What every recorded value shares: it is frozen, complete, and has no field nobody asked for."""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, model_validator

Identifier = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"),
]
"""A short name that other entries refer to: letters, digits, dot, dash, underscore; at most 64."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20_000)]
"""Words for people: never empty, without white space at the ends."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 hash in lower-case hexadecimal."""


class Record(BaseModel):
    """A frozen value that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _empty_is_not_given(cls, given: Any) -> Any:
        # Only for fields that exist: "{low: 23,000}" is a low of 23 and an unknown, empty field "000".
        if not isinstance(given, dict):
            return given
        return {
            name: value for name, value in given.items() if value is not None or name not in cls.model_fields
        }


class Label(StrEnum):
    """A word from a closed list, with what it means."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        label = str.__new__(cls, value)
        label._value_ = value
        label.meaning = meaning
        return label
