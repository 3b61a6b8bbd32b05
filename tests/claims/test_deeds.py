"""What is told in plain verbs of a threat group, or of an actor named just before."""

from functools import cache

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"


@cache
def linter() -> Linter:
    return Linter(ledger=read_ledger(SAMPLE))


def told(text: str) -> set[tuple[str, str]]:
    """Form and standing of every link of the text."""
    claims = [claim for read in linter().read(text) for claim in read.claims]
    return {(c.form, str(c.standing)) for c in claims if c.kind == "link"}


DEEDS = [
    "Charming Kitten sent invitations to a conference.",
    "UNC8841 has rented nine servers since March.",
    "The RedKiln gang posted the drawings of a ferry.",
    "A crew called BrassOtter waited in the booking system for a month.",
    "Orsk read the mail of two ministers.",
    "Norlund named Orsk on Monday. They emptied the accounts of three banks.",
]
NONE = [
    "Malware used by APT28 was found on one laptop.",
    "Orsk has reset its own passwords.",
    "Norlund named Orsk on Monday. It infected the malware laboratory of the ministry.",
    "The hotel sent invitations to a conference.",
    "APT28 did not use this loader.",
    "Did APT28 send the invitations?",
]


@pytest.mark.parametrize("text", DEEDS)
def test_what_a_known_actor_did_to_others_is_a_deed(text: str) -> None:
    assert ("deed", "flat") in told(text)


@pytest.mark.parametrize("text", NONE)
def test_what_is_denied_asked_or_its_own_is_none(text: str) -> None:
    assert ("deed", "flat") not in told(text)


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("“Orsk hacked the port,” she said.", "flat"),
        ("She said that Orsk hacked the port.", "reported"),
        ("The report said that “Orsk” hacked the port.", "reported"),
    ],
)
def test_a_sentence_quoted_whole_counts_like_the_texts_own(text: str, standing: str) -> None:
    assert ("act", standing) in told(text)
