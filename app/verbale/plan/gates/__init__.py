"""Every gate by its id. A gate looks at one text and says whether it is open, why, and what would open it."""

from collections.abc import Callable

from verbale.model.template import GateNeed
from verbale.plan.gates.agreement import agrees_with_other_track, agrees_with_released
from verbale.plan.gates.author import (
    decision_recorded,
    diplomatic_contact_first,
    evidence_sufficient,
    hypotheses_open,
    no_coercion_before_decision,
    nobody_named_while_contested,
)
from verbale.plan.gates.signing import (
    cleared,
    embargo_over,
    legal_terms_cleared,
    next_update_set,
    partners_agreed,
)
from verbale.plan.gates.text import (
    audience_may_read,
    facts_linked,
    no_error_unwaived,
    within_words,
    wording_agrees,
)
from verbale.plan.matter import Matter, Verdict

Gate = Callable[[Matter, GateNeed], Verdict]

GATES: dict[str, Gate] = {
    "facts-linked": facts_linked,
    "wording-agrees-with-status": wording_agrees,
    "audience-may-read": audience_may_read,
    "no-error-unwaived": no_error_unwaived,
    "within-words": within_words,
    "evidence-sufficient": evidence_sufficient,
    "decision-recorded": decision_recorded,
    "legal-terms-cleared": legal_terms_cleared,
    "diplomatic-contact-first": diplomatic_contact_first,
    "nobody-named-while-contested": nobody_named_while_contested,
    "hypotheses-open": hypotheses_open,
    "no-coercion-before-decision": no_coercion_before_decision,
    "agrees-with-released": agrees_with_released,
    "agrees-with-other-track": agrees_with_other_track,
    "partners-agreed": partners_agreed,
    "cleared": cleared,
    "next-update-set": next_update_set,
    "embargo-over": embargo_over,
}

__all__ = ["GATES", "Gate"]
