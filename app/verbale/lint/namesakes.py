"""Whether a name in a sentence is the actor, or a person, a place, a word that is written alike."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from verbale.lint.fold import fold
from verbale.model.span import Span

_BEFORE = re.compile(r"(\S+)\s*$")
_AFTER = re.compile(r"\s*(\S+)")
_EDGE = "\"'“”‘’«»()[]{}.,;:!?*_-–—"
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_TITLES = frozenset(
    {"mr.", "mrs.", "ms.", "mr", "ms", "dr.", "sen.", "rep.", "gov.", "congressman", "senator", "judge"}
)
_DATELINE = re.compile(r"[\s,]*(?:\(|—|–|--|- |,? [A-Z][a-z]+\.? \d)")
_COUNTED = re.compile(r"[- ]\d|\$")
_PLACE_LISTED = re.compile(r"\s[A-Z]\w+, (?:and )?$")
_LIST_GOES_ON = re.compile(r"[,.;]|$| (?:and|or) [A-Z]")
_NEAR = 60
"""How far, in code points, a topic word may stand from a name whose topic is in doubt."""
_BACK = 40
_AHEAD = 50
"""How far, in code points, neighbouring words are looked for."""


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """One form of an actor's name.

    ``kind`` is state, state_adjective, capital, organ, group or class; ``state`` is the id of the state it is
    or belongs to (ISO 3166 code, or a ledger's id). ``exact_case`` says that the form counts only with its
    capitals. ``context`` names the question that neighbours must answer: "" none, "person", "place",
    "homonym", "topic", "neighbour", "attached" or "class".
    """

    id: str
    name: str
    kind: str
    state: str | None
    form: str
    exact_case: bool
    context: str

    @property
    def needs_context(self) -> bool:
        """True when the form alone does not decide."""
        return bool(self.context)


@dataclass(frozen=True, slots=True)
class Namesakes:
    """The words that decide between an actor and its namesakes. Build with ``read_namesakes``."""

    masks: dict[str, tuple[tuple[int, str], ...]]
    words: dict[str, frozenset[str]]
    topic: re.Pattern[str]
    hostile: re.Pattern[str]
    acting: re.Pattern[str]
    group_acts: re.Pattern[str]

    def is_actor(self, entry: ActorEntry, flat: str, span: Span) -> bool:
        """True when ``flat[span]`` is the actor of the entry."""
        surface = flat[span.start : span.end]
        if entry.exact_case and not _capitals_match(entry.form, surface):
            return False
        if self._masked(flat, span):
            return False
        before, after = _neighbours(flat, span)
        if entry.form == "US" and (flat.isupper() or _COUNTED.match(flat, span.end)):
            return before.lower() in {"the", "by", "of", "against"}
        if entry.kind == "state_adjective" and not self._adjective(flat, before, after):
            return False
        question = _QUESTIONS.get(entry.context)
        return question is None or question(self, flat, span, before, after)

    def _masked(self, flat: str, span: Span) -> bool:
        masks = self.masks.get(fold(flat[span.start : span.end]))
        if not masks:
            return False
        for offset, mask in masks:
            start = span.start - offset
            if start >= 0 and fold(flat[start : start + len(mask)]) == mask:
                return True
        return False

    def _adjective(self, flat: str, before: str, after: str) -> bool:
        """A capitalised name after it ("American Widget Association") makes it part of that name."""
        word = after.strip(_EDGE)
        if not word[:1].isupper() or not word.isalpha() or word.isupper() or _all_capitalised(flat):
            return True
        return word.lower() in self.words["offices"]

    def _person(self, flat: str, span: Span, before: str, after: str) -> bool:
        if flat[span.start : span.end] == "Georgia":
            return self._georgia(flat, span, before)
        if before.lower() in _TITLES or _INITIALS.fullmatch(before):
            return False
        if _all_capitalised(flat):
            return True
        word = after.strip(_EDGE)
        follows = after[:1].isalpha() and word.isalpha() and word[0].isupper() and not word.isupper()
        if follows and flat[span.end] == " " and word.lower() not in self.words["offices"]:
            return False
        return not self._name_before(flat, span, before)

    def _name_before(self, flat: str, span: Span, before: str) -> bool:
        """A capitalised word right before, within the sentence, is a forename or another name's part."""
        inner = before.isalpha() and before[:1].isupper() and not before.isupper()
        return inner and span.start - len(before) - 1 > 0 and before.lower() not in self.words["offices"]

    def _georgia(self, flat: str, span: Span, before: str) -> bool:
        words = {word.strip(_EDGE).lower() for word in flat.split()} | {word.lower() for word in flat.split()}
        if words & self.words["abroad"]:
            return True
        if (
            words & self.words["us_places"]
            or before.endswith(",")
            or "state of" in flat[max(0, span.start - 10) : span.start]
        ):
            return False
        return not re.match(r"'s \d|’s \d|,? [A-Z]", flat[span.end :])

    def _place(self, flat: str, span: Span, before: str, after: str) -> bool:
        if not self._person(flat, span, before, after):
            return False
        if re.match(r"-(?:based|born|area|bound|headquartered)", flat[span.end : span.end + 16]):
            return False
        if re.match(r", [A-Z][a-z]|, [A-Z]{2}\b", flat[span.end : span.end + 6]):
            return False
        if _in_list_of_places(flat, span):
            return False
        if not flat[: span.start].strip(_EDGE + " ") and _opens_dateline(flat, span):
            return False
        if after.lower().strip(_EDGE) in self.words["events"]:
            return False
        word = before.lower().strip(_EDGE)
        earlier = _word_before(flat, span.start - len(before) - 1)
        if word in self.words["place_before"]:
            return word == "in" and earlier in self.words["governing"]
        return not (word in {"to", "for", "from"} and earlier in self.words["motion"])

    def _homonym(self, flat: str, span: Span, before: str, after: str) -> bool:
        if not self._place(flat, span, before, after):
            return False
        return self.acting.match(flat[span.end : span.end + 14].lower().lstrip()) is not None

    def _topic(self, flat: str, span: Span, before: str, after: str) -> bool:
        if self._neighbour(flat, span, before, after) or self._codename(flat, span):
            return True
        around = flat[max(0, span.start - _NEAR) : span.start] + " " + flat[span.end : span.end + _NEAR]
        return self.topic.search(around.lower()) is not None

    def _codename(self, flat: str, span: Span) -> bool:
        """ "Fancy Bear": two capitalised words of a vendor's pattern, where capitals tell something."""
        words = flat[span.start : span.end].split()
        pattern = len(words) > 1 and words[-1].lower() in self.words["codenames"]
        return pattern and all(word[:1].isupper() for word in words) and not _all_capitalised(flat)

    def _neighbour(self, flat: str, span: Span, before: str, after: str) -> bool:
        follows = after.strip(_EDGE).lower().removesuffix("'s")
        if after[:1].isalpha() and (follows in self.words["group_after"] or self.group_acts.match(follows)):
            return True
        leads = before.lower().strip(_EDGE)
        if leads in {"the", "a"}:
            leads = _word_before(flat, span.start - len(before) - 1)
        return leads in self.words["group_before"]

    def _attached(self, flat: str, span: Span, before: str, after: str) -> bool:
        if flat[max(0, span.start - 4) : span.start].lower() in {"non-", "non "}:
            return False
        following = " ".join(flat[span.end : span.end + _AHEAD].lower().split()[:3])
        if self.hostile.search(following):
            return True
        return before.lower() in {"is", "are", "was", "were", "be", "been", "being", "likely", "as"}

    def _class(self, flat: str, span: Span, before: str, after: str) -> bool:
        return flat[max(0, span.start - 4) : span.start].lower() not in {"non-", "non "}


_QUESTIONS = {
    "person": Namesakes._person,
    "place": Namesakes._place,
    "homonym": Namesakes._homonym,
    "topic": Namesakes._topic,
    "neighbour": Namesakes._neighbour,
    "attached": Namesakes._attached,
    "class": Namesakes._class,
}


def read_namesakes(folder: Path) -> Namesakes:
    """The deciding words of a language folder."""
    tables = {
        name: tomllib.loads((folder / "actors" / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("context", "ambiguity")
    }
    words = {name: frozenset(table["words"]) for name, table in tables["context"].items()}
    masks: dict[str, list[tuple[int, str]]] = {}
    for mask in tables["ambiguity"]["masks"]["words"]:
        for start, end in _parts(fold(mask)):
            masks.setdefault(fold(mask)[start:end], []).append((start, fold(mask)))
    return Namesakes(
        masks={part: tuple(places) for part, places in masks.items()},
        words=words,
        topic=_stems(words["topic"]),
        hostile=_stems(words["hostile"]),
        acting=_stems(words["acting"]),
        group_acts=_stems(words["group_acts"]),
    )


def _stems(stems: frozenset[str]) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(stems))) + ")")


