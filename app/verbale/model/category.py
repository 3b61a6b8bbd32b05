"""What a fact is about."""

from verbale.model.record import Label


class Category(Label):
    """The category of a fact; templates ask the ledger for facts by category and status."""

    EFFECT = "effect", "What stopped working, or works differently, and for whom."
    SCOPE = "scope", "How many systems, people, places or records are concerned."
    IMPACT = "impact", "What it cost or harmed: money, time, health, trade."
    SPILLOVER = "spillover", "Effects beyond those first concerned, for example in third states."
    TIMELINE = "timeline", "When something began, was noticed, or ended."
    VECTOR = "vector", "How it came in or how it spread."
    TECHNICAL = "technical", "What was found in systems: software, faults, indicators."
    EVIDENCE = "evidence", "An item that is kept as evidence, with its custody."
    CONTEXT = "context", "Background a reader needs."
    LIMITS = "limits", "What is not yet understood, or how far the findings reach."
    RESPONSE = "response", "What is being done about it."
    MEASURE = "measure", "A measure that the issuer has taken."
    PARTNER_MEASURE = "partner_measure", "A measure that somebody else has taken."
    RECOVERY = "recovery", "What works again, and when the rest is expected to."
    ADVICE = "advice", "What the reader should do."
    REVIEW = "review", "Outcome of an independent or later review."
    PROCESS = "process", "How information about the incident was handled."
    VICTIM_IDENTITY = "victim_identity", "Who was harmed, by name."
    LEGAL = "legal", "Legal characterisation, proceedings, obligations."
    ATTRIBUTION_TECHNICAL = "attribution_technical", "Technical traces that bear on the author."
    ATTRIBUTION_GEOGRAPHIC = "attribution_geographic", "From where somebody acted."
    ATTRIBUTION_POLITICAL = "attribution_political", "Responsibility of a state, organ or group."
    CLAIM = "claim", "Somebody said to have done it, or said who did."
    PRESS_CLAIM = "press_claim", "A report in the press."
    STATEMENT = "statement", "What another government or body has stated."
    DENIAL = "denial", "Somebody denied a part in it."

    @property
    def is_about_author(self) -> bool:
        """True for the categories that always bear on who did it."""
        return self.value.startswith("attribution_")

    @property
    def is_said(self) -> bool:
        """True when such a fact is that somebody said something, so that ``said_by`` is needed."""
        return self in (Category.CLAIM, Category.PRESS_CLAIM, Category.STATEMENT, Category.DENIAL)
