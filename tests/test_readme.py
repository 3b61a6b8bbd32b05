"""What the documents show is what the commands print."""

import pytest

from console_blocks import REPOSITORY, blocks, played

DOCUMENTS = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
EXAMPLES = [
    pytest.param(block, id=f"{document.name}-{number}")
    for document in DOCUMENTS
    for number, block in enumerate(blocks(document.read_text()), start=1)
]


@pytest.mark.parametrize("block", EXAMPLES)
def test_an_example_prints_what_the_document_shows(block: str) -> None:
    assert played(block) == block


def test_the_readme_shows_every_use_by_example() -> None:
    shown = "".join(blocks((REPOSITORY / "README.md").read_text()))
    assert [use for use in ("draft", "lint", "explain", "rules") if f"$ verbale {use}" not in shown] == []
