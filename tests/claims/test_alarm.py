"""What magnifies, and what only sounds like it: one sentence, one claim."""

from functools import cache
from pathlib import Path

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.model.claim import Kind
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
KINDS = {Kind.ALARM}


@cache
def linter() -> Linter:
    return Linter(ledger=read_ledger(Path(SAMPLE)))


def told(text: str) -> set[tuple[str, str]]:
    """Form and standing of every claim of the family."""
    claims = [claim for read in linter().read(text) for claim in read.claims]
    return {(c.form, str(c.standing)) for c in claims if c.kind in KINDS}


CLAIMED = [
    ("The worm wreaked havoc.", "intensity", "flat"),
    ("The worm did not wreak havoc.", "intensity", "negated"),
    ("The worm may wreak havoc.", "intensity", "hedged"),
    ("If the worm spreads, it will cripple the port.", "intensity", "flat"),
    ("Experts say the worm wreaked havoc.", "intensity", "reported"),
    ("Did the worm wreak havoc?", "intensity", "asked"),
    ("There was chaos at the quay.", "intensity", "flat"),
    ("A massive breach was found.", "intensity", "flat"),
    ("An unprecedented theft was reported.", "intensity", "reported"),
    ("The intrusion was highly sophisticated.", "intensity", "flat"),
    ("The threat is extremely serious.", "intensity", "flat"),
    ("The relentless attacks went on.", "intensity", "flat"),
    ("It is the largest breach in history.", "superlative", "flat"),
    ("Nothing in the annals of theft comes close.", "superlative", "flat"),
    ("It is the mother of all leaks.", "superlative", "flat"),
    ("It was a digital Hiroshima.", "figurative", "flat"),
    ("It was not a digital Hiroshima.", "figurative", "negated"),
    ("The worm spread like wildfire.", "figurative", "flat"),
    ("The port is on the brink of collapse.", "figurative", "flat"),
    ("The registry is in tatters.", "figurative", "flat"),
    ("The theft was unprecedented.", "intensity", "flat"),
    ("It was a spectacular breach.", "intensity", "flat"),
    ("For the co-operative the leak was a death sentence.", "figurative", "flat"),
    ("It is the nastiest wiper ever written.", "superlative", "flat"),
    ("The crisis threw the registry into turmoil.", "intensity", "flat"),
]


@pytest.mark.parametrize(("text", "form", "standing"), CLAIMED)
def test_alarm_is_read_with_its_standing(text: str, form: str, standing: str) -> None:
    assert (form, standing) in told(text)


UNCLAIMED = [
    "Talk of chaos is misplaced.",
    "Reports of mayhem proved exaggerated.",
    "There is no reason for panic or chaos.",
    "There was no chaos at the quay.",
    "The loader comes from the Havoc framework.",
    "The Chaos ransomware was found on two machines.",
    "The tower has a spectacular clock.",
    "The end of the century was wet.",
    "A seismic survey was made.",
    "A massive oak fell on the mast.",
    "An unprecedented turnout was reported.",
    "The intrusion was sophisticated.",
    "The update is highly recommended.",
    "We take this extremely seriously.",
    "The relentless heat went on.",
    "It is the largest bank in history.",
    "We watched a film, and then Nightmare came on.",
]


@pytest.mark.parametrize("text", UNCLAIMED)
def test_plain_names_weather_and_dismissals_alarm_nobody(text: str) -> None:
    assert told(text) == set()
