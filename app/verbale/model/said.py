"""What has been said so far on an incident, and what a new text is compared with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from verbale.model.draft import Slot
from verbale.model.ledger import Ledger
from verbale.model.release import Release
from verbale.model.track import Track
from verbale.model.when import When


@dataclass(frozen=True, slots=True)
class Said:
    """A text that has gone out. ``addressee`` is the id of the state it was sent to, if to one only."""

    id: str
    track: str
    at: datetime
    text: str
    language: str | None = None
    """ISO 639-1 code, or None where it is not recorded."""
    slots: tuple[Slot, ...] = ()
    facts: tuple[str, ...] = ()
    template: str | None = None
    addressee: str | None = None
    promised: When | None = None
    """The next update that it promised."""


@dataclass(frozen=True, slots=True)
class Against:
    """What a text is to agree with: the texts that went out before it, oldest first, at the time ``now``.

    ``track`` and ``addressee`` are those of the text itself, None where they are not known.
    """

    said: tuple[Said, ...]
    now: datetime
    track: str | None = None
    addressee: str | None = None


def all_said(
    ledger: Ledger | None, releases: Iterable[Release], *, language: str | None = None
) -> tuple[Said, ...]:
    """The releases, and what the ledger records as released beside them, oldest first, in one language."""
    said = [_of_release(one, ledger) for one in releases]
    known = {one.id for one in said}
    if ledger is not None:
        said += [
            Said(
                id=one.id,
                track=track_of(one.template),
                at=one.released_at.earliest,
                text=one.text,
                facts=one.facts,
                template=one.template,
                addressee=addressee_of(ledger, one.correspondence),
                promised=one.next_update_at,
            )
            for one in ledger.incident.released_texts
            if one.id not in known
        ]
    kept = (one for one in said if language is None or one.language in (None, language))
    return tuple(sorted(kept, key=lambda one: one.at))


def _of_release(release: Release, ledger: Ledger | None) -> Said:
    return Said(
        id=release.id,
        track=track_of(release.template),
        at=release.released_at.earliest,
        text=release.text,
        language=release.language,
        slots=release.slots,
        facts=tuple(dict.fromkeys(slot.fact for slot in release.slots)),
        template=release.template,
        addressee=addressee_of(ledger, release.correspondence) if ledger else None,
        promised=release.next_update_at,
    )


def track_of(template: str | None) -> str:
    """The track of a template's id; a text without a template counts as public."""
    return template.partition("/")[0] if template else Track.PUBLIC.value


def addressee_of(ledger: Ledger, correspondence: str | None) -> str | None:
    """The state that a correspondence is with, or None."""
    return next((one.addressee_state for one in ledger.correspondence if one.id == correspondence), None)


def before_release(release: Release, releases: Sequence[Release], ledger: Ledger | None) -> Against:
    """What had gone out in English before ``release``, for whom it was made, as of its own time."""
    at = release.released_at.earliest
    said = all_said(ledger, releases, language="en")
    to = addressee_of(ledger, release.correspondence) if ledger else None
    earlier = tuple(one for one in said if one.at < at and one.id != release.id)
    return Against(earlier, at, track_of(release.template), to)
