"""Links between an incident and an actor: who is said to have done it, and how the two hang together."""

from collections.abc import Iterator

from verbale.lint.arguments import carriers
from verbale.lint.claims.acts import acts, nominal_acts
from verbale.lint.claims.draft import Draft
from verbale.lint.claims.hearsay import hearsay, insinuations
from verbale.lint.claims.ties import ties
from verbale.lint.gate import ACTOR, CREW, Needs
from verbale.lint.reading import Reading

NEEDS: Needs = (
    (ACTOR, "link"),
    (ACTOR, "hostile"),
    (ACTOR, "light.verb"),
    (ACTOR, "incident.noun"),
    (ACTOR, "malware.noun"),
    (ACTOR, "agent.bare"),
    (ACTOR, "assess.phrase"),
    (CREW, "assess.verb.strong"),
    (CREW, "hedge.adjective"),
    (CREW, "hedge.adverb"),
    (CREW, "hedge.noun"),
    (CREW, "report.frame"),
    (CREW, "report.verb.doubting"),
    (ACTOR, "author.side"),
    ("light.verb", "incident.noun"),
    ("light.verb", "hostile.noun"),
    ("light.verb", "malware.noun"),
    ("hostile.verb.strong", "incident.noun"),
    ("hostile.verb.strong", "hostile.noun"),
    ("hostile.verb.strong", "malware.noun"),
)


def links(reading: Reading) -> Iterator[Draft]:
    """Every link of the sentence, one for each actor and trigger."""
    bound = {mention.head: carriers(reading, mention) for mention in reading.mentions}
    firm = [
        *acts(reading, bound),
        *nominal_acts(reading, bound),
        *ties(reading, bound),
        *hearsay(reading, bound),
    ]
    yield from firm
    yield from insinuations(reading, linked=bool(firm))
