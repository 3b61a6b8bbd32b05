"""The plan: each stage of both tracks, with every gate open or closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from verbale.model.clearance import Role
from verbale.model.digest import text_hash
from verbale.model.errors import UserError
from verbale.model.ledger import Ledger
from verbale.model.template import GateNeed
from verbale.model.tlp import Tlp
from verbale.plan.gates import GATES
from verbale.plan.matter import Matter, Prepared
from verbale.plan.records import Records


@dataclass(frozen=True, slots=True)
class GateState:
    """One gate of one stage: open or closed, why, and what would open it (empty when it is open)."""

    gate: str
    open: bool
    why: str
    opens: str


@dataclass(frozen=True, slots=True)
class StageState:
    """Where one stage stands. ``to`` is the correspondence of a text to one state.

    ``text_hash`` is that of the text the gates looked at, and ``draft`` its id where somebody works on it;
    without either the template cannot be filled, and ``lacking`` says what it still needs.
    """

    id: str
    order: int
    title: str
    purpose: str
    timing: str
    audience: str
    tlp: Tlp
    cleared_by: tuple[Role, ...]
    to: str | None
    draft: str | None
    text_hash: str | None
    lacking: str
    gates: tuple[GateState, ...]

    @property
    def open(self) -> bool:
        """True when there is a text and every gate is open."""
        return self.text_hash is not None and all(gate.open for gate in self.gates)

    @property
    def closed(self) -> tuple[GateState, ...]:
        """The gates that are closed."""
        return tuple(gate for gate in self.gates if not gate.open)


def plan(
    stages: Iterable[Prepared], ledger: Ledger, records: Records, *, now: datetime | None = None
) -> tuple[StageState, ...]:
    """The state of each stage, in the order given; ``now`` (with its zone) is the present unless given.

    Raises UserError when a template names a gate that there is not.
    """
    moment = now or datetime.now(UTC)
    return tuple(stage_state(stage, ledger, records, now=moment) for stage in stages)


def stage_state(
    stage: Prepared, ledger: Ledger, records: Records, *, now: datetime | None = None
) -> StageState:
    """The state of one stage with its draft, or where nobody has drafted with what its template gives."""
    template = stage.template
    draft = stage.draft or stage.fresh
    moment = now or datetime.now(UTC)
    matter = Matter(stage, draft, ledger, records, moment) if draft else None
    return StageState(
        id=template.id,
        order=template.order,
        title=template.title,
        purpose=template.purpose,
        timing=template.timing,
        audience=template.audience.name,
        tlp=template.audience.tlp,
        cleared_by=template.cleared_by,
        to=stage.letter.id if stage.letter else None,
        draft=stage.draft.id if stage.draft else None,
        text_hash=text_hash(draft.text) if draft else None,
        lacking=stage.lacking,
        gates=tuple(_gate_state(template.id, need, matter) for need in template.gates),
    )


def _gate_state(template: str, need: GateNeed, matter: Matter | None) -> GateState:
    if need.id not in GATES:
        raise UserError(f'{template}: there is no gate "{need.id}". Choose among: {", ".join(GATES)}.')
    if matter is None:
        return GateState(need.id, False, "There is no text yet.", "Record what the template still needs.")
    verdict = GATES[need.id](matter, need)
    return GateState(need.id, verdict.open, verdict.why, verdict.opens)
