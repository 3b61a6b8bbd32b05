"""One page that two commands write, each its own part."""

from pathlib import Path


def put(page: Path, part: str, text: str) -> None:
    """Puts ``text`` between the marks of ``part``, which the page must have."""
    before, after = f"<!-- {part}: written by a command -->", f"<!-- end of {part} -->"
    whole = page.read_text(encoding="utf-8")
    head, rest = whole.split(before, 1)
    tail = rest.split(after, 1)[1]
    page.write_text(f"{head}{before}\n\n{text.strip()}\n\n{after}{tail}", encoding="utf-8")
