"""A house's own settings for the linter: ``house.toml`` in its folder."""

import tomllib
from pathlib import Path

from verbale.model.errors import UserError
from verbale.model.yardstick import Yardstick

FILE = "house.toml"
REMEDY = 'Write yardstick = "icd203" or yardstick = "phia".'


def read_yardstick(house: Path | None) -> Yardstick | None:
    """The scale of likelihood that a house has chosen; None where it has chosen none.

    Raises UserError for a file that is not TOML, and for a scale that there is not.
    """
    file = house / FILE if house is not None else None
    if file is None or not file.is_file():
        return None
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UserError(f"{file}: this is not TOML in UTF-8 ({error}). Correct it at that place.") from error
    unknown = sorted(set(data) - {"yardstick"})
    if unknown:
        raise UserError(f'{file}: there is no setting "{unknown[0]}". {REMEDY}')
    if data.get("yardstick") not in list(Yardstick):
        raise UserError(f'{file}: yardstick = "{data.get("yardstick")}" is none that is known. {REMEDY}')
    return Yardstick(data["yardstick"])
