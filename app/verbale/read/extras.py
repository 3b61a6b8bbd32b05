"""Libraries that are installed only by those who need them."""

from importlib import import_module
from types import ModuleType

from verbale.model.errors import UserError
from verbale.read.encoding import named


def needed(module: str, *, extra: str, kind: str, name: str) -> ModuleType:
    """The library behind an extra; raises UserError with the command that installs it."""
    try:
        return import_module(module)
    except ImportError:
        raise UserError(
            f"{named(name)} is {kind}, and what reads it is not installed. "
            f'Install it with: pip install "verbale[{extra}]"'
        ) from None
