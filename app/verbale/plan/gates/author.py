"""Gates that keep a text from saying more about an author than evidence, decision and courtesy allow."""

from verbale.model.actor import Actor, ActorKind
from verbale.model.cause import CauseClass
from verbale.model.decision import Decision
from verbale.model.fact import Fact
from verbale.model.finding import Family, Severity
from verbale.model.hypothesis import HypothesisKind
from verbale.model.measure import Measure, MeasureKind
from verbale.model.status import Status
from verbale.model.template import GateNeed
from verbale.model.track import Track
from verbale.plan.evidence import evidence_about, gravest, sufficiency
from verbale.plan.matter import Matter, Verdict, stands_open, stays_closed
from verbale.plan.proportionality import is_releasable

_NAMING = ("blame/asserted-attribution", "blame/asserted-sponsorship", "blame/accusation", "blame/charge")
_ENOUGH_HYPOTHESES = 3


def evidence_sufficient(matter: Matter, need: GateNeed) -> Verdict:
    """What the text itself claims of an actor rests on enough evidence for the gravity of the claim."""
    claims = _own_claims(matter)
    if not claims and not matter.decision:
        return stands_open(f"The text claims nothing of its own about an actor. {_outlook(matter)}".strip())
    under = _grounds(matter, matter.decision) if matter.decision else ()
    found = sufficiency((*under, *claims))
    if not found.enough:
        return stays_closed(
            f"A claim of {found.gravity} gravity needs {'; '.join(found.lacking)}.",
            "Record what is lacking, or take the claim out.",
        )
    origins = f"{len(found.origins)} independent origins"
    return stands_open(
        f"A claim of {found.gravity} gravity rests on {origins}, with limits and review stated."
    )


def decision_recorded(matter: Matter, need: GateNeed) -> Verdict:
    """No attribution of ours goes out without a decision that the audience may read; no waiver serves."""
    naming = [
        finding
        for finding in matter.stage.findings
        if finding.severity is not Severity.INFO
        and (finding.family is Family.ATTRIBUTION or finding.rule in _NAMING)
    ]
    decision = matter.ledger.attribution
    if naming and not decision:
        listed = ", ".join(f"“{finding.text}” (line {finding.line})" for finding in naming)
        return stays_closed(
            f"The text attributes without a decision: {listed}.",
            "Take the words out, or record the decision of those in charge (kind: attribution).",
        )
    if naming or _own_claims(matter):
        if not decision:
            return stays_closed(
                "The text claims something of its own about an actor, and nothing has been decided.",
                "Record the decision of those in charge (kind: attribution), or take the claim out.",
            )
        if not decision.tlp.may_go_to(matter.draft.audience):
            return stays_closed(
                f"The decision {decision.id} is {decision.tlp}, above the text's {matter.draft.audience}.",
                "Have the decision marked more widely, or take the attribution out.",
            )
    if decision and matter.decision:
        return stands_open(f"{decision.decided_by} decided on {decision.decided_at} ({decision.id}).")
    return stands_open("The text makes no attribution of its own.")


def diplomatic_contact_first(matter: Matter, need: GateNeed) -> Verdict:
    """Before a state is named in public, something has been sent to it, or somebody has said why not."""
    states = _states_named(matter)
    if not states:
        return stands_open("The text names no state that has been spoken of.")
    if waiver := matter.waived_gate(need.id):
        return stands_open(f"Waived by {waiver.by}: {waiver.reason}")
    silent = [state for state in states if not _contacted(matter, state)]
    if silent:
        names = ", ".join(state.called for state in silent)
        return stays_closed(
            f"{names} would be named in public, and nothing released to it is recorded.",
            f"Release a diplomatic text to {names}, or waive gate/diplomatic-contact-first with a reason.",
        )
    return stands_open(f"{', '.join(state.called for state in states)} has been written to.")


def nobody_named_while_contested(matter: Matter, need: GateNeed) -> Verdict:
    """While nothing is decided, an actor spoken of stands only in what somebody is told to have said.

    The wrong words that a correction quotes count as such.
    """
    decision = matter.ledger.attribution
    loose = [
        (actor, span)
        for actor, span in matter.named()
        if not any(_is_anothers(matter, slot.fact) for slot in matter.draft.slots if slot.span.covers(span))
    ]
    if decision and matter.decision:
        loose = [(actor, span) for actor, span in loose if not _meant(matter, decision, actor)]
    if loose:
        listed = ", ".join(dict.fromkeys(f"“{span.of(matter.draft.text)}”" for _, span in loose))
        return stays_closed(
            f"Named outside what somebody has said, with nothing decided about them: {listed}.",
            "Take the name out, or tell it as the statement of whoever made it (said_by).",
        )
    if matter.named():
        return stands_open("Names stand only in what others have said, or in the decision.")
    return stands_open("Nobody is named.")


