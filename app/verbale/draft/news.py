"""What is new or changed since the last text that went out on the same track."""

from verbale.model.fact import Fact
from verbale.model.incident import ReleasedText
from verbale.model.ledger import Ledger
from verbale.model.template import Template


class News:
    """Compares facts with the last released text of the track that says on which facts it rests."""

    def __init__(self, ledger: Ledger, template: Template) -> None:
        track = template.id.partition("/")[0]
        earlier = [
            one
            for one in ledger.incident.released_texts
            if one.facts and (one.template or "").partition("/")[0] == track
        ]
        self.last: ReleasedText | None = max(earlier, key=lambda one: one.released_at.earliest, default=None)
        self._told = {id for one in earlier for id in one.facts}

    def of(self, fact: Fact) -> str:
        """``new`` where no earlier text tells the fact, ``changed`` where its status changed; or nothing."""
        if self.last is None:
            return ""
        if fact.id not in self._told:
            return "new"
        since = self.last.released_at.earliest
        return "changed" if any(change.at.earliest > since for change in fact.history[1:]) else ""
