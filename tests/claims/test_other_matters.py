"""Words of blame, threat and alarm that mean something else on other matters, each beside its grave twin."""

from functools import cache

import pytest

from verbale.ledger import read_ledger
from verbale.lint import Linter
from verbale.resources import templates_folder

SAMPLE = templates_folder() / "public" / "holding" / "examples" / "harbour" / "ledger.yaml"
TWINS = [
    ("alarm", "The shelter takes in runaway youth.", "A runaway infection took the ward."),
    (
        "alarm",
        "We must contain the devastating effects of floods.",
        "We must contain the devastating effects of the intrusion.",
    ),
    (
        "alarm",
        "She has been relentless in ensuring that every clinic has a boat.",
        "The raids on our servers were relentless.",
    ),
    (
        "escalation",
        "Velmara stands for zero tolerance for corruption in its harbours.",
        "There will be zero tolerance for hackers.",
    ),
    (
        "escalation",
        "We should use every tool at our disposal to promote clean ferries in Velmara.",
        "We will use every tool at our disposal against Velmara.",
    ),
    (
        "escalation",
        "The flaw allows a denial-of-service attack on all pumps of the series.",
        "An attack on one member is an attack on all.",
    ),
    ("blame", "The Orskan genocide is remembered today.", "The Orskan assault is remembered today."),
    ("blame", "The bill followed the Orsgrad bombings.", "The bill followed the Orskan bombings."),
    (
        "blame",
        "The Orskan navy launched an offensive against drug traffickers.",
        "The Orskan navy launched an offensive against our port.",
    ),
    (
        "blame",
        "Orsk discussed the attacks and continues to stand by its friends.",
        "Orsk discussed the talks and continues the attacks.",
    ),
    (
        "blame",
        "Orsk has suffered an unreasonable increase in tolls.",
        "Orsk has imposed an unreasonable increase in tolls.",
    ),
    (
        "blame",
        "The minister introduced a bill to crack down on identity theft.",
        "Orsk cracked down on the ferrymen.",
    ),
    ("blame", "Firms are charging Orskan farmers more.", "Prosecutors are charging two officers with fraud."),
    (
        "blame",
        "After the appeal of the harbour masters in Orsk, a fleet came and brought an end to the raids.",
        "We appeal to Orsk to bring an end to the raids.",
    ),
    (
        "blame",
        "They heeded the call of the Orskan people to end the talks.",
        "They issued a call on the Orskan people to end the raids.",
    ),
    (
        "blame",
        "This needs to be done to help the Orskan people end the deadlock.",
        "The Orskan side needs to end the raids.",
    ),
    (
        "blame",
        "We urge all communities in Orsk to put an end to the raids.",
        "We urge Orsk to put an end to the raids.",
    ),
    ("blame", "The fleet ended the raids, as Orsk had asked.", "We demand that Orsk ends its raids."),
    (
        "blame",
        "We will insist on aggressive enforcement of the harbour rules.",
        "We will not bow to Orsk's aggressive steps in the strait.",
    ),
    ("blame", "The amendment failed to pass.", "The ministry failed to patch the gate."),
    (
        "blame",
        "The council failed to reach an agreement on the pilot boats.",
        "The council failed to lock the gate.",
    ),
    (
        "blame",
        "The court has ruled that the Orskan decree was unconstitutional.",
        "The Orskan decree was unconstitutional.",
    ),
    (
        "blame",
        "The suffering of the Orskan people is unacceptable.",
        "The conduct of the Orskan government is unacceptable.",
    ),
    ("blame", "The tyranny of distance keeps Orsk poor.", "Orsk is a tyranny."),
    ("blame", "Orsk shares the pain of those who are hungry and starving.", "Orsk starved the valley."),
    (
        "blame",
        "The prize honours devices invented by Orskan firms.",
        "The reports were untrue: Orsk invented a pretext.",
    ),
    (
        "blame",
        "The ferry owner accused hackers of changing its timetable.",
        "The ferry owner accused its engineers of changing its timetable.",
    ),
    (
        "attribution",
        "We expect Orsk to take more responsibility for dredging its harbours.",
        "We expect Orsk to take responsibility for the attack.",
    ),
    ("blame", "The fort was rebuilt; Orsk occupies the first place in rowing.", "Orsk occupies our harbour."),
    (
        "blame",
        "Orsk keeps to a policy of non-interference and pursues it.",
        "Orsk pursued a campaign of interference.",
    ),
    (
        "blame",
        "We recall the attacks that the Orskan people continue to suffer.",
        "We recall the attacks that Orsk carried out.",
    ),
    (
        "blame",
        "Their claims about Orsk's interference are tiresome.",
        "The talks about the sea end with Orsk's interference.",
    ),
    (
        "blame",
        "I draw attention to the flood in Orsk, which defies imagination.",
        "I draw attention to Orsk, which defies the resolution.",
    ),
    ("blame", "Orsk will always fight tyranny.", "Orsk acts as a bully."),
    (
        "blame",
        "The Orskan army is charged with national security.",
        "The Orskan army is charged with murder.",
    ),
    ("blame", "The Senate failed to override the veto.", "The Senate failed to lock the archive."),
    (
        "blame",
        "The tribunal for Persons Responsible for Attacks in Orsk will sit in May.",
        "Orsk is responsible for the attacks.",
    ),
    ("blame", "The CT520 has a default password.", "The ministry had no backup."),
    (
        "blame",
        "Due to a misconfiguration, the debug mode was on.",
        "Due to a misconfiguration by the ministry, the debug mode was on.",
    ),
    (
        "certainty",
        "That shows the importance of Orsk in the war on piracy.",
        "The logs prove that Orsk attacked the port.",
    ),
    (
        "escalation",
        "The flaw could lead to account takeover.",
        "They will be called to account.",
    ),
    (
        "escalation",
        "We keep a zero-tolerance approach to any complaint.",
        "There will be zero tolerance for this attack.",
    ),
    ("alarm", "We prepare for floods, tsunamis and droughts.", "A tsunami of intrusions hit the port."),
    ("alarm", "The hurricane devastated the valley.", "The intrusion devastated the port."),
    ("blame", "Whole villages are condemned to wander.", "We condemn Orsk."),
    ("blame", "The flaw lies in a deprecated function.", "We deprecate this conduct by Orsk."),
    ("blame", "We deplore the stalemate in the talks.", "We deplore the raid."),
    ("certainty", "There is no confidentiality or integrity impact.", "There is no impact on customers."),
    ("escalation", "Another threat to the islands is terrorism.", "This is terrorism."),
    (
        "alarm",
        "The cup is among the largest ever held here.",
        "The theft is among the largest ever made here.",
    ),
    ("alarm", "It was the last regatta of the century.", "It was the heist of the century."),
    ("alarm", "The heat was unprecedented.", "The scale of the raid was unprecedented."),
    ("alarm", "She overcame unspeakable obstacles.", "The raiders did unspeakable damage."),
    ("alarm", "The team showed relentless determination.", "The raids were relentless."),
    ("escalation", "We would regret such a step.", "They would regret such a step."),
    ("escalation", "The storm hit us with the full force of winter.", "Expect the full force of the law."),
    ("escalation", "Orsk could take action against us.", "We will take action against Orsk."),
    ("escalation", "The port suspended the licence of a ferry.", "We will suspend Orsk's voting rights."),
    ("escalation", "Orsk keeps its ban on Velmaran cheese.", "We announce a ban on Orsk."),
    ("escalation", "Nothing is ever won by ultimatums.", "We have given Orsk an ultimatum."),
    ("escalation", "He served while our nation was at war.", "We are at war."),
    ("escalation", "The sanctions unit sits on the second floor.", "We will answer Orsk with sanctions."),
    ("escalation", "Sanctions never work.", "Sanctions will follow."),
    ("escalation", "Their sanctions against us hurt the poor.", "We want sanctions against Orsk."),
    ("escalation", "He asked about the attack on the state railways.", "It was an attack on the state."),
    ("escalation", "The ports agree to the fullest extent.", "We will prosecute them to the fullest extent."),
    ("certainty", "The intruders removed the logs.", "The intruders have been removed from our network."),
    ("certainty", "Customers no longer have access to it.", "The intruders no longer have access to it."),
    ("certainty", "We must end this once and for all.", "The gap is closed once and for all."),
    (
        "escalation",
        "The intruders were expelled from our systems.",
        "Two Orskans were expelled from the country.",
    ),
    ("escalation", "Judges strike down such laws.", "We will strike Orsk."),
    (
        "escalation",
        "An attack on one supplier can have consequences for many.",
        "This attack will have consequences for Orsk.",
    ),
    ("escalation", "The travel ban will be part of the reform.", "We impose a travel ban on two Orskans."),
]


@cache
def linter() -> Linter:
    return Linter(ledger=read_ledger(SAMPLE))


def families(text: str) -> set[str]:
    return {str(finding.family) for finding in linter().lint(text) if str(finding.severity) != "info"}


@pytest.mark.parametrize(("family", "quiet", "grave"), TWINS)
def test_a_word_counts_in_its_grave_sense_only(family: str, quiet: str, grave: str) -> None:
    assert family not in families(quiet)
    assert family in families(grave)
