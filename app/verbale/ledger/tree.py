"""YAML or JSON as a plain tree, with the line of every value.

A plain YAML scalar stays the text that stands there: the field it fills decides whether it is a time, a
number or a name. So ``no`` is never False where a country code is meant, ``09:40`` never 34,800, and a
date never loses its precision.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from verbale.ledger.problem import Place, Problem, shown

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_EMPTY = ("", "~", "null")
DEEPEST = 50
"""Levels of nesting; a ledger needs seven."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Mappings, lists and scalars; ``lines`` is empty for JSON."""

    value: Any
    lines: dict[Place, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def line(self, place: Place) -> int | None:
        """The line of the value at ``place``, or of the nearest one around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place)


def parse_tree(text: str) -> Tree:
    """Read JSON when the text is JSON, YAML otherwise. What cannot be read is in ``problems``."""
    if _HALF_CHARACTER.search(text):
        return _unreadable("it holds half a character (a lone surrogate).")
    if text.lstrip().startswith("{"):
        try:
            return _json(text)
        except (json.JSONDecodeError, RecursionError):
            pass  # It may still be YAML that starts with a brace; its error is as clear.
    return _yaml(text)


def _json(text: str) -> Tree:
    problems: list[Problem] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        mapping: dict[str, Any] = {}
        for key, value in found:
            if key in mapping:
                problems.append(_duplicate((key,), key))
            mapping[key] = value
        return mapping

    return Tree(json.loads(text, object_pairs_hook=pairs), problems=tuple(problems))


def _yaml(text: str) -> Tree:
    try:
        # libyaml composes by recursion and takes the process down when a text is nested too deeply.
        root = None if _is_too_deep(text) else yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        message = f"This is not valid YAML: {error.problem or error.context}."
        return Tree(
            {}, problems=(Problem((), message, "Look at this line and the one above it.", line=line),)
        )
    except yaml.YAMLError as error:
        return _unreadable(f"{str(error).splitlines()[0]}.")
    if root is None:
        deep = _is_too_deep(text)
        return _unreadable(
            f"it is nested more than {DEEPEST} levels deep." if deep else "it is all comments."
        )
    reading = _Reading()
    value = reading.value(root, ())
    return Tree(value, reading.lines, tuple(reading.problems))


def _is_too_deep(text: str) -> bool:
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            return True
    return False


def _unreadable(reason: str) -> Tree:
    message = f"This cannot be read as YAML or JSON: {reason}"
    return Tree({}, problems=(Problem((), message, 'Compare it with the sample: "verbale ledger sample".'),))


@dataclass(slots=True)
class _Reading:
    """One walk over the nodes of a YAML document."""

    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def value(self, node: yaml.Node, place: Place) -> Any:
        line = node.start_mark.line + 1
        self.lines.setdefault(place, line)
        if id(node) in self.seen:
            # An alias: a few lines of them can stand for gigabytes.
            self._report(place, "An alias (*) points to another place.", "Write the value out.", line)
            return None
        self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or "python" in node.tag:
            self._report(place, f"The tag {shown(node.tag)} is not read.", "Remove it.", line)
            return None
        if isinstance(node, yaml.MappingNode):
            return dict(self._pairs(node, place))
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, index)) for index, item in enumerate(node.value)]
        plain = isinstance(node, yaml.ScalarNode) and not node.style
        return None if plain and node.value.lower() in _EMPTY else node.value

    def _pairs(self, node: yaml.MappingNode, place: Place) -> Iterator[tuple[str, Any]]:
        keys: set[str] = set()
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._report(place, "A key is itself a list or a mapping.", "Use a plain word as key.", line)
                continue
            key = key_node.value
            if key in keys:
                self.problems.append(_duplicate((*place, key), key).at_line(line))
                continue
            keys.add(key)
            self.lines[(*place, key)] = line
            yield key, self.value(value_node, (*place, key))

    def _report(self, place: Place, message: str, remedy: str, line: int) -> None:
        self.problems.append(Problem(place, message, remedy, line=line))


def _duplicate(place: Place, key: str) -> Problem:
    return Problem(place, f"The key {shown(key)} stands here twice.", "Keep one of the two.", value=key)
