"""Words' vectors are those of spaCy's own network, bit for bit, whatever is read along with them."""

import numpy

from our_texts import our_texts
from verbale.lint.parse import load
from verbale.lint.sentences import cut
from verbale.lint.vectors import Vectors

FLATS = [sentence.flat for text in our_texts()[::6] for sentence in cut(text) if sentence.flat]


def test_the_vectors_are_those_of_the_network() -> None:
    nlp = load()
    model = nlp.get_pipe("tok2vec").model
    docs = [nlp.make_doc(flat) for flat in FLATS]
    assert len(docs) > 200
    for mine, theirs in zip(Vectors(model)(docs), model.predict(docs), strict=True):
        assert numpy.array_equal(mine, theirs)


def test_a_sentence_has_the_same_vectors_alone_and_among_others() -> None:
    nlp = load()
    vectors = Vectors(nlp.get_pipe("tok2vec").model)
    docs = [nlp.make_doc(flat) for flat in FLATS[:60]]
    for doc, among in zip(docs, vectors(docs), strict=True):
        assert numpy.array_equal(vectors([doc])[0], among)


def test_words_forgotten_are_learnt_again(monkeypatch) -> None:
    monkeypatch.setattr("verbale.lint.vectors.MOST", 900)
    nlp = load()
    model = nlp.get_pipe("tok2vec").model
    few = Vectors(model)
    docs = [nlp.make_doc(flat) for flat in FLATS]
    for start in range(0, len(docs), 10):
        some = docs[start : start + 10]
        for mine, theirs in zip(few(some), model.predict(some), strict=True):
            assert numpy.array_equal(mine, theirs)


def test_nothing_and_a_sentence_without_a_word_have_no_vectors() -> None:
    nlp = load()
    vectors = Vectors(nlp.get_pipe("tok2vec").model)
    assert vectors([]) == []
    assert [found.shape for found in vectors([nlp.make_doc("")])] == [(0, 96)]
