"""The matter itself."""

from pydantic import Field

from verbale.model.cause import CauseClass, Rsit
from verbale.model.hypothesis import Hypothesis
from verbale.model.record import Identifier, Label, Record, Text
from verbale.model.track import TemplateId
from verbale.model.when import When
from verbale.model.yardstick import Yardstick

EXERCISE_MARKS = {"en": "EXERCISE EXERCISE EXERCISE", "fr": "EXERCICE EXERCICE EXERCICE"}
"""The line that stands above and below every text of an exercise, by language."""


def is_marked(text: str, language: str) -> bool:
    """True when the mark of an exercise is the first and the last line of a text."""
    mark = EXERCISE_MARKS.get(language, EXERCISE_MARKS["en"])
    return text.startswith(f"{mark}\n") and text.rstrip().endswith(f"\n{mark}")


class SeverityScale(Label):
    """The scale on which an incident is rated."""

    NCSC = "ncsc", "UK NCSC categories: 1 (national emergency) to 6 (localised)."
    NCISS = (
        "nciss",
        (
            "CISA National Cyber Incident Scoring System: emergency, severe, high, medium, low, "
            "baseline-minor, baseline-negligible."
        ),
    )
    HOUSE = "house", "A scale of the issuer's own."

    @property
    def values(self) -> tuple[str, ...]:
        """Its values from the gravest down; empty where the house defines them."""
        return _SEVERITIES[self.value]


_SEVERITIES: dict[str, tuple[str, ...]] = {
    "ncsc": ("1", "2", "3", "4", "5", "6"),
    "nciss": ("emergency", "severe", "high", "medium", "low", "baseline-minor", "baseline-negligible"),
    "house": (),
}


class IncidentSeverity(Record):
    """A rating on one scale."""

    scale: SeverityScale = Field(description="Which scale.")
    value: Text = Field(description="Value on it.")


class ReleasedText(Record):
    """A statement on the incident that has gone out."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    template: TemplateId | None = Field(default=None, description="Template that it was made from.")
    released_at: When = Field(description="When it went out.")
    text: Text = Field(description="The text as it went out.")
    facts: tuple[Identifier, ...] = Field(default=(), description="Ids of facts that it rests on.")
    channel: Text | None = Field(default=None, description="Where it was published or handed over.")
    correspondence: Identifier | None = Field(
        default=None, description="Id of the correspondence, for a text to one state."
    )
    next_update_at: When | None = Field(default=None, description="The next update that it promised.")


class Correction(Record):
    """What a released text got wrong, in its own words, and the facts that are right."""

    id: Identifier = Field(description="Short name, unique in the ledger.")
    released: Identifier = Field(description="Id of the released text.")
    wrong: Text = Field(description="The wrong words, exactly as they stand in that text.")
    right: tuple[Identifier, ...] = Field(min_length=1, description="Ids of the facts that are right.")
    known_since: When = Field(description="Since when it is known to be wrong.")
    why: Text = Field(description='How it came about, without fault: "two reports had been read as one".')
    unaffected: Text | None = Field(
        default=None, description='What still holds, in a clause: "the advice to drivers is the same".'
    )


class Incident(Record):
    """The incident: cause class, times, sectors, severity, and the explanations held open."""

    id: Identifier = Field(description="Short name.")
    title: Text = Field(description='Neutral title: "Harbour outage".')
    called: Text | None = Field(
        default=None, description='What a sentence calls it, with article: "the outage of port services".'
    )
    cause_class: CauseClass = Field(description="Established root cause, or undetermined.")
    rsit: Rsit | None = Field(default=None, description="RSIT class.")
    sectors: tuple[Text, ...] = Field(default=(), description='Sectors concerned: "maritime transport".')
    started_at: When | None = Field(default=None, description="When it began.")
    ended_at: When | None = Field(default=None, description="When it ended.")
    aware_at: When | None = Field(default=None, description="When the issuer became aware of it.")
    severity: IncidentSeverity | None = Field(default=None, description="Rating of the incident.")
    yardstick: Yardstick = Field(default=Yardstick.ICD203, description="The one scale of likelihood in use.")
    hypotheses: tuple[Hypothesis, ...] = Field(default=(), description="Explanations held open.")
    exercise: bool = Field(default=False, description="Invented for an exercise; every output says so.")
    next_update_at: When | None = Field(default=None, description="When the next update is due.")
    released_texts: tuple[ReleasedText, ...] = Field(default=(), description="What has been said so far.")
    corrections: tuple[Correction, ...] = Field(default=(), description="What was said and is not right.")

    @property
    def exercise_mark(self) -> str | None:
        """The line above and below whatever is said of an invented incident; None of a real one."""
        return EXERCISE_MARKS["en"] if self.exercise else None

    @property
    def in_text(self) -> str:
        """What a sentence calls the incident."""
        return self.called or "the incident"
