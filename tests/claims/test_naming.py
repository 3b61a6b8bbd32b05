"""Whom a message names: the one said to have done it, and never the sufferer, a speaker or a place."""

from functools import cache
from pathlib import Path

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.model.finding import Finding
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"


@cache
def linter() -> Linter:
    return Linter(ledger=read_ledger(Path(SAMPLE)))


def of_parties(text: str) -> list[Finding]:
    """The findings that say of somebody that he did it."""
    return [f for f in linter().lint(text) if f.rule.startswith(("attribution/", "blame/"))]


NAMED = [
    ("Orsk carried out the attack on Norlund.", "Orsk"),
    ("The attack on Norlund was carried out by Orsk.", "Orsk"),
    ("Orskan hackers breached the ministry of Norlund.", "Orsk"),
    ("Norlund was hacked by Orsk.", "Orsk"),
    ("Norlund attributes the attack to Orsk.", "Orsk"),
    ("According to Norlund, Orsk is behind the attack.", "Orsk"),
    ("The attack bears the hallmarks of Orsk, officials in Norlund said.", "Orsk"),
    ("Norlund suspects Orsk of the attack.", "Orsk"),
]
UNNAMED = [
    "A firm in Norlund was broken into by hackers close to a foreign power.",
    "A man with a Norlund accent claimed responsibility for the attack.",
    "The attack on Norlund is believed to be the work of a foreign service.",
    "The data were stolen from Norlund by state-sponsored hackers.",
    "Norlund believes that the raid was the work of a foreign power.",
]


@pytest.mark.parametrize(("text", "name"), NAMED)
def test_a_message_names_who_did_it(text: str, name: str) -> None:
    named = [finding.message.split("”", 1)[1] for finding in of_parties(text)]
    assert any(name in told for told in named)
    assert not any("Norlund" in told for told in named)


@pytest.mark.parametrize("text", UNNAMED)
def test_a_message_names_nobody_who_did_not(text: str) -> None:
    messages = [finding.message for finding in of_parties(text)]
    assert messages
    assert not any("Norlund" in message.split("”", 1)[1] for message in messages)
