"""``verbale rules``: what is flagged, why, and on whose word."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from verbale.desk import Desk
from verbale.model.rulecard import RuleCard


@click.command()
@click.argument("rule_id", metavar="[ID]", required=False)
@click.option("--house", metavar="DIR", help="A folder with your house's own rules and words.")
def rules(rule_id: str | None, house: str | None) -> None:
    """List the rules, or show one rule's page.

    \b
    List every rule:      verbale rules
    Read one rule's page: verbale rules blame/asserted-attribution

    A rule's page says what is flagged and why, whose advice that is, and shows sentences
    that are flagged (the words between [[ and ]]) and sentences that are not.
    """
    desk = Desk(house=Path(house) if house else None)
    lines = _page(desk.rule(rule_id)) if rule_id else _list(desk.rules())
    for line in lines:
        click.echo(line)


def _list(cards: tuple[RuleCard, ...]) -> Iterator[str]:
    widest = max((len(card.id) for card in cards), default=0)
    for family, group in groupby(sorted(cards, key=_place), key=lambda card: card.family):
        yield family
        for card in group:
            yield f"  {card.id:<{widest}}  {card.severity:<7}  {card.problem}"


def _place(card: RuleCard) -> tuple[str, str]:
    return card.family, card.id


def _page(card: RuleCard) -> Iterator[str]:
    yield f"{card.id} ({card.severity})"
    yield ""
    yield card.problem
    yield card.advice
    yield ""
    yield f"Why: {card.why}"
    for heading, lines in (("Sources", card.sources), ("Flagged", card.flags), ("Allowed", card.allows)):
        if lines:
            yield ""
            yield f"{heading}:"
            yield from (f"  {line}" for line in lines)
