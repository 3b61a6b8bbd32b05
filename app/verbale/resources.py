"""Where templates and lexicons are: in a checkout, inside an installed wheel, or in a house's own folder."""

import os
from pathlib import Path

from verbale.model.errors import UserError

PACKAGE = Path(__file__).parent
CHECKOUT = PACKAGE.parent.parent


def _shipped(name: str) -> Path:
    installed = PACKAGE / "data" / name
    if installed.is_dir():
        return installed
    checkout = CHECKOUT / name
    if checkout.is_dir():
        return checkout
    raise UserError(f"The {name} that ship with Verbale are missing. Install the package again.")


def templates_folder() -> Path:
    """The folder that holds ``<track>/<stage>/template.toml``."""
    return _shipped("templates")


def lexicons_folder(language: str = "en") -> Path:
    """The folder of cue files, actors and rules for one language.

    Raises UserError when the language has no lexicons.
    """
    folder = _shipped("lexicons") / language
    if not folder.is_dir():
        raise UserError(f'There are no lexicons for the language "{language}". Choose one of: en.')
    return folder


def cache_folder() -> Path:
    """Where what can be made again is kept between runs: ``VERBALE_CACHE``, or in the user's cache folder."""
    if named := os.environ.get("VERBALE_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("verbale", appauthor=False)
