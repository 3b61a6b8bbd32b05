"""What a look back at an incident finds: how soon, how punctually and how surely was spoken."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from verbale.model.status import Status


@dataclass(frozen=True, slots=True)
class FirstWords:
    """The first text of a track; ``after`` counts from becoming aware, None where that is not recorded."""

    track: str
    release: str
    at: datetime
    after: timedelta | None


@dataclass(frozen=True, slots=True)
class Promise:
    """The next statement that a release promised, and what became of it."""

    release: str
    track: str
    promised: datetime
    followed_by: str | None
    at: datetime | None
    due: bool
    """True when the promised time has passed."""

    @property
    def late_by(self) -> timedelta | None:
        """How much too late the next statement came; None when it was in time or there is none."""
        return self.at - self.promised if self.at and self.at > self.promised else None

    @property
    def outcome(self) -> str:
        """``kept``, ``late``, ``nothing followed`` or ``not yet due``."""
        if self.at is None:
            return "nothing followed" if self.due else "not yet due"
        return "late" if self.late_by else "kept"


@dataclass(frozen=True, slots=True)
class Shift:
    """A fact whose status changed after it had been told."""

    fact: str
    at: datetime
    was: Status
    now: Status
    why: str | None
    told_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaivedOnce:
    """A finding or gate that somebody waived."""

    rule: str
    found: str
    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was wrong; ``after`` counts from when it was known to be wrong until the correction went out."""

    id: str
    released: str
    known_since: datetime
    corrected_in: str | None
    after: timedelta | None


@dataclass(frozen=True, slots=True)
class Naming:
    """The first text that names an actor spoken of, and the next hostile act recorded after it."""

    actor: str
    release: str
    at: datetime
    hostile_fact: str | None
    after: timedelta | None


@dataclass(frozen=True, slots=True)
class Point:
    """A status from a time on."""

    at: datetime
    status: Status


@dataclass(frozen=True, slots=True)
class Course:
    """How surely one claim stood over time, and in which releases it was told."""

    fact: str
    says: str
    points: tuple[Point, ...]
    told_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LessonState:
    """A lesson, and whether what it names has changed since it was drawn."""

    id: str
    text: str
    of: str
    version_then: str
    version_now: str

    @property
    def applied(self) -> bool:
        """True when the template or rule is another one now."""
        return self.version_then != self.version_now


@dataclass(frozen=True, slots=True)
class AfterReview:
    """The whole look back, as of a time; ``mark`` is that of an exercise, else None."""

    title: str
    mark: str | None
    as_of: datetime
    first: tuple[FirstWords, ...]
    promises: tuple[Promise, ...]
    shifts: tuple[Shift, ...]
    waivers: tuple[WaivedOnce, ...]
    corrections: tuple[Corrected, ...]
    namings: tuple[Naming, ...]
    courses: tuple[Course, ...]
    lessons: tuple[LessonState, ...]
