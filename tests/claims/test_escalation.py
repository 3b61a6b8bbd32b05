"""What threatens, punishes, reserves or names a threshold, and how sure: one sentence, one claim."""

from functools import cache
from pathlib import Path

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.model.claim import Kind
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
KINDS = {Kind.THREAT, Kind.THRESHOLD}


@cache
def linter() -> Linter:
    return Linter(ledger=read_ledger(Path(SAMPLE)))


def told(text: str) -> set[tuple[str, str]]:
    """Form and standing of every claim of the family."""
    claims = [claim for read in linter().read(text) for claim in read.claims]
    return {(c.form, str(c.standing)) for c in claims if c.kind in KINDS}


CLAIMED = [
    ("We will impose costs on whoever did this.", "threat", "flat"),
    ("We will not impose costs on anyone.", "threat", "negated"),
    ("If Orsk did this, we will impose costs.", "threat", "flat"),
    ("The minister said that Norlund would strike back.", "threat", "norm"),
    ("Should we strike back?", "threat", "norm"),
    ("The council does not seek to strike back.", "threat", "negated"),
    ("Orsk denies that it will strike back.", "threat", "denied"),
    ("There will be a price for this.", "threat", "flat"),
    ("They will rue the day.", "threat", "flat"),
    ("It is a final warning to Orsgrad.", "threat", "flat"),
    ("Nobody strikes at Norlund with impunity.", "threat", "flat"),
    ("Do not mistake our patience for weakness.", "threat", "flat"),
    ("Velmara imposed sanctions on Orsk.", "punishment", "flat"),
    ("Velmara did not impose sanctions on Orsk.", "punishment", "negated"),
    ("Velmara should impose sanctions on Orsk.", "punishment", "norm"),
    ("Will Velmara impose sanctions on Orsk?", "punishment", "asked"),
    ("Velmara may impose sanctions on Orsk.", "punishment", "hedged"),
    ("Two attachés were told to leave the country.", "punishment", "flat"),
    ("The thieves must be held to account.", "punishment", "norm"),
    ("Norlund pressed for travel bans.", "punishment", "flat"),
    ("Norlund should ban Orsk from the league.", "punishment", "norm"),
    ("Velmara reserves the right to act.", "reserve", "flat"),
    ("The league will respond to this attack.", "reserve", "flat"),
    ("We will respond.", "reserve", "flat"),
    ("We rule nothing out.", "reserve", "flat"),
    ("This was an armed attack.", "legal", "flat"),
    ("This was not an armed attack.", "legal", "negated"),
    ("Was this an armed attack?", "legal", "asked"),
    ("If this was an armed attack, the treaty applies.", "legal", "hedged"),
    ("It is not established whether this was an armed attack.", "legal", "open"),
    ("Article 5 was invoked.", "legal", "flat"),
    ("Article 5 of the North Atlantic Treaty was invoked.", "legal", "flat"),
    ("It was an attack on our independence.", "legal", "flat"),
    ("Every provocation will be answered.", "threat", "flat"),
    ("No provocation will be answered.", "threat", "negated"),
    ("Any incursion must be repelled.", "threat", "norm"),
    ("The culprits will be tracked down.", "threat", "flat"),
    ("Whoever opened the sluice will be caught.", "threat", "flat"),
    ("Those who rob our pensioners are going to regret it.", "threat", "flat"),
    ("They'll pay for this.", "threat", "flat"),
    ("Orsk will taste defeat.", "threat", "flat"),
    ("We are coming after the gang.", "threat", "flat"),
    ("We will not rest until the thieves are caught.", "threat", "flat"),
    ("The insult must not go unanswered.", "threat", "norm"),
    ("Do not read our restraint as weakness.", "threat", "flat"),
    ("Norlund is sanctioning two companies.", "punishment", "flat"),
    ("Norlund expelled two.", "punishment", "flat"),
    ("Six embassy staff must leave the country.", "punishment", "norm"),
    ("We will use every lawful means.", "reserve", "flat"),
    ("The league may invoke the treaty.", "legal", "hedged"),
    ("The wiper amounts to a use of force.", "legal", "flat"),
    ("This is cyberwar.", "war", "flat"),
    ("This is not cyberwar.", "war", "negated"),
    ("The hackers wage a cyber war.", "war", "flat"),
    ("We will respond to Orsk's attack.", "reserve", "flat"),
    ("There will be consequences for Orsk.", "threat", "flat"),
    ("This will be remembered.", "threat", "flat"),
    ("Expect us.", "threat", "flat"),
    ("This intrusion is in violation of the Charter.", "legal", "flat"),
    ("This is war.", "war", "flat"),
    ("The intrusion opens a proxy war.", "war", "flat"),
    ("We will use all means at our disposal to punish Orsk.", "reserve", "flat"),
    ("The sanctions will follow.", "punishment", "flat"),
]


