"""``verbale explain``: how a sentence is read, which words decided, and what would clear it."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

import click

from verbale.desk import Desk
from verbale.model.explanation import ExplainedClaim, Explanation
from verbale.report import visible

WIDTH = 100
NO_CLAIM = "Nothing in this sentence says who did what, how sure that is, or who is at fault."


@click.command()
@click.argument("sentence")
@click.option("--ledger", metavar="FILE", help="Know the actors and the facts of this ledger.")
@click.option("--house", metavar="DIR", help="A folder with your house's own rules and words.")
@click.option("--no-trained-reader", is_flag=True, help="By the rules alone.")
def explain(sentence: str, ledger: str | None, house: str | None, no_trained_reader: bool) -> None:
    """Show how a sentence is read, and which words decided.

    \b
    Why is this flagged?   verbale explain "China is behind the outage."
    Why is this not?       verbale explain "We have not established who is behind the outage."
    With a ledger's names: verbale explain "Orsk is behind it." --ledger ledger.yaml

    Put the sentence in quotation marks, so that it reaches Verbale as one piece.
    """
    desk = Desk(house=Path(house) if house else None, trained_reader=not no_trained_reader)
    facts = desk.open_ledger(Path(ledger)) if ledger else None
    click.echo("\n".join(_lines(desk.explain(sentence, ledger=facts))))


def _lines(explanation: Explanation) -> Iterator[str]:
    if not explanation.claims:
        yield NO_CLAIM
    for lines in dict.fromkeys(tuple(_claim(claim)) for claim in explanation.claims):
        for line in lines:
            yield from wrap(visible(line), WIDTH, subsequent_indent="    ")
        yield ""
    for finding in explanation.findings:
        yield visible(f"{finding.severity} {finding.rule}")
        for line in (finding.message, finding.remedy):
            yield from wrap(visible(line), WIDTH, initial_indent="  ", subsequent_indent="  ")
    if not explanation.findings:
        yield "No findings."


def _claim(claim: ExplainedClaim) -> Iterator[str]:
    yield claim.says
    yield f"  decided by: {', '.join(claim.decided_by) or 'the grammar of the sentence'}"
    fired = [outcome.rule for outcome in claim.outcomes if outcome.fired]
    if fired:
        yield f"  flagged by: {', '.join(fired)}"
    for reason in dict.fromkeys(outcome.reason for outcome in claim.outcomes if not outcome.fired):
        quiet = [o.rule for o in claim.outcomes if not o.fired and o.reason == reason]
        yield f"  not flagged by {', '.join(quiet)}: {reason}"
    yield f"  to clear it: {claim.clears}" if fired else f"  {claim.clears}"
