"""The little of Jinja that a template may use: branch, loop over facts, and call the named functions.

A house may bring templates of its own, so a body is checked before it runs. There is no arithmetic, no
range, no filter, no method call and no loop within a loop, so that a template ends soon
and its text stays small, whatever is in it.
"""

from collections.abc import Callable

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2 import Template as JinjaTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment

from verbale.model.errors import UserError

MAX_SOURCE = 100_000
"""The longest body that is read, in code points."""
MAX_TEXT = 400_000
"""The longest text that a draft may have, in code points."""

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Assign,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Call,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
)


def _environment(finalize: Callable[[object], str] | None = None) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # the text is Markdown; `finalize` escapes every value for that
        finalize=finalize,
    )
    environment.globals.clear()
    environment.filters.clear()
    environment.tests.clear()
    return environment


def _parse(source: str, *, where: str) -> nodes.Template:
    if len(source) > MAX_SOURCE:
        raise UserError(f"{where}: longer than {MAX_SOURCE:,} characters. Split it into two templates.")
    try:
        tree = _environment().parse(source)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise UserError(f"{where}{f', line {line}' if line else ''}: {error}. Mend the template.") from None
    _refuse_what_is_not_allowed(tree, where, looping=False)
    return tree


def _refuse_what_is_not_allowed(node: nodes.Node, where: str, *, looping: bool) -> None:
    place = f"{where}, line {node.lineno}"
    if not isinstance(node, _ALLOWED):
        raise UserError(
            f"{place}: a template may not use {type(node).__name__}. "
            "Use if, for, set, comparisons, and the functions that docs/writing-a-template.md lists."
        )
    if isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
        raise UserError(f"{place}: a template calls functions by name only. Take the method call away.")
    if isinstance(node, nodes.For):
        if looping or node.recursive:
            raise UserError(f"{place}: a loop may not stand in a loop, nor recurse. Flatten it.")
        looping = True
    for child in node.iter_child_nodes():
        _refuse_what_is_not_allowed(child, where, looping=looping)


def attributes_of(name: str, source: str, *, where: str) -> frozenset[str]:
    """The attributes that a body takes of the variable ``name``, as in ``facts.effect``.

    Raises UserError when the body does not parse or uses what a template may not.
    """
    found = _parse(source, where=where).find_all(nodes.Getattr)
    return frozenset(one.attr for one in found if isinstance(one.node, nodes.Name) and one.node.name == name)


def fill(source: str, *, where: str, finalize: Callable[[object], str], words: dict[str, object]) -> str:
    """The body with its holes filled from ``words``; every value that is printed passes ``finalize``.

    Raises UserError when the body asks for what there is not, uses what a template may not, or gives a
    text longer than MAX_TEXT.
    """
    _parse(source, where=where)
    pieces: list[str] = []
    length = 0
    try:
        template: JinjaTemplate = _environment(finalize).from_string(source)
        for piece in template.generate(words):
            length += len(piece)
            if length > MAX_TEXT:
                raise UserError(f"{where}: the text grows past {MAX_TEXT:,} characters. Shorten its loops.")
            pieces.append(piece)
    except TemplateError as error:
        raise UserError(f"{where}: {error}. Mend the template or the ledger it asks.") from None
    return "".join(pieces)


def uses(name: str, source: str, *, where: str) -> bool:
    """True when a body reads the variable or calls the function ``name``."""
    return any(one.name == name for one in _parse(source, where=where).find_all(nodes.Name))
