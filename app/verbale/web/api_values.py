"""What the JSON interface takes and gives, as pydantic models; its OpenAPI document is made of them.

Offsets are Unicode code points, half open; lines and columns count from 1.
"""

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.config import JsonDict

from verbale.model.draft import Draft
from verbale.model.finding import Family, Severity
from verbale.model.tlp import Tlp
from verbale.web import limits

LONGEST_TEXT: JsonDict = {"maxLength": limits.STATEMENT}
"""Told in the document; a longer text is answered by 413, as a larger request is."""


class Value(BaseModel):
    """Frozen, and strict about what it takes."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Facts(Value):
    """What a question may be asked against: one ledger, or none."""

    incident: str | None = Field(default=None, description="An incident that the desk keeps, by its id.")
    ledger: str | None = Field(
        default=None, description="A ledger of your own in YAML or JSON, in place of an incident."
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> "Facts":
        if self.incident is not None and self.ledger is not None:
            raise ValueError("give an incident or a ledger, not both")
        return self


class LintAsked(Facts):
    """A text to check, and the template it was drafted from."""

    text: str = Field(description="The text, in Markdown or plain.", json_schema_extra=LONGEST_TEXT)
    template: str | None = Field(default=None, description="Its facts ease findings that rest on them.")


class ExplainAsked(Facts):
    """A sentence to read into claims."""

    sentence: str = Field(description="A sentence or a text.", json_schema_extra=LONGEST_TEXT)


class DraftAsked(Facts):
    """A template to fill from a ledger, which must be given."""

    template: str = Field(description="For example public/holding; /templates lists them.")
    to: str | None = Field(default=None, description="The correspondence or state, where there are several.")
    language: str = Field(default="en", description="ISO 639-1: en, or fr where translated.")


class LedgerAsked(Value):
    """A ledger to look through."""

    ledger: str = Field(description="The ledger in YAML or JSON.")


class SuggestionGiven(Value):
    """A wording offered in place of ``start`` to ``end``."""

    start: int
    end: int
    wording: str
    safe: bool = Field(description="True where the meaning stays; otherwise a person decides.")


class FindingGiven(Value):
    """A rule's remark on ``start`` to ``end``; ``path`` is empty, for the text came without a name."""

    path: str
    rule: str
    family: Family
    severity: Severity
    start: int
    end: int
    line: int = Field(ge=1)
    column: int = Field(ge=1)
    text: str
    message: str
    remedy: str
    suggestions: list[SuggestionGiven]
    cues: list[str] = Field(description="What decided, in reading order.")


class SlotGiven(Value):
    """Words that rest on a fact."""

    fact: str
    start: int
    end: int


class Linted(Value):
    """Everything there is to say of a text, in its order."""

    findings: list[FindingGiven]
    slots: list[SlotGiven] = Field(description="What rests on which facts, where a template was named.")


class ClaimGiven(Value):
    """What a sentence says of an incident."""

    says: str
    decided_by: list[str]
    clears: str = Field(description="What would clear it.")
    rules: list[str] = Field(description="The rules that spoke.")


class Explained(Value):
    """Every claim of a text."""

    claims: list[ClaimGiven]


class WithheldGiven(Value):
    """A fact that may not stand in the text, and why."""

    fact: str
    reason: str


class Drafted(Value):
    """A statement filled from the ledger."""

    draft: Draft
    title: str
    label: Tlp | None = Field(description="The label that the text carries when it goes out.")
    withheld: list[WithheldGiven]
    remarks: list[str] = Field(description="What a person should look at before going on.")


class RuleGiven(Value):
    """A rule's page; ``flags`` mark what is found ``[[so]]``, ``allows`` carry none of its findings."""

    id: str
    family: Family
    severity: Severity
    message: str
    remedy: str
    why: str
    sources: list[str]
    flags: list[str]
    allows: list[str]


class RulesGiven(Value):
    """All rules, by family."""

    rules: list[RuleGiven]


class TemplateGiven(Value):
    """A statement that can be drafted."""

    id: str
    title: str


class TemplatesGiven(Value):
    """All templates, shipped and of the house."""

    templates: list[TemplateGiven]


class ProblemGiven(Value):
    """One thing wrong with a ledger, and the remedy; a warning does not keep it from being used."""

    path: str
    line: int | None
    severity: Severity
    message: str
    remedy: str
    value: str | None


class LedgerChecked(Value):
    """Whether a ledger can be used, and everything that is wrong with it."""

    usable: bool
    problems: list[ProblemGiven]


class Problem(Value):
    """Why a question was not answered, and what to do; several lines where several things are wrong."""

    problem: str
