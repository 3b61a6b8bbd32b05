"""Which sentences make a claim of certainty, in what form and standing, and whether a qualifier bounds it."""

from functools import cache

import pytest

from verbale.lint import Linter
from verbale.model.claim import Kind

OWN = {Kind.BOOSTER, Kind.ABSOLUTE, Kind.GUARANTEE}


@cache
def linter() -> Linter:
    return Linter()


def certainties(text: str) -> set[tuple[str, str, bool]]:
    claims = [claim for read in linter().read(text) for claim in read.claims if claim.kind in OWN]
    return {(claim.form, claim.standing.value, claim.bounded) for claim in claims}


TOLD = [
    ("No passenger records were copied.", "denied"),
    ("Passenger records were not copied.", "denied"),
    ("None of the passenger records were copied.", "denied"),
    ("Nothing was stolen.", "denied"),
    ("Not a single account was compromised.", "denied"),
    ("The outage did not affect the tower.", "denied"),
    ("The tower was never at risk.", "denied"),
    ("At no time were the accounts compromised.", "denied"),
    ("The accounts were at no point compromised.", "denied"),
    ("There was no disruption.", "denied"),
    ("The breach had no effect on payments.", "denied"),
    ("No loss of data occurred.", "denied"),
    ("The files were stored on a disk, which was not affected.", "denied"),
    ("Only addresses were copied.", "restricted"),
    ("The breach only affected two accounts.", "restricted"),
    ("The leak was limited to a test server.", "restricted"),
    ("The sole cause was a lost key.", "restricted"),
    ("The only explanation is a lost key.", "restricted"),
    ("All backups are intact.", "safe"),
    ("The leak is fully closed.", "safe"),
    ("Your accounts remain safe.", "safe"),
    ("The malware has been completely removed.", "safe"),
    ("The claim is false.", "denial"),
    ("The outage had nothing to do with the update.", "denial"),
    ("This will never happen again.", "guarantee"),
    ("Such a breach cannot recur.", "guarantee"),
    ("We guarantee that your data is safe.", "guarantee"),
    ("Russia undoubtedly ordered the attack.", "adverb"),
    ("There is no doubt that the file was forged.", "phrase"),
    ("The bureau holds irrefutable evidence.", "evidence"),
    ("The logs prove that the door was open.", "proof"),
    ("We know that Russia attacked the ministry.", "knowledge"),
    ("At no stage were the pumps reachable from outside.", "denied"),
    ("At no moment did the intruder open the archive.", "denied"),
    ("Nobody came to harm.", "denied"),
    ("Nothing had an impact on payments.", "denied"),
    ("There can be no doubt about who gave the order.", "phrase"),
    ("We know who unlocked the gate.", "knowledge"),
    ("None of the changes had an effect on patients.", "denied"),
    ("No one has opened the archive.", "denied"),
    ("They do not include card numbers.", "denied"),
    ("We have never worked for any service.", "denied"),
    ("Our plant was never in play.", "denied"),
    ("Your bookings are untouched and your miles are safe.", "safe"),
    ("We have blocked every one of these attempts.", "safe"),
    ("We have closed off all routes into the yard.", "safe"),
    ("The port has evicted the intruder from its network.", "safe"),
    ("Misuse of the cards is impossible.", "guarantee"),
    ("A second leak is out of the question.", "guarantee"),
    ("The cipher cannot be broken.", "guarantee"),
    ("The votes cannot be altered.", "guarantee"),
    ("A recurrence is ruled out.", "guarantee"),
    ("The gates will never fail.", "guarantee"),
    ("There is not a shred of doubt.", "phrase"),
    ("This is clearly the work of the same crew.", "adverb"),
    ("We know exactly who did this.", "knowledge"),
]


@pytest.mark.parametrize(("sentence", "form"), TOLD)
def test_a_certainty_told_as_a_fact_is_read_in_its_form(sentence: str, form: str) -> None:
    assert (form, "flat", False) in certainties(sentence)


def test_plain_confidence_is_an_assessment_without_a_bound() -> None:
    assert ("confidence", "assessed", False) in certainties("We are confident that no data was copied.")


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no doubt in my mind.",
        "That is undeniable.",
        "Proof is there for the world to see.",
        "It is clear that Russia broke the accord.",
        "It is clear that the attack was planned.",
        "The tide gauge was undoubtedly sabotaged.",
        "We hold irrefutable evidence.",
    ],
)
def test_a_booster_on_a_party_a_deed_or_the_sentence_before_is_certainty(sentence: str) -> None:
    assert {form for form, *_ in certainties(sentence)} & {"adverb", "adjective", "phrase", "evidence"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Passenger records were copied.",
        "Keep your device secure.",
        "The devices should be secure.",
        "We are working to make the network secure.",
        "If no records were copied, we will say so.",
        "Whether any records were not copied is being checked.",
        "Were no records copied?",
        "We hope that the network is safe.",
        "Make sure that no data is exposed.",
        "Breaches that do not expose passwords are common.",
        "Not all systems were affected.",
        "Some customers were not affected.",
        "The attack did not affect the majority of customers.",
        "Orsk was not involved.",
        "We did not access the files.",
        "Only staff may access the files.",
        "We only use your data to answer you.",
        "We are fully committed to openness.",
        "No one can guarantee that this will not happen again.",
        "We hope that this will never happen again.",
        "We are confident that we will make progress.",
        "Russia had nothing to do with the outage.",
        "The embassy clearly denied the report.",
        "It was certainly a long night.",
        "It is not clear who copied the file.",
        "The evidence does not prove that the door was open.",
        "The report shows three tables.",
        "We know that this is a hard week.",
        "There is almost certainly a hidden meaning.",
        "We blocked an attempt on Monday.",
        "We will block every attempt.",
        "We have not evicted the intruder.",
        "A second leak is not impossible.",
        "A leak cannot be ruled out.",
        "Parking is impossible on Mondays.",
        "The crew never wanted to sail.",
        "We are certain that you will enjoy your stay.",
        "Our gates have been closed since six.",
        "It is clear that reform of the fishing fund will not be easy.",
        "The bridge is undoubtedly a bright spot for the town.",
        "Make no mistake, there is much left to build on the quay.",
        "I have no doubt that our talks will be guided well.",
        "We all know that poverty has no quick cure.",
        "Our nurses deserve nothing less than the best training.",
        "Without question the Norlund senator Ada Holt was the best judge of our time.",
        "We are certain that you share this concern.",
        "I am confident that we can now move forward with the budget.",
        "We will act together so this can never happen again.",
    ],
)
def test_what_is_not_told_as_a_fact_is_no_certainty(sentence: str) -> None:
    assert certainties(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "At this stage, no records were copied.",
        "No records have been copied to date.",
        "To our knowledge, no records were copied.",
        "As far as the logs go, no records were copied.",
        "We believe that no records were copied.",
        "As of 14:00 UTC, no records were copied and the tower was not affected.",
    ],
)
def test_a_qualifier_bounds_its_clause_and_what_stands_under_it(sentence: str) -> None:
    found = certainties(sentence)
    assert found
    assert all(bounded for _, _, bounded in found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The inquiry is ongoing; no records were copied.",
        "The inquiry is ongoing, and no records were copied.",
        "No records were copied, and the inquiry is still running at this stage.",
        "The port is currently closed, but the signals were not affected.",
    ],
)
def test_a_qualifier_does_not_reach_a_second_main_clause(sentence: str) -> None:
    assert any(not bounded for _, _, bounded in certainties(sentence))
