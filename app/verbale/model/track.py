"""The two tracks and their stages."""

from typing import Annotated

from pydantic import StringConstraints

from verbale.model.record import Label

TemplateId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*/[a-z]+(-[a-z]+)*$")]
"""``track/stage``; a house may add stages of its own."""


class Track(Label):
    """To whom a series of statements speaks."""

    PUBLIC = "public", "Everybody."
    DIPLOMATIC = "diplomatic", "Other governments."


class Stage(Label):
    """A numbered step on a track that ships with Verbale; its value is the template's id."""

    REACTIVE_LINE = "public/reactive-line", "Answer if asked, before anything is published."
    HOLDING = "public/holding", "First statement: aware, acting, next update."
    UPDATE = "public/update", "What is known, suspected and not established."
    ADVISORY = "public/advisory", "What to do."
    ATTRIBUTION_STATUS = "public/attribution-status", "Where the question of the author stands."
    CORRECTION = "public/correction", "What was wrong, and what is right."
    CLOSING = "public/closing", "The end of the incident."
    AFTER_ACTION = "public/after-action", "Summary of what was learnt."
    CHANNEL_TEST = "diplomatic/channel-test", "Does the line work?"
    EARLY_NOTIFICATION = "diplomatic/early-notification", "Tells those who may be concerned."
    REQUEST = "diplomatic/request", "Asks for information or assistance."
    RESPONSE = "diplomatic/response", "Answers a request, item by item."
    DEMARCHE = "diplomatic/demarche", "Talking points."
    LINES_TO_TAKE = "diplomatic/lines-to-take", "Lines, if asked, if pressed."
    JOINT_BRIEFING = "diplomatic/joint-briefing", "Consultation or briefing, by TLP."
    JOINT_STATEMENT = "diplomatic/joint-statement", "Said with others."
    ADVANCE_DISCLOSURE = "diplomatic/advance-disclosure", "Defensive measures, before they start."
    CLOSURE_NOTE = "diplomatic/closure-note", "Closes the exchange."
    HOTLINE = "diplomatic/hotline", "At most 120 words, in haste."

    @property
    def track(self) -> Track:
        """The track it stands on."""
        return Track(self.value.split("/")[0])

    @property
    def number(self) -> int:
        """Its place on its track, from 1."""
        return [stage for stage in Stage if stage.track is self.track].index(self) + 1
