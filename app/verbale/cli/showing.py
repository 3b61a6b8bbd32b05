"""What the reader's terminal can show, what else a report needs to know, and where it goes."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from pathlib import Path

import click

from verbale.cli.writing import write_whole
from verbale.model.rulecard import RuleCard
from verbale.report import Showing
from verbale.resources import lexicons_folder

WITH_RULES = frozenset({"sarif"})
NARROWEST, UNKNOWN_WIDTH, WIDEST = 40, 100, 120
LINKING_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"})
LINKING_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm")
LINKING_SIGNS = ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "DOMTERM")
VTE_WITH_LINKS = 5000
"""The version, times ten thousand and so on, from which GNOME's terminals show links and not their codes."""


class Colour(StrEnum):
    """When a report has colours and links."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def showing_for(
    form: str,
    rules: Callable[[], tuple[RuleCard, ...]],
    *,
    colour: Colour = Colour.AUTO,
    to_file: bool = False,
    waived: bool = False,
    pages: str | None = None,
) -> Showing:
    """How ``form`` is shown here; ``pages`` is the URL of a rule's page, with ``{rule}`` in it."""
    screen = sys.stdout.isatty() and not to_file
    links = colour is not Colour.NEVER and screen and shows_links(os.environ)
    return Showing(
        colour=colour is Colour.ALWAYS
        or (colour is Colour.AUTO and screen and not os.environ.get("NO_COLOR")),
        width=max(NARROWEST, min(shutil.get_terminal_size().columns, WIDEST)) if screen else UNKNOWN_WIDTH,
        links=links,
        waived=waived,
        cards=rules() if form in WITH_RULES else (),
        pages=pages or (shipped_pages() if links and form == "text" else None),
    )


def deliver(pieces: Iterable[str], output: Path | None) -> None:
    """Write a report to standard output piece by piece, or to a file once it is complete."""
    encoded = (piece.encode("utf-8", "backslashreplace") for piece in pieces)
    if output is not None:
        write_whole(output, encoded)
        return
    for piece in encoded:
        click.echo(piece, nl=False)


def shows_links(environment: Mapping[str, str]) -> bool:
    """True for terminals known to show links (OSC 8); FORCE_HYPERLINK=1 or 0 decides for others."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced:
        return forced != "0"
    version = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in LINKING_PROGRAMS
        or environment.get("TERM", "").startswith(LINKING_TERMS)
        or any(sign in environment for sign in LINKING_SIGNS)
        or (version.isdecimal() and int(version) >= VTE_WITH_LINKS)
    )


def shipped_pages() -> str:
    """Where a shipped rule's own file is, which says all that its page does."""
    return lexicons_folder().as_uri() + "/{rule}.toml"
