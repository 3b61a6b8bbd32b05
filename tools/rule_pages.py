"""Writes a page for every rule from the rule's own file.

    python tools/rule_pages.py docs/rules

``make docs`` runs it, and a test holds the pages to the rules.
"""

import sys
from itertools import groupby
from pathlib import Path

from verbale.desk import Desk
from verbale.model.rulecard import RuleCard

HEAD = "<!-- Written by tools/rule_pages.py from the rule's file; change that, and run `make docs`. -->\n"


def pages() -> dict[str, str]:
    """Every page by its path under the folder of rules."""
    cards = sorted(Desk().rules(), key=lambda card: (card.family, card.id))
    return {"README.md": contents(cards), **{f"{card.id}.md": page(card) for card in cards}}


def contents(cards: list[RuleCard]) -> str:
    """The list of all rules, by family."""
    lines = [
        HEAD,
        "# The rules\n",
        "What each flags, why, on whose advice, with sentences flagged and allowed.\n",
    ]
    for family, group in groupby(cards, key=lambda card: card.family):
        lines.append(f"## {family}\n")
        lines += [f"- [{card.id}]({card.id}.md), {card.severity}: {card.problem}" for card in group]
        lines.append("")
    return "\n".join(lines)


def page(card: RuleCard) -> str:
    """One rule's page; the words a finding marks are bold."""
    flagged = [line.replace("[[", "**").replace("]]", "**") for line in card.flags]
    parts = [
        HEAD,
        f"# {card.id}\n",
        f"Severity: {card.severity}\n",
        f"{card.problem}\n\n{card.advice}\n",
        f"Why: {card.why}\n",
    ]
    for heading, lines in (("Flagged", flagged), ("Allowed", card.allows), ("Sources", card.sources)):
        if lines:
            parts.append(f"## {heading}\n\n" + "".join(f"- {line}\n" for line in lines))
    return "\n".join(parts)


def main() -> None:
    """Writes the pages, and takes away those of rules that are gone."""
    folder = Path(sys.argv[1])
    wanted = pages()
    for old in folder.rglob("*.md"):
        if old.relative_to(folder).as_posix() not in wanted:
            old.unlink()
    for name, text in wanted.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
