"""The use cases. Every door enters here."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from verbale.model.errors import UserError
from verbale.resources import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from verbale.archive import Progress, Summary
    from verbale.draft import Rendered, Template
    from verbale.lint import Linter
    from verbale.model.after_review import AfterReview
    from verbale.model.clearance import Role
    from verbale.model.draft import Draft, Slot
    from verbale.model.explanation import Explanation
    from verbale.model.finding import Finding
    from verbale.model.issuer import Correspondence
    from verbale.model.ledger import Ledger
    from verbale.model.release import Release
    from verbale.model.rulecard import RuleCard
    from verbale.model.said import Against
    from verbale.model.waived import Answered
    from verbale.model.yardstick import Yardstick
    from verbale.papers import Paper, Returned
    from verbale.plan import Prepared, Records, StageState
    from verbale.read.revisions import Edited
    from verbale.records.office import Office

KEPT_LINTERS = 8


class Desk:
    """What a spokesperson, a script or a page can ask for.

    ``house`` is a folder with a house's own ``cues/``, rules and ``templates/``. What is imported is
    imported when first asked for, so that a lint without a parse starts fast. ``trained_reader`` lets the
    second reader weigh what the rules find, where the extra "reader" is installed; archives are read
    by the rules alone. ``yardstick`` is the scale of likelihood where no ledger has its own.
    """

    def __init__(
        self, *, house: Path | None = None, yardstick: "Yardstick | None" = None, trained_reader: bool = True
    ) -> None:
        if house is not None and not house.is_dir():
            raise UserError(f"There is no house folder {house}. Create it, or leave --house out.")
        self.house = house
        self._yardstick = yardstick
        self._trained_reader = trained_reader
        self._linters: dict[str, Linter] = {}

    def lint(
        self,
        text: str,
        *,
        ledger: "Ledger | None" = None,
        slots: "Sequence[Slot]" = (),
        structure: bool | None = None,
        against: "Against | None" = None,
    ) -> "list[Finding]":
        """Findings of a text, in its order; ``slots`` say which words rest on which facts of the ledger.

        ``structure`` asks for what the text lacks as well; unless said otherwise, of texts with slots only.
        ``against`` is what has gone out before on the incident; ``against()`` makes one of releases.
        """
        answered = self.answer(text, ledger=ledger, slots=slots, structure=structure, against=against)
        return list(answered.findings)

    def answer(
        self,
        text: str,
        *,
        ledger: "Ledger | None" = None,
        slots: "Sequence[Slot]" = (),
        structure: bool | None = None,
        against: "Against | None" = None,
    ) -> "Answered":
        """What ``lint`` says of a text, and which findings the waivers written in it have set aside."""
        return self._linter(ledger).answer(text, slots=slots, structure=structure, against=against)

    def weigh(
        self,
        text: str,
        *,
        ledger: "Ledger | None" = None,
        slots: "Sequence[Slot]" = (),
        against: "Against | None" = None,
    ) -> "list[Finding]":
        """Findings as they count for a release, where a waiver needs a person's name.

        Those that a waiver in the text has set aside are among them.
        """
        return self.answer(text, ledger=ledger, slots=slots, against=against).all_findings

    def against(
        self,
        releases: "Sequence[Release]",
        ledger: "Ledger | None" = None,
        *,
        now: "datetime | None" = None,
        track: str | None = None,
        addressee: str | None = None,
    ) -> "Against":
        """What a text is to agree with: the releases in English, and those that the ledger records."""
        from datetime import UTC, datetime

        from verbale.model.said import Against, all_said

        said = all_said(ledger, releases, language="en")
        return Against(said, now or datetime.now(UTC), track, addressee)

    def lint_releases(
        self, releases: "Sequence[Release]", ledger: "Ledger | None" = None
    ) -> "tuple[tuple[Release, list[Finding]], ...]":
        """Each release in English, oldest first, compared with those before it as of its own time."""
        from verbale.model.said import before_release

        in_order = sorted((r for r in releases if r.language == "en"), key=lambda r: r.released_at.earliest)
        before = ((one, before_release(one, in_order, ledger)) for one in in_order)
        return tuple(
            (one, self.lint(one.text, ledger=ledger, slots=one.slots, against=against))
            for one, against in before
        )

    def explain(self, text: str, *, ledger: "Ledger | None" = None) -> "Explanation":
        """The claims of a sentence or text, what decided, which rules fired and what would clear it."""
        return self._linter(ledger).explain(text)

    def rules(self) -> "tuple[RuleCard, ...]":
        """All rules, by family."""
        linter = next(iter(self._linters.values()), None)
        return (linter or self._linter(None)).cards

    def rule(self, id: str) -> "RuleCard":
        """One rule by its id; raises UserError with near ids when there is none."""
        cards = {card.id: card for card in self.rules()}
        if id not in cards:
            near = [known for known in cards if id.rpartition("/")[2] in known] or list(cards)
            raise UserError(f'There is no rule "{id}". Choose one of: {", ".join(near)}.')
        return cards[id]

    def templates(self) -> "tuple[Template, ...]":
        """All statement templates, shipped and of the house."""
        from verbale.draft import templates

        return templates(self._own_templates())

    def draft(
        self, template_id: str, ledger: "Ledger", *, to: str | None = None, language: str = "en"
    ) -> "Rendered":
        """A template filled from a ledger; raises UserError for an unknown template or missing facts.

        ``to`` picks the correspondence or state, where a ledger has several; ``language`` is ISO 639-1.
        """
        from verbale.draft import find_template, render

        return render(find_template(template_id, self._own_templates()), ledger, to=to, language=language)

    def paper(self, rendered: "Rendered", ledger: "Ledger", records: "Records | None" = None) -> "Paper":
        """A draft on its way to paper: released only where ``records`` hold a release of this very text."""
        from verbale.papers import Paper

        released = records is not None and records.has_released(rendered.draft)
        return Paper(rendered.draft, ledger, rendered.title, rendered.label, released=released)

    def taken_back(self, draft: "Draft", path: str, content: bytes) -> "tuple[Returned, Edited]":
        """A draft as it came back in a Word file, and who changed and remarked what in it.

        Raises UserError when the file cannot be read, or was made of another text.
        """
        from verbale.model.digest import text_hash
        from verbale.papers import Kind, Part, taken_back
        from verbale.read.compose import Shape
        from verbale.read.revisions import read_edited

        edited = read_edited(path, content)
        made_of = dict(edited.properties)
        if made_of.get("VerbaleText", text_hash(draft.text)) != text_hash(draft.text):
            raise UserError(
                f"{path} was made of version {made_of.get('VerbaleVersion')} of "
                f"{made_of.get('VerbaleDraft')}, and {draft.id}, version {draft.version}, has another text. "
                "Give the draft that the file was made of."
            )
        kinds = {Shape.HEADING: Kind.HEADING, Shape.ITEM: Kind.BULLET, Shape.QUOTE: Kind.QUOTE}
        parts = [Part(kinds.get(block.shape, Kind.PROSE), block.text) for block in edited.blocks]
        return taken_back(draft, parts), edited

    def shown(self, draft: "Draft", ledger: "Ledger") -> "Rendered":
        """A draft that is there already, with the title and label that its template gives it."""
        from verbale.draft import Rendered, find_template

        template = find_template(draft.template, self._own_templates())
        return Rendered(
            draft=draft,
            title=f"{template.title}: {ledger.incident.title}",
            label=template.audience.tlp if template.audience.marked else None,
            withheld=(),
            remarks=(),
        )

    def plan(
        self, ledger: "Ledger", records: "Records | None" = None, *, now: "datetime | None" = None
    ) -> "tuple[StageState, ...]":
        """Every stage of both tracks with its gates, for the drafts in ``records`` or else fresh ones.

        A text to one state stands in the plan once for each correspondence. ``now`` carries its zone.
        """
        from verbale.plan import Records, plan

        records = records or Records()
        stages = [
            self._prepared(template, letter, ledger, records, now=now)
            for template in self.templates()
            for letter in (ledger.correspondence or (None,) if template.audience.one_state else (None,))
        ]
        return plan(stages, ledger, records, now=now)

    def check(
        self,
        draft: "Draft",
        ledger: "Ledger",
        records: "Records | None" = None,
        *,
        now: "datetime | None" = None,
    ) -> "StageState":
        """The gates of one draft; it may go out when all are open."""
        from verbale.draft import find_template
        from verbale.plan import Records, stage_state

        template = find_template(draft.template, self._own_templates())
        letter = next((one for one in ledger.correspondence if one.id == draft.correspondence), None)
        stage = self._prepared(template, letter, ledger, records or Records(), draft=draft, now=now)
        return stage_state(stage, ledger, records or Records(), now=now)

    def review(
        self, ledger: "Ledger", records: "Records | None" = None, *, now: "datetime | None" = None
    ) -> "AfterReview":
        """A look back at an incident as of ``now``; raises UserError for a lesson on what there is not."""
        from datetime import UTC, datetime

        from verbale.plan import Records
        from verbale.plan.after_review import after_review

        return after_review(
            ledger, records or Records(), now=now or datetime.now(UTC), version_of=self.version_of
        )

    def refilled(self, draft: "Draft", ledger: "Ledger") -> "Draft":
        """A draft's template filled from the ledger of today; raises UserError where it cannot be."""
        return self.draft(draft.template, ledger, to=draft.correspondence, language=draft.language).draft

    def version_of(self, id: str) -> str:
        """Twelve digits that change with the template or rule of this id; raises UserError for none such."""
        from verbale.model.digest import text_hash

        templates = {one.id: one for one in self.templates()}
        if id in templates:
            return text_hash(templates[id].model_dump_json(exclude={"root"}))[:12]
        return text_hash(repr(self.rule(id)))[:12]

    def _prepared(
        self,
        template: "Template",
        letter: "Correspondence | None",
        ledger: "Ledger",
        records: "Records",
        *,
        draft: "Draft | None" = None,
        now: "datetime | None" = None,
    ) -> "Prepared":
        from verbale.draft import render
        from verbale.plan import Prepared

        to = letter.id if letter else None
        draft = draft or records.latest_draft(template.id, to)
        language = draft.language if draft else "en"
        fresh, lacking = None, ""
        out = self.against(
            records.releases,
            ledger,
            now=now,
            track=str(template.track),
            addressee=letter.addressee_state if letter else None,
        )
        try:
            fresh = render(template, ledger, to=to, language=language).draft
        except UserError as error:
            lacking = str(error)
        text = draft or fresh
        # The words of rules are English; a text in another language is not linted.
        is_read = text is not None and text.language == "en"
        findings = (
            self.weigh(text.text, ledger=ledger, slots=text.slots, against=out) if text and is_read else []
        )
        return Prepared(template, letter, draft, fresh, lacking, tuple(findings))

    def open_ledger(self, path: Path) -> "Ledger":
        """The ledger in a YAML or JSON file; raises LedgerError naming every problem."""
        from verbale.ledger import read_ledger

        return read_ledger(path)

    def parse_ledger(self, text: str, *, name: str) -> "Ledger":
        """The ledger in a text, called ``name`` in errors; raises LedgerError naming every problem."""
        from verbale.ledger import parse_ledger

        return parse_ledger(text, name=name)

    def sample_ledger(self) -> "Ledger":
        """The invented incident that ships with Verbale."""
        from verbale.ledger import parse_ledger, sample_ledger

        return parse_ledger(sample_ledger(), name="The sample ledger")

    def office(self, url: str | None = None, *, create: bool = True) -> "Office":
        """The records of incidents, drafts, clearances and releases, in the database that ``url`` names.

        Left out, it is ``VERBALE_DATABASE_URL``, or a file in the user's data folder. Raises UserError when
        the database cannot be used, or does not exist and ``create`` is false.
        """
        from verbale.records.office import Office

        return Office(url, lint=self.weigh, sign_offs=self._sign_offs, create=create)

    def lint_archive(
        self,
        sources: "Sequence[str]",
        out: Path,
        *,
        jobs: int | None = None,
        engine: str = "local",
        cache: bool = True,
        exhaustive: bool = False,
        trained_reader: bool = False,
        text_field: str | None = None,
        id_field: str | None = None,
        incident: str | None = None,
        below: Path | None = None,
        tell: "Callable[[Progress], None] | None" = None,
    ) -> "Summary":
        """Lints every text of ``sources`` into files of results in ``out``; goes on where a run was cut off.

        ``jobs`` is the number of processes, one for each core unless given; ``tell`` hears of every batch.
        ``trained_reader`` lets the second reader weigh what the rules find, which takes much longer.
        ``incident`` is a word or phrase by which the statements on one incident are known. Results name what
        lies in the folder ``below`` without it. Raises UserError when nothing can be read or written.
        """
        from verbale.archive import Archive, Store, engine_named
        from verbale.lint.bulk import BulkLinter
        from verbale.lint.version import version
        from verbale.read.folders import read_documents, told_below

        options = {"exhaustive": exhaustive, "trained_reader": trained_reader}
        made_of = "-".join([version(self.house), *(name for name, chosen in options.items() if chosen)])
        make = partial(BulkLinter, house=self.house, **options)
        run = Archive(
            out=out,
            engine=engine_named(engine, make=make, jobs=jobs),
            settings=made_of,
            store=Store(cache_folder(), made_of) if cache else None,
            incident=incident,
            tell=tell,
        )
        read = partial(read_documents, sources, text_field=text_field, id_field=id_field)
        return run.lint(lambda: told_below(read(), below) if below else read())

    def count_archive(self, sources: "Sequence[str]", *, text_field: str | None = None) -> int:
        """How many records ``sources`` hold, with those that cannot be read."""
        from verbale.read.folders import read_documents

        return sum(1 for _ in read_documents(sources, text_field=text_field))

    def _sign_offs(self, template_id: str) -> "tuple[Role, ...]":
        from verbale.draft import find_template

        return find_template(template_id, self._own_templates()).cleared_by

    def _own_templates(self) -> Path | None:
        folder = self.house / "templates" if self.house else None
        return folder if folder and folder.is_dir() else None

    def _linter(self, ledger: "Ledger | None") -> "Linter":
        from verbale.lint import Linter

        key = ledger.hash if ledger is not None else ""
        if key not in self._linters:
            if len(self._linters) >= KEPT_LINTERS:
                self._linters.pop(next(iter(self._linters)))
            self._linters[key] = Linter(
                ledger=ledger,
                house=self.house,
                yardstick=self._yardstick,
                second_reader=self._trained_reader,
            )
        return self._linters[key]
