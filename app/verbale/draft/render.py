"""A template and a ledger make a draft."""

import re
from dataclasses import dataclass

from jinja2 import Undefined

from verbale.draft.escape import as_words
from verbale.draft.filling import Filling, Words
from verbale.draft.language import fill
from verbale.draft.selection import Selection, Withheld
from verbale.draft.slots import lift
from verbale.draft.translated import in_language
from verbale.draft.wordings import wording_in
from verbale.model.cause import CauseClass
from verbale.model.draft import Draft, Slot
from verbale.model.errors import UserError
from verbale.model.incident import EXERCISE_MARKS
from verbale.model.issuer import Correspondence
from verbale.model.ledger import Ledger
from verbale.model.template import Template
from verbale.model.tlp import Tlp

_ENOUGH_HYPOTHESES = 3


@dataclass(frozen=True, slots=True)
class Rendered:
    """A draft fresh from its template, with what the template could not say."""

    draft: Draft
    title: str
    label: Tlp | None
    """The label that the text carries when it goes out; None for a text that goes out unmarked."""
    withheld: tuple[Withheld, ...]
    remarks: tuple[str, ...]
    """What a person should look at before going on."""

    @property
    def text(self) -> str:
        """The text in Markdown."""
        return self.draft.text

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Which words rest on what."""
        return self.draft.slots


def render(template: Template, ledger: Ledger, *, to: str | None = None, language: str = "en") -> Rendered:
    """The draft of a template from a ledger.

    ``to`` picks the correspondence, by its id or the state addressed, where a ledger has several.
    Raises UserError naming all that is missing, with the template's guidance.
    """
    body = _body(template, language)
    translated = in_language(ledger, language)
    letter = _letter(template, translated.ledger, to)
    filling = Filling(Selection(template, translated, letter, wording_in(language)), language)
    marked_text = fill(
        body,
        where=f"{template.id}/body.md.j2",
        finalize=_printed,
        words=filling.words(),
    )
    mark = EXERCISE_MARKS[language] if ledger.incident.exercise else None
    text, slots = lift(_tidy(marked_text, mark=mark), filling.entries)
    draft = Draft(
        id=_id(template, ledger, letter, language),
        incident=ledger.incident.id,
        template=template.id,
        language=language,
        audience=template.audience.tlp,
        text=text,
        slots=slots,
        ledger_hash=ledger.hash,
        correspondence=letter.id if letter else None,
    )
    return Rendered(
        draft=draft,
        title=f"{template.title}: {ledger.incident.title}",
        label=template.audience.tlp if template.audience.marked else None,
        withheld=tuple(dict.fromkeys(filling.withheld)),
        remarks=(*_remarks(ledger), *_stale(template, language)),
    )


def _id(template: Template, ledger: Ledger, letter: Correspondence | None, language: str) -> str:
    parts = [template.id.replace("/", "-"), ledger.incident.id]
    parts += [letter.id] if letter and len(ledger.correspondence) > 1 else []
    parts += [language] if language != "en" else []
    return ".".join(parts)[:64]


def _body(template: Template, language: str) -> str:
    if language == "en":
        return template.body
    body = template.body_in(language)
    if body is None:
        there = ", ".join(("en", *(one.language for one in template.bodies)))
        raise UserError(f'{template.id} has no body in "{language}". Choose one of: {there}.')
    return body.text


def _letter(template: Template, ledger: Ledger, to: str | None) -> Correspondence | None:
    if not template.audience.one_state:
        return None
    letters = [one for one in ledger.correspondence if to in (None, one.id, one.addressee_state)]
    if len(letters) == 1:
        return letters[0]
    ids = ", ".join(one.id for one in ledger.correspondence) or "none recorded"
    raise UserError(
        f"{template.id} is addressed to one state. Record one `correspondence` with sender and addressee, "
        f"or choose one with --to. Correspondence in the ledger: {ids}."
    )


def _remarks(ledger: Ledger) -> tuple[str, ...]:
    held = sum(hypothesis.open for hypothesis in ledger.incident.hypotheses)
    if ledger.incident.cause_class is CauseClass.UNDETERMINED and held < _ENOUGH_HYPOTHESES:
        return (
            f"The cause is undetermined and {held} hypotheses are open. Keep {_ENOUGH_HYPOTHESES} or more "
            "open, among them a criminal and a non-malicious one.",
        )
    return ()


def _stale(template: Template, language: str) -> tuple[str, ...]:
    body = template.body_in(language)
    if body is None or not body.stale:
        return ()
    return (
        f"The English body of {template.id} has changed since it was translated into {language}. "
        f"Compare the two, then renew [translations] in template.toml.",
    )


def _printed(value: object) -> str:
    """A value as Markdown: words of ours as they are, any other words escaped, anything else refused."""
    if isinstance(value, Undefined):
        return str(value)  # raises, and names what is not there
    if isinstance(value, Words):
        return value
    if isinstance(value, str):
        return as_words(value)
    if type(value) is int:
        return str(value)
    raise UserError(
        f"A template prints words, not {type(value).__name__}. Print say(fact), or loop over what is many."
    )


def _tidy(text: str, *, mark: str | None) -> str:
    """One empty line between blocks, no white space at line ends, the mark of an exercise around it."""
    text = re.sub(r"(?<=\S) {2,}", " ", text)
    text = re.sub(r"[ \t]+\n", "\n", text)
    text = re.sub(r"\n{3,}", "\n\n", text).strip("\n")
    return f"{mark}\n\n{text}\n\n{mark}\n" if mark else f"{text}\n"
