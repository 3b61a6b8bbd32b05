"""What spaCy's attribute ruler and lemmatizer say of each word, at a tenth of their cost.

All but a few of the ruler's patterns look at one token's tag, dependency label and lower-case form, and so
does the lemmatizer. What they say of a word is asked once and looked up from then on. A sentence in which a
pattern of two words could begin goes to the ruler as a whole.
"""

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy
from spacy.attrs import DEP, IS_SPACE, LEMMA, MORPH, ORTH, POS, TAG
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

if TYPE_CHECKING:
    from spacy.language import Language

KNOWN = {"TAG", "DEP", "LOWER", "IS_SPACE"}

_Given = tuple[int, int, int]
"""Part of speech, morphology and lemma."""


class _Ruled(NamedTuple):
    pos: int
    morph: str
    lemma: int


class Attributes:
    """A pipe in place of a pipeline's attribute ruler and lemmatizer."""

    def __init__(self, nlp: "Language") -> None:
        """Raises ValueError when a pattern of the ruler looks at something that the table does not know."""
        pipes: dict[str, Any] = dict(nlp.pipeline)
        self._ruler = pipes["attribute_ruler"]
        self._lemmatizer = pipes["lemmatizer"]
        self._vocab = nlp.vocab
        self._words: dict[tuple[int, int, int], _Given | None] = {}
        self._classes: dict[tuple[int, int, str], _Ruled | None] = {}
        self._openings = Matcher(nlp.vocab)
        self._forms: set[str] = set()
        self._shapes: list[re.Pattern[str]] = []
        known_lemmas = self._lemmatizer.lookups.get_table("lemma_index")
        for part_of_speech, words in list(known_lemmas.items()):
            known_lemmas[part_of_speech] = frozenset(words)  # a list is searched from its beginning
        for rule in self._ruler.patterns:
            for pattern in rule["patterns"]:
                self._note(pattern)

    def _note(self, pattern: list[dict[str, Any]]) -> None:
        if len(pattern) > 1:
            self._openings.add(str(len(self._openings)), [pattern[:1]])
        for one in pattern:
            form = one.get("LOWER", "")
            listed = form.get("IN") if isinstance(form, dict) else [form]
            shaped = form.get("REGEX") if isinstance(form, dict) else None
            if set(one) - KNOWN or not (listed or shaped):
                raise ValueError(f"a pattern of the attribute ruler is not known: {one}")
            self._forms |= set(listed or ())
            self._shapes += [re.compile(shaped)] if shaped else []

    def __call__(self, doc: Doc) -> Doc:
        """Sets the attributes on every token of a parsed sentence."""
        given: list[_Given] = []
        for index, (orth, tag, dep, space) in enumerate(doc.to_array([ORTH, TAG, DEP, IS_SPACE]).tolist()):
            key = (orth, tag, dep)
            if key not in self._words:
                self._words[key] = None if space else self._asked(doc, index)
            found = self._words[key]
            if found is None:
                return self._by_sentence(doc)
            given.append(found)
        doc.from_array([POS, MORPH, LEMMA], numpy.array(given, dtype="uint64").reshape(-1, 3))  # type: ignore[arg-type]
        return doc

    def _by_sentence(self, doc: Doc) -> Doc:
        for token in doc:
            token.lemma = 0  # the lemmatizer leaves alone what has one
        parsed: Doc = self._lemmatizer(self._ruler(doc))
        return parsed

    def forget(self) -> None:
        """Drops what was learnt of single words; their strings may go with the memory they lie in."""
        self._words.clear()
        self._lemmatizer.cache.clear()

    def _asked(self, doc: Doc, index: int) -> _Given | None:
        token: Any = doc[index]  # spaCy's stubs leave out half of what a token can do
        form = token.lower_
        told_apart = form in self._forms or any(shape.search(form) for shape in self._shapes)
        key = (token.tag, token.dep, form if told_apart else "")
        if key not in self._classes:
            self._classes[key] = self._ruled(token)
        ruled = self._classes[key]
        if ruled is None:
            return None
        token.pos, token.lemma = ruled.pos, ruled.lemma
        token.set_morph(ruled.morph)
        if not token.lemma:
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]
        return token.pos, token.morph.key, token.lemma

    def _ruled(self, token: Token) -> _Ruled | None:
        """What the ruler says of the word with this tag and label, or None where it needs to see the next."""
        alone = Doc(self._vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        if self._openings(alone, allow_missing=True):
            return None
        word = self._ruler(alone)[0]
        return _Ruled(word.pos, str(word.morph), word.lemma)
