"""What is flagged, why, and on whose word."""

from itertools import groupby

from flask import Blueprint, render_template

from verbale.desk import Desk


def rules(desk: Desk) -> Blueprint:
    """``/rules`` and a page for each rule."""
    part = Blueprint("rules", __name__)

    cards = sorted(desk.rules(), key=lambda card: (card.family, card.id))
    families = [(family, list(group)) for family, group in groupby(cards, key=lambda card: card.family)]

    @part.get("/rules")
    def every() -> str:
        return render_template("rules.html", families=families)

    @part.get("/rules/<family>/<name>")
    def one(family: str, name: str) -> str:
        return render_template("rule.html", rule=desk.rule(f"{family}/{name}"))

    return part
