"""What is accused, judged, demanded, derided or faulted, and how sure: one sentence, one claim."""

from functools import cache
from pathlib import Path

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.model.claim import Kind
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
BLAME = {Kind.ACCUSATION, Kind.CONDEMNATION, Kind.DEMAND, Kind.DEROGATION, Kind.FAULT}


@cache
def linter() -> Linter:
    return Linter(ledger=read_ledger(Path(SAMPLE)))


def told(text: str) -> set[tuple[str, str, str]]:
    """Kind, form and standing of every claim of blame."""
    claims = [claim for read in linter().read(text) for claim in read.claims]
    return {(str(c.kind), c.form, str(c.standing)) for c in claims if c.kind in BLAME}


CLAIMED = [
    ("We hold Orsk responsible.", "accusation", "accusation", "flat"),
    ("We accuse Orsk of theft.", "accusation", "accusation", "flat"),
    ("The minister accused Orsk of theft.", "accusation", "accusation", "flat"),
    ("The minister did not accuse Orsk of theft.", "accusation", "accusation", "negated"),
    ("Does Norlund blame Orsk for the outage?", "accusation", "accusation", "asked"),
    ("The operator’s report criticises Norlund for its delay.", "accusation", "accusation", "flat"),
    ("Prosecutors charged two Orskan officers with trespass.", "accusation", "charge", "flat"),
    ("Both officers face charges over the leak.", "accusation", "charge", "flat"),
    ("The court convicted him of fraud.", "accusation", "charge", "flat"),
    ("Prosecutors have not charged the contractor.", "accusation", "charge", "negated"),
    ("We condemn this attack.", "condemnation", "verb", "flat"),
    ("We do not condemn anything before the facts are in.", "condemnation", "verb", "negated"),
    ("There is no excuse for this raid.", "condemnation", "verb", "flat"),
    ("All states should condemn the theft.", "condemnation", "verb", "norm"),
    ("It was a shameful raid on a school.", "condemnation", "judgement", "flat"),
    ("It was not a reckless act.", "condemnation", "judgement", "negated"),
    ("States must not carry out reckless attacks.", "condemnation", "judgement", "negated"),
    ("Orsk must answer for this reckless attack.", "condemnation", "judgement", "flat"),
    ("Orsk acted irresponsibly.", "condemnation", "judgement", "flat"),
    ("If Orsk acts recklessly, the pact ends.", "condemnation", "judgement", "conditional"),
    ("We call on Orsk to stop the raids.", "demand", "cease", "flat"),
    ("Orsk must end its raids.", "demand", "cease", "flat"),
    ("We did not call on Orsk to stop the raids.", "demand", "cease", "negated"),
    ("Orsk is a rogue state.", "derogation", "noun", "flat"),
    ("Orsk is not a rogue state.", "derogation", "noun", "negated"),
    ("Norlund covered up the loss.", "derogation", "verb", "flat"),
    ("Norlund never covered up the loss.", "derogation", "verb", "negated"),
    ("The paper vilifies Norlund.", "derogation", "smear", "flat"),
    ("The contractor failed to apply the update.", "fault", "party", "flat"),
    ("The contractor did not fail to apply the update.", "fault", "party", "negated"),
    ("The vendor did not notify its customers.", "fault", "party", "flat"),
    ("The ministry has yet to fix the flaw.", "fault", "party", "flat"),
    ("The council ignored three warnings.", "fault", "party", "flat"),
    ("The leak was due to the supplier’s negligence.", "fault", "party", "flat"),
    ("It was human error by a contractor.", "fault", "party", "flat"),
    ("We failed to encrypt the tapes.", "fault", "own", "flat"),
    ("If the vendor failed to patch it, the review will say so.", "fault", "party", "conditional"),
]


@pytest.mark.parametrize(("text", "kind", "form", "standing"), CLAIMED)
def test_blame_is_read_with_its_standing(text: str, kind: str, form: str, standing: str) -> None:
    assert (kind, form, standing) in told(text)


UNCLAIMED = [
    "Malicious code was found on two hosts.",
    "The criminal police have opened a file.",
    "The malware is destructive.",
    "The company filed a criminal complaint with the police.",
    "The card issuer charged a fee.",
    "The agency is charged with protecting the register.",
    "We will hold accountable those responsible.",
    "The gateway fails to check the length of a header.",
    "The flaw allows attackers to read the memory.",
    "The council refused to pay the ransom.",
    "The bank has yet to confirm how many files were copied.",
    "The server failed to start.",
    "Users should stop the service and install the update.",
    "The vendor will release an update on Friday.",
    "Corruption threatens the registers.",
    "Needless to say, the port is open.",
    "We blame nobody.",
]


