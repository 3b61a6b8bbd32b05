"""A parse is the stock pipeline's, bit for bit where it decides, whatever else is parsed along with it."""

import json
from collections.abc import Iterator

import numpy
import pytest
import spacy
from numpy.testing import assert_array_equal
from spacy.language import Language
from spacy.tokens import Doc

from conftest import REPOSITORY
from verbale.lint.arcs import FEW, ROUND
from verbale.lint.parse import load, model_package, parse, zone
from verbale.lint.sentences import cut
from verbale.lint.steady import BLOCKS, SteadyOps, steady_places

ODD = [
    "There's nothin' we ain't gonna do: let's go, c'mon, y'all.",
    "Somethin' 's got ta give; there were 3,000 of 'em, and I'd had it.",
    "Do it. Don't! What did you do, and what has it done?",
    "naïve café — “quoted” … 50% of £3m, www.example.org, a@b.example",
    "UPPER CASE HEADLINE ABOUT NOTHING",
    "a",
    "¿?",
    "(i) being the one that was, (ii) having been so",
]


def own_sentences() -> list[str]:
    found: list[str] = []
    for file in sorted((REPOSITORY / "benchmarks" / "reader" / "sentences").glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines()[:2]:
            passage = json.loads(line)
            found += [sentence["text"] for sentence in passage.get("sentences", ())]
    return [sentence.flat for text in found for sentence in cut(text)] + ODD


@pytest.fixture(scope="module")
def stock() -> Language:
    return spacy.load(model_package(), exclude=["ner"])


def decides(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.dep_, t.head.i, t.pos_, t.lemma_, str(t.morph)) for t in doc]


def in_parts(flats: list[str], size: int) -> Iterator[Doc]:
    for start in range(0, len(flats), size):
        yield from parse(flats[start : start + size])


def test_every_word_is_read_as_the_stock_pipeline_reads_it(stock: Language) -> None:
    flats = own_sentences()
    assert len(flats) > 500
    for ours, theirs in zip(parse(flats), stock.pipe(flats), strict=True):
        assert decides(ours) == decides(theirs)


@pytest.mark.parametrize("size", [1, FEW - 1, FEW, ROUND + 1])
def test_a_sentence_is_parsed_alike_whatever_is_parsed_along_with_it(stock: Language, size: int) -> None:
    flats = [*own_sentences()[::9], "", " ", *ODD]
    theirs = [[(t.head.i, t.dep_) for t in doc] for doc in stock.pipe(flats)]
    assert [[(t.head.i, t.dep_) for t in doc] for doc in in_parts(flats, size)] == theirs


def test_what_a_word_was_before_does_not_change_what_it_is_now(stock: Language) -> None:
    flats = ["The ports record ships.", "Ports like the record.", "There are records.", *ODD] * 2
    assert [decides(doc) for doc in parse(flats)] == [decides(doc) for doc in stock.pipe(flats)]


def test_vectors_are_the_same_bits_alone_and_among_others() -> None:
    flats = own_sentences()[:150]
    nlp = load()
    tok2vec = nlp.get_pipe("tok2vec")
    docs = [nlp.make_doc(flat) for flat in flats]
    together = tok2vec.predict(docs[::-1])[::-1]
    for doc, among_others in zip(docs, together, strict=True):
        assert_array_equal(tok2vec.predict([doc])[0], among_others)


def test_a_zone_leaves_no_word_behind() -> None:
    flats = [f"Zorbl{n} met quaxin{n}." for n in range(300)]
    with zone():
        within = [decides(doc) for doc in parse(flats)]
    assert "Zorbl7" not in load().vocab.strings
    with zone():
        assert [decides(doc) for doc in parse(flats)] == within


@pytest.mark.parametrize("rows", [1, 7, 31, 40, 175, 176, 177, 500])
def test_products_are_right_for_any_number_of_rows(rows: int) -> None:
    random = numpy.random.default_rng(rows)
    x = random.standard_normal((rows, 96)).astype(numpy.float32)
    weights = random.standard_normal((50, 96)).astype(numpy.float32)
    numpy.testing.assert_allclose(SteadyOps().gemm(x, weights, trans2=True), x @ weights.T, atol=1e-4)


def test_steady_places_lie_within_their_blocks() -> None:
    places = steady_places(288, 480)
    if places is None:
        pytest.skip("this machine's library has no steady places; thinc's own product is used")
    assert all(0 <= run.start < run.stop <= size for run, size in zip(places, BLOCKS, strict=True))
