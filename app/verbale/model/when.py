"""Points in time that say how exactly they are known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

EXAMPLES = ("2031", "2031-05", "2031-05-07", "2031-05-07T09:40Z", "2031-05-07T09:40:12+02:00")
_SHAPE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,6})?)?"
    r" ?(?P<zone>Z|UTC|[+-]\d\d:\d\d))?)?)?",
    re.ASCII,
)


class Precision(StrEnum):
    """How exactly a time is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class When:
    """A time as it was given (ISO 8601), from a whole year down to a second.

    A time of day needs its zone. ``earliest`` keeps the zone that was given; years, months and days
    count in UTC.
    """

    earliest: datetime
    precision: Precision

    @classmethod
    def parse(cls, given: str) -> "When":
        """Read ``2031``, ``2031-05``, ``2031-05-07`` or ``2031-05-07T09:40Z``; ValueError otherwise."""
        shape = _SHAPE.fullmatch(given.strip())
        if shape is None:
            raise ValueError(f"{given!r} is not a time like {', '.join(EXAMPLES)}")
        if shape["hour"] is None:
            precision = (
                Precision.DAY if shape["day"] else Precision.MONTH if shape["month"] else Precision.YEAR
            )
            first = datetime(int(shape["year"]), int(shape["month"] or 1), int(shape["day"] or 1), tzinfo=UTC)
            return cls(first, precision)
        zone = "+00:00" if shape["zone"] in ("Z", "UTC") else shape["zone"]
        clock = f"{shape['hour']}:{shape['minute']}:{shape['second'] or '00'}"
        at = datetime.fromisoformat(f"{shape['year']}-{shape['month']}-{shape['day']}T{clock}{zone}")
        return cls(at, Precision.SECOND if shape["second"] else Precision.MINUTE)

    @classmethod
    def at(cls, moment: datetime) -> "When":
        """A moment known to the second; ``moment`` must carry its zone."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return cls(moment.replace(microsecond=0), Precision.SECOND)

    @property
    def latest(self) -> datetime:
        """The first instant that is surely after this time."""
        start = self.earliest
        match self.precision:
            case Precision.YEAR:
                days = 366 if monthrange(start.year, 2)[1] == 29 else 365
                length = timedelta(days=days)
            case Precision.MONTH:
                length = timedelta(days=monthrange(start.year, start.month)[1])
            case Precision.DAY:
                length = timedelta(days=1)
            case Precision.MINUTE:
                length = timedelta(minutes=1)
            case Precision.SECOND:
                length = timedelta(seconds=1)
        return start + length

    @property
    def has_clock(self) -> bool:
        """True when a time of day is known."""
        return self.precision in (Precision.MINUTE, Precision.SECOND)

    def surely_before(self, other: "When") -> bool:
        """True when this time has passed by the time ``other`` begins, whatever is not known of either."""
        return self.latest <= other.earliest

    def __str__(self) -> str:
        if not self.has_clock:
            return self.earliest.date().isoformat()[
                : {"year": 4, "month": 7, "day": 10}[self.precision.value]
            ]
        timespec = "minutes" if self.precision is Precision.MINUTE else "seconds"
        return self.earliest.isoformat(timespec=timespec).replace("+00:00", "Z")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _validated,
            serialization=core_schema.plain_serializer_function_ser_schema(
                str, return_schema=core_schema.str_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {
            "type": "string",
            "title": "Time",
            "description": "ISO 8601: a year, month, date, or date and time with its zone.",
            "examples": list(EXAMPLES),
        }


def _validated(given: object) -> When:
    if isinstance(given, When):
        return given
    # A bare year in JSON arrives as a number.
    text = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    try:
        if isinstance(text, str):
            return When.parse(text)
    except (ValueError, OverflowError):
        pass
    raise PydanticCustomError("time", "not a time")
