"""The papers around a ledger: drafts, waivers, clearances and releases, each a JSON document in a folder."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from verbale.model.clearance import Clearance, Waiver
from verbale.model.digest import text_hash
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.record import Record
from verbale.model.release import Release


@dataclass(frozen=True, slots=True)
class Records:
    """What people have drafted, waived, cleared and released on one incident."""

    drafts: tuple[Draft, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    releases: tuple[Release, ...] = ()

    def latest_draft(self, template: str, correspondence: str | None) -> Draft | None:
        """The draft of a template, to one state where it has one, with the highest version; or None."""
        drafts = [d for d in self.drafts if (d.template, d.correspondence) == (template, correspondence)]
        return max(drafts, key=lambda draft: draft.version, default=None)

    def waivers_of(self, text_hash: str) -> tuple[Waiver, ...]:
        """The waivers given for one exact text."""
        return tuple(waiver for waiver in self.waivers if waiver.text_hash == text_hash)

    def clearances_of(self, text_hash: str) -> tuple[Clearance, ...]:
        """The clearances, and returns, of one exact text, oldest first."""
        given = [clearance for clearance in self.clearances if clearance.text_hash == text_hash]
        return tuple(sorted(given, key=lambda clearance: clearance.at.earliest))

    def has_released(self, draft: Draft) -> bool:
        """True when the very text of a draft has gone out, from its template and to its state."""
        sought = (draft.template, draft.correspondence, text_hash(draft.text))
        return any((one.template, one.correspondence, one.text_hash) == sought for one in self.releases)


_KINDS: dict[str, type[Record]] = {
    "draft": Draft,
    "waiver": Waiver,
    "clearance": Clearance,
    "release": Release,
}


def read_records(folder: Path) -> Records:
    """The ``*.draft.json``, ``*.waiver.json``, ``*.clearance.json`` and ``*.release.json`` of a folder.

    Other files are left alone. Raises UserError naming every document that cannot be used.
    """
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}. Create it, or leave --records out.")
    found: dict[str, list[Record]] = {kind: [] for kind in _KINDS}
    problems = []
    for file in sorted(folder.glob("*.json")):
        kind = file.name.removesuffix(".json").rpartition(".")[2]
        if kind in _KINDS:
            try:
                found[kind].append(read_document(file, _KINDS[kind]))
            except UserError as error:
                problems.append(str(error))
    if problems:
        raise UserError("\n".join(problems))
    return Records(
        drafts=tuple(one for one in found["draft"] if isinstance(one, Draft)),
        waivers=tuple(one for one in found["waiver"] if isinstance(one, Waiver)),
        clearances=tuple(one for one in found["clearance"] if isinstance(one, Clearance)),
        releases=tuple(one for one in found["release"] if isinstance(one, Release)),
    )


def read_draft(file: Path) -> Draft:
    """The draft in a JSON document; raises UserError when it is not one."""
    draft = read_document(file, Draft)
    assert isinstance(draft, Draft)
    return draft


def read_document(file: Path, kind: type[Record]) -> Record:
    """One document of a kind; raises UserError naming file, field and remedy."""
    noun = kind.__name__.lower()
    try:
        return kind.model_validate_json(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: cannot be read ({error}). Give a JSON document in UTF-8.") from None
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, one['loc'])) or 'document'}: {one['msg']}" for one in error.errors()
        )
        hint = " `verbale draft ... --format json` writes one." if kind is Draft else ""
        raise UserError(f"{file}: not a {noun} ({wrong}). Correct it.{hint}") from None
