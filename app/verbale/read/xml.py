"""XML of office files as elements, and nothing that an office file does not need.

No document type is read, so no entity can grow or fetch anything, and nesting has a bound.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from verbale.model.errors import UserError
from verbale.read.encoding import named

DEEPEST = 256
"""How deep elements may lie; tables within tables of real files stay below fifty."""


class _RefusedError(Exception):
    """Said within the parser's callbacks, which lose other errors' places."""


def parse_xml(content: bytes, prefixes: Mapping[str, str], *, name: str) -> Element:
    """The root element; ``prefixes`` by namespace make names like ``w:p``, other namespaces are kept whole.

    Raises UserError, which calls the content ``name``, when it is damaged or holds what office files do not.
    """
    builder = TreeBuilder()
    depth = 0

    def short(qualified: str) -> str:
        space, _, local = qualified.rpartition(" ")
        return f"{prefixes.get(space, space)}:{local}" if space else local

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise _RefusedError(f"elements lie more than {DEEPEST} deep")
        builder.start(short(tag), {short(key): value for key, value in attributes.items()})

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(short(tag))

    def doctype(*_: object) -> None:
        raise _RefusedError("it declares a document type of its own")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except _RefusedError as reason:
        raise UserError(
            f"{named(name)} was not read: {reason}, which no office program writes. Save the file anew."
        ) from None
    except (expat.ExpatError, UnicodeError, LookupError, ValueError):
        raise UserError(
            f"{named(name)} is damaged. Open it in its program, save it anew and try again."
        ) from None
    return builder.close()


def child(element: Element | None, path: str) -> Element | None:
    """The first element along a path of names such as ``w:pPr/w:rPr``; None when one of them is missing."""
    for name in path.split("/"):
        if element is None:
            return None
        element = next((inner for inner in element if inner.tag == name), None)
    return element


def words(element: Element | None, path: str) -> str | None:
    """The text of the element along a path; None when there is none."""
    found = child(element, path)
    return found.text if found is not None else None
