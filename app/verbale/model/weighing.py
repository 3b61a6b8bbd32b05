"""What a proposed measure is weighed against, axis by axis, and which class of law it falls in."""

from pydantic import Field

from verbale.model.record import Identifier, Label, Record, Text
from verbale.model.when import When


class Level(Label):
    """How much there is of something on one axis."""

    MINOR = "minor", "Noticed by few, or for a short time."
    MODERATE = "moderate", "Noticed by many, or for days."
    SERIOUS = "serious", "Harms many, or for weeks."
    GRAVE = "grave", "Harms life, or a state's essential services, or cannot be undone."

    @property
    def rank(self) -> int:
        """0 for minor up to 3 for grave."""
        return list(Level).index(self)


class Axis(Label):
    """An axis of the act that is answered (seven), or of the measure (four)."""

    SCOPE = "scope", "The act: how many sectors, places, states."
    SCALE = "scale", "The act: how many systems, people, records."
    DURATION = "duration", "The act: how long."
    INTENSITY = "intensity", "The act: how strong at its height."
    COMPLEXITY = "complexity", "The act: how many steps and parts had to fit."
    SOPHISTICATION = "sophistication", "The act: how much means and skill it took."
    IMPACT = "impact", "The act: what harm it did."
    BREADTH = "breadth", "The measure: whom it touches."
    MEASURE_DURATION = "measure_duration", "The measure: how long it lasts."
    REVERSIBILITY = "reversibility", "The measure: how hard it is to undo."
    SPILLOVER = "spillover", "The measure: what it does to others."

    @property
    def is_of_measure(self) -> bool:
        """True for the four axes of the measure."""
        return self in (Axis.BREADTH, Axis.MEASURE_DURATION, Axis.REVERSIBILITY, Axis.SPILLOVER)


class Weight(Record):
    """A level on one axis, with what it rests on."""

    axis: Axis = Field(description="Which axis.")
    level: Level = Field(description="How much.")
    facts: tuple[Identifier, ...] = Field(default=(), description="Ids of known facts that it rests on.")
    why: Text | None = Field(default=None, description="In a sentence.")


class LegalClass(Label):
    """What sort of act a measure is in law (articles on state responsibility, 2001, part three)."""

    INTERNAL = "internal", "Within one's own jurisdiction and systems."
    CONSENSUAL = "consensual", "With the consent of whoever is touched."
    RETORSION = "retorsion", "Unfriendly, and breaks no obligation."
    COUNTERMEASURE = "countermeasure", "Would break an obligation, were it not an answer to a wrongful act."


class Step(Label):
    """A step of procedure before a measure."""

    ATTRIBUTION = "attribution", "Those in charge have decided whom the act is attributed to."
    CALL = "call", "The state responsible has been called upon to fulfil its obligations."
    NOTICE = "notice", "It has been told of the decision to take the measure."
    NEGOTIATION = "negotiation", "It has been offered to negotiate."
    CONSENT = "consent", "Whoever is touched has consented."


class StepDone(Record):
    """A step that has been taken."""

    step: Step = Field(description="Which step.")
    at: When = Field(description="When.")
    ref: Text | None = Field(default=None, description="Record of it.")


NEEDED = {
    LegalClass.INTERNAL: (),
    LegalClass.CONSENSUAL: (Step.CONSENT,),
    LegalClass.RETORSION: (Step.ATTRIBUTION,),
    LegalClass.COUNTERMEASURE: (Step.ATTRIBUTION, Step.CALL, Step.NOTICE, Step.NEGOTIATION),
}
"""Steps that a class needs; those of countermeasures follow articles 49 and 52 (1)."""
