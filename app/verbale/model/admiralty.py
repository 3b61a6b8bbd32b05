"""How far a source and its information are trusted: the Admiralty code (NATO AJP-2.1)."""

from verbale.model.record import Label


class Reliability(Label):
    """Reliability of a source, A to F."""

    A = "A", "Completely reliable."
    B = "B", "Usually reliable."
    C = "C", "Fairly reliable."
    D = "D", "Not usually reliable."
    E = "E", "Unreliable."
    F = "F", "Reliability cannot be judged."


class Credibility(Label):
    """Credibility of a piece of information, 1 to 6."""

    CONFIRMED = "1", "Confirmed by other sources."
    PROBABLE = "2", "Probably true."
    POSSIBLE = "3", "Possibly true."
    DOUBTFUL = "4", "Doubtful."
    IMPROBABLE = "5", "Improbable."
    NOT_JUDGED = "6", "Truth cannot be judged."
