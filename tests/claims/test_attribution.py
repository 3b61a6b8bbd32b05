"""Who is tied to an incident, by which kind of tie, and how softly: one sentence, one link."""

from functools import cache
from pathlib import Path

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.model.claim import Kind
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"


@cache
def linter() -> Linter:
    return Linter(ledger=read_ledger(Path(SAMPLE)))


def told(text: str) -> set[tuple[str, str]]:
    """Form and standing of every link."""
    claims = [claim for read in linter().read(text) for claim in read.claims]
    return {(claim.form, str(claim.standing)) for claim in claims if claim.kind is Kind.LINK}


LINKED = [
    ("It was probably Orsk.", "responsible", "hedged"),
    ("The intruders might be Orskans.", "responsible", "hedged"),
    ("The caller says that it was the Orskans.", "responsible", "reported"),
    ("An Orskan contractor may have been the source.", "responsible", "hedged"),
    ("The source seemed to be a hostile state.", "class", "hedged"),
    ("Could it have been an insider?", "class", "asked"),
    ("We suspect Orsk.", "responsible", "hedged"),
    ("Some of the staff suspect a competitor.", "responsible", "hedged"),
    ("Suspicion has fallen on a trainee.", "responsible", "hedged"),
    ("All traces lead to Orsgrad.", "responsible", "hedged"),
    ("Everything we have been shown points to Orsk.", "responsible", "hedged"),
    ("The agency leans towards an Orskan origin.", "responsible", "hedged"),
    ("It appears that APT28 is using the tool.", "act", "hedged"),
    ("Orskan hackers possibly read the mail.", "responsible", "hedged"),
    ("A subcontractor may have planted the file.", "responsible", "hedged"),
    ("There are signs of Orskan involvement.", "role", "hedged"),
    ("We have evidence of Orskan involvement.", "role", "hedged"),
    ("Do you rule out Orskan involvement?", "role", "asked"),
    ("Suspected Orskan hackers stole the plans.", "act", "hedged"),
    ("We are confident that Orsk carried out the raid.", "act", "assessed"),
    ("In their judgement, Orsk carried out the raid.", "act", "assessed"),
    ("It is our assessment that Orsk carried out the raid.", "act", "assessed"),
    ("It is likely that Orsk carried out the raid.", "act", "hedged"),
    ("The group may be taking orders from Orsgrad.", "sponsor", "hedged"),
    ("We judge with high confidence that APT28 operates on behalf of Orsk.", "sponsor", "assessed"),
    ("The gang likely operates out of a suburb in Orsk.", "origin", "hedged"),
    ("The researchers attribute the attack to Orsk.", "attributed", "reported"),
    ("We attribute the attack to Orsk.", "attributed", "flat"),
    ("A group called Night Crow claimed responsibility for the attack.", "claimed", "reported"),
    ("The methods are compatible with earlier attacks by APT28.", "resemblance", "flat"),
    ("The intrusion was Orsk's.", "by", "flat"),
    ("The malware may be Orsk's.", "by", "hedged"),
    ("No analyst believes that Orsk hacked the port.", "act", "negated"),
    ("Nobody doubts that Orsk hacked the port.", "act", "flat"),
    ("The raid on the port bore an Orskan stamp.", "resemblance", "flat"),
    ("Orsk did this.", "responsible", "flat"),
    ("This was done by Orsk.", "responsible", "flat"),
    ("Orsk may have done this.", "responsible", "hedged"),
    ("Orsk is responsible.", "responsible", "flat"),
    ("Voltbear was behind the attack.", "responsible", "flat"),
    ("Voltbear may be responsible for the breach.", "responsible", "hedged"),
    ("The attackers were state-sponsored.", "class", "flat"),
    ("The attack was state-backed.", "class", "flat"),
    ("The port was hit by a state-sponsored attack.", "class", "flat"),
    ("We were the victim of a state-sponsored attack.", "class", "flat"),
    ("This is a state-sponsored attack.", "class", "flat"),
    ("A state stands behind this attack.", "class", "flat"),
    ("The intrusion was the work of a foreign service.", "class", "flat"),
    ("The attack was ordered by a neighbouring government.", "class", "flat"),
]
SILENT = [
    "We will answer any attack by Orsk.",
    "The Orskan crime report is out.",
    "Orskan pupils remain far behind.",
    "Orsk did this to save money.",
    "Orsk did not do this.",
    "The attack was not state-sponsored.",
    "Norlund did it in 2015.",
    "The ministry is responsible for the ports.",
    "The port trains its staff against state-sponsored attacks.",
    "Voltbear is responsible for the investigation.",
    "A state agency reported the attack.",
    "We suspect foul play.",
    "This is consistent with the treaty between Orsk and Norlund.",
    "We are confident that Orsk will ratify the treaty.",
    "Orsk is responsible for 300 citizens abroad.",
    "The Orskan directorate attacked the backlog.",
    "Orskan engineers found a leaking pipe.",
    "Orsk joined the Non-Aligned Movement.",
    "The road leads to Orsgrad.",
    "It was probably a storm.",
    "Everybody may apply for a refund.",
    "We take responsibility for our part in the delay.",
    "The trainee may have missed the train.",
    "Three denial-of-service waves were absorbed.",
]


@pytest.mark.parametrize(("sentence", "form", "standing"), LINKED)
def test_a_sentence_links_somebody_so(sentence: str, form: str, standing: str) -> None:
    assert (form, standing) in told(sentence)


@pytest.mark.parametrize("sentence", SILENT)
def test_a_sentence_links_nobody(sentence: str) -> None:
    assert not told(sentence)