def _parts(mask: str) -> list[tuple[int, int]]:
    """Every run of words of a mask, itself left out."""
    starts = [0, *(m.end() for m in re.finditer(r"[ -]", mask))]
    ends = [*(m.start() for m in re.finditer(r"[ ,-]", mask)), len(mask)]
    return [
        (start, end) for start in starts for end in ends if start < end and (start, end) != (0, len(mask))
    ]


def _capitals_match(form: str, surface: str) -> bool:
    """Words that open with a capital in the form do so in the text; short names all in capitals stay so."""
    if form.isupper() and len(form) < 8:
        return surface.isupper()
    opens = True
    for wanted, found in zip(form, surface, strict=True):
        if opens and wanted.isupper() and not found.isupper():
            return False
        opens = not wanted.isalnum()
    return True


def _neighbours(flat: str, span: Span) -> tuple[str, str]:
    """What stands right before and right after, up to white space; the latter may be glued on ("'s")."""
    before = _BEFORE.search(flat[max(0, span.start - _BACK) : span.start])
    after = _AFTER.match(flat, span.end)
    return (before[1] if before else "", after[1] if after else "")


def _word_before(flat: str, end: int) -> str:
    before = _BEFORE.search(flat[max(0, end - _BACK) : max(0, end)])
    return before[1].strip(_EDGE).lower() if before else ""


def _in_list_of_places(flat: str, span: Span) -> bool:
    """True for "Norlund, Kaleva, Orsgrad and Zhen" and "Port Norlund, Kaleva."."""
    before = flat[max(0, span.start - _BACK) : span.start]
    return _PLACE_LISTED.search(before) is not None and _LIST_GOES_ON.match(flat, span.end) is not None


def _opens_dateline(flat: str, span: Span) -> bool:
    """True for "KALEVA, May 3 -" and "KALEVA The minister": where a text was written, not who acted."""
    shouted = flat[span.start : span.end].isupper() and not flat.isupper()
    return shouted or _DATELINE.match(flat, span.end) is not None


def _all_capitalised(flat: str) -> bool:
    """True for a headline, where a capital tells nothing."""
    words = [word for word in flat.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)