def no_coercion_before_decision(matter: Matter, need: GateNeed) -> Verdict:
    """No restrictive measure is told before an attribution is decided, nor one without end or way out."""
    coercive = [measure for measure in matter.measures if measure.kind is MeasureKind.RESTRICTIVE]
    if coercive and not matter.ledger.attribution:
        ids = ", ".join(measure.id for measure in coercive)
        return stays_closed(
            f"The text tells of restrictive measures ({ids}), and no attribution has been decided.",
            "Take them out until those in charge have decided on attribution.",
        )
    endless = [m.id for m in matter.measures if _is_aimed(m) and not is_releasable(m)]
    if endless:
        return stays_closed(
            f"The text tells of measures against somebody that lack their end or their way out: "
            f"{', '.join(endless)}.",
            "Record expires_at and off_ramp for each, or take them out.",
        )
    return stands_open(
        "The text tells of no restrictive measure." if not coercive else "A decision is recorded."
    )


def hypotheses_open(matter: Matter, need: GateNeed) -> Verdict:
    """While nothing is decided, several explanations are open, a criminal and a non-malicious one too."""
    incident = matter.ledger.incident
    if matter.ledger.attribution:
        return stands_open("An attribution has been decided.")
    held = [hypothesis for hypothesis in incident.hypotheses if hypothesis.open]
    least = need.least or _ENOUGH_HYPOTHESES
    wanted = [HypothesisKind.CRIMINAL]
    if incident.cause_class is CauseClass.UNDETERMINED:
        wanted.append(HypothesisKind.NON_MALICIOUS)
    lacking = [kind for kind in wanted if kind not in {hypothesis.kind for hypothesis in held}]
    if len(held) < least or lacking:
        also = (
            f" None of them is {' or '.join(kind.replace('_', '-') for kind in lacking)}." if lacking else ""
        )
        return stays_closed(
            f"{len(held)} hypotheses are open.{also}",
            f"Keep at least {least} open, or close one with the reason why it is no longer possible.",
        )
    return stands_open(f"{len(held)} hypotheses are held open.")


def _is_aimed(measure: Measure) -> bool:
    return measure.kind is MeasureKind.RESTRICTIVE or bool(measure.towards)


def _own_claims(matter: Matter) -> tuple[Fact, ...]:
    """Facts in the text that say something of an actor in our own name."""
    firm = (Status.KNOWN, Status.SUSPECTED)
    told = {slot.fact for slot in matter.draft.slots}
    return tuple(
        fact
        for fact in matter.facts
        if fact.id in told
        and fact.actor
        and (fact.about_author or fact.relation)
        and not fact.said_by
        and fact.status in firm
        and _told_as_found(matter, fact)
    )


def _told_as_found(matter: Matter, fact: Fact) -> bool:
    """True when the text gives the finding itself, and not the open question that stands in for it."""
    clause = (fact.clause or "").lower()
    return any(clause in matter.words(slot).lower() for slot in matter.draft.slots if slot.fact == fact.id)


def _grounds(matter: Matter, decision: Decision | None) -> tuple[Fact, ...]:
    found = (matter.ledger.fact(id) for id in (decision.facts if decision else ()))
    return tuple(fact for fact in found if fact is not None)


def _outlook(matter: Matter) -> str:
    """What an attribution to each actor spoken of would still need; nothing where nothing bears on it."""
    lines = []
    for actor in dict.fromkeys(fact.actor for fact in matter.ledger.facts_with() if fact.about_author):
        facts = evidence_about(matter.ledger, actor) if actor else ()
        found = sufficiency(facts, gravity=gravest(facts))
        if facts and found.lacking:
            name = matter.ledger.name_of(actor or "")
            lines.append(f"An attribution to {name} would still need {'; '.join(found.lacking)}.")
    return " ".join(lines)


def _states_named(matter: Matter) -> tuple[Actor, ...]:
    if matter.stage.template.track is not Track.PUBLIC:
        return ()
    found = {}
    for actor, _ in matter.named():
        state = actor if actor.kind is ActorKind.STATE else matter.ledger.actor(actor.state or "")
        if state and state.kind is ActorKind.STATE:
            found[state.id] = state
    return tuple(found.values())


def _contacted(matter: Matter, state: Actor) -> bool:
    letters = {one.id for one in matter.ledger.correspondence if one.addressee_state == state.id}
    sent = [release.correspondence for release in matter.records.releases]
    sent += [released.correspondence for released in matter.ledger.incident.released_texts]
    return any(id in letters for id in sent if id)


def _is_anothers(matter: Matter, id: str) -> bool:
    fact = matter.ledger.fact(id)
    quoted = any(one.id == id for one in matter.ledger.incident.corrections)
    return quoted or (fact is not None and fact.said_by is not None)


def _meant(matter: Matter, decision: Decision, actor: Actor) -> bool:
    held = matter.ledger.actor(decision.actor or "")
    return held is not None and (actor.id in (held.id, held.state) or actor.state == held.id)