@pytest.mark.parametrize("text", UNCLAIMED)
def test_plain_and_technical_words_blame_nobody(text: str) -> None:
    assert told(text) == set()


LAPSES = [
    ("The supplier let the certificate expire.", "party"),
    ("The operator took eleven weeks to close the hole.", "party"),
    ("The contractor restored the database without a password.", "party"),
    ("The ministry had been warned twice.", "party"),
    ("The old portal had no second factor.", "party"),
    ("The mistake was ours alone.", "own"),
    ("We left a test account open for a year.", "own"),
    ("We let our passengers down.", "own"),
    ("The council never replied to the letter.", "party"),
    ("Our clerk sent the list to the wrong address.", "party"),
]
NO_LAPSES = [
    "The operator will take eleven weeks to replace the pumps.",
    "The office left a message at the desk.",
    "Any account without a password is closed at night.",
    "We know of nine payments.",
    "Do not restore a database without a password.",
    "The person to blame has not been named.",
    "A resolution to condemn the raid was tabled.",
    "The winter was brutal.",
]


@pytest.mark.parametrize(("text", "form"), LAPSES)
def test_a_lapse_told_in_everyday_words_is_fault(text: str, form: str) -> None:
    assert ("fault", form, "flat") in told(text)


@pytest.mark.parametrize("text", NO_LAPSES)
def test_what_nobody_neglected_is_none(text: str) -> None:
    assert not {one for one in told(text) if one[2] == "flat"}


VERDICTS = [
    ("This is piracy.", "condemnation", "judgement"),
    ("They are vultures.", "condemnation", "judgement"),
    ("The minister called the raid an infamy.", "condemnation", "judgement"),
    ("These attacks must stop.", "demand", "cease"),
    ("Two Orskan officers charged over the leak.", "accusation", "charge"),
    ("The illegal sanctions have cost us much.", "condemnation", "judgement"),
    ("There is no doubt that we condemn this attack.", "condemnation", "verb"),
]
NO_VERDICTS = ["Piracy is rare here.", "The vultures are back at the lake.", "Sanctions were lifted in May."]


@pytest.mark.parametrize(("text", "kind", "form"), VERDICTS)
def test_a_verdict_on_an_act_or_its_author_is_blame(text: str, kind: str, form: str) -> None:
    assert (kind, form, "flat") in told(text)


@pytest.mark.parametrize("text", NO_VERDICTS)
def test_the_same_nouns_by_themselves_judge_nobody(text: str) -> None:
    assert told(text) == set()


BORNE = [
    "Orsk is charged with delivering clean water to its ports.",
    "Norlund is charged with the task of guarding the strait.",
    "We are accused of meddling in the vote.",
    "They blame our government for the delay.",
    "He was lying on the floor of the ward.",
    "The rising sea endangers the people of Orsk.",
    "Drought threatens the stability of Norlund.",
    "Norlund is the enemy of terrorism in every form.",
    "We call on Orsk and Norlund to end the violence.",
    "The fall of the dictatorship in Orsk is remembered today.",
]
LAID = [
    ("The contractor was charged with running a botnet.", "charge"),
    ("Orsk was charged with making false entries.", "charge"),
    ("Norlund is accused of meddling in the vote.", "accusation"),
    ("Orsk was lying on television.", "verb"),
    ("Orsk threatens the stability of Norlund.", "verb"),
    ("We call on Orsk to end the violence.", "cease"),
    ("We call on Orsk and Norlund to end their raids.", "cease"),
]


@pytest.mark.parametrize("text", BORNE)
def test_duties_postures_nature_and_reproaches_suffered_blame_nobody(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(("text", "form"), LAID)
def test_the_same_words_laid_on_a_party_still_blame_it(text: str, form: str) -> None:
    assert form in {one[1] for one in told(text)}


def test_a_message_names_no_pronoun_as_actor() -> None:
    found = linter().lint("Orsk denies it. Norlund condemned its attacks on the port.")

    messages = [finding.message for finding in found if finding.rule == "blame/asserted-attribution"]
    assert messages
    assert all("a party named before did it" in message for message in messages)