@pytest.mark.parametrize(("text", "form", "standing"), CLAIMED)
def test_escalation_is_read_with_its_standing(text: str, form: str, standing: str) -> None:
    assert (form, standing) in told(text)


UNCLAIMED = [
    "The raiders were told to leave the hall.",
    "The server was banned from the network.",
    "The shop will respond to complaints.",
    "The league will respond to the letter of thanks.",
    "The shop will respond by Friday.",
    "Article 5 of the contract was invoked.",
    "It was an attack on a bakery.",
    "The war ended a century ago.",
    "A trade war is feared.",
    "Your questions will be answered.",
    "The parcel will be found.",
    "The crew will lose an hour.",
    "Velmara will pay for the repairs.",
    "Velmara will bear the cost of repairs.",
    "The bill must be paid.",
    "The hackers came after the bank.",
    "The worm went after printers.",
    "The hackers retaliated.",
    "The defacement was in retaliation for a song.",
    "We will not rest until the ferry sails.",
    "The council made known that the fee must be paid in advance.",
    "The price of the cable rose.",
    "The seminar dealt with the use of force.",
    "The pupils were sent home.",
    "The clerk consults the sanctions list.",
    "The long drought has had severe consequences for the fishing villages.",
    "County jails must bear the heavy cost of housing prisoners.",
    "They exploit the sanctions regimes for pressure.",
    "The embargo hurts our farmers.",
    "The sanctions regime has impoverished our people.",
    "Countries at war need food and medicine.",
    "Norlund was at war for ten years.",
    "Climate change has serious consequences for Norlund.",
    "We welcome the end of the state of war between Orsk and Norlund.",
    "We use every tool available to restore the lifts.",
    "The council should respond to the needs of the Orskan people.",
    "There should also be greater response to the needs of the villages.",
    "With the town facing sky-high gas prices, it is time to act.",
    "If the board fails to act, there will be serious consequences for our readiness.",
    "Foreign yards cheat to undercut prices on Velmaran timber.",
    "As a measure of its will, the Orskan government should agree.",
    "The mayor will be remembered for her patience.",
    "Families expect us to take our time.",
    "Fifty towns are short of water or face drought.",
    "Work on the Red Line to the harbour begins in May.",
    "The fund paid for the port in the appropriations bill for this year.",
    "Taking the list home was in violation of office policy.",
    "The bill imposes cost-sharing on Norlund.",
    "The fund will use all the tools at its disposal to help families.",
    "The sanctions have cost the island two harvests.",
    "The sanctions are unjust.",
    "Orsk lives under sanctions.",
    "The harbour feared the end of the arms embargo.",
    "The province has become a field for proxy wars.",
    "The meeting is on drought, terrorism and cyber security.",
]


@pytest.mark.parametrize("text", UNCLAIMED)
def test_service_law_and_history_escalate_nothing(text: str) -> None:
    assert told(text) == set()
