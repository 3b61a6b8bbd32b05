"""Tracks, stages and gates: what may go out, and what would have to happen first."""

from verbale.plan.gates import GATES
from verbale.plan.matter import Prepared
from verbale.plan.records import Records, read_draft, read_records
from verbale.plan.stages import GateState, StageState, plan, stage_state

__all__ = [
    "GATES",
    "GateState",
    "Prepared",
    "Records",
    "StageState",
    "plan",
    "read_draft",
    "read_records",
    "stage_state",
]
