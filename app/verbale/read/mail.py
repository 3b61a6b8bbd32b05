"""Mail to blocks: its subject, its words in plain text and HTML, what it carries; quoted mail told apart."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import PurePath

from verbale.model.errors import UserError
from verbale.model.location import Location
from verbale.read.compose import Block, Run, Shape, compose
from verbale.read.document import About, Aside, Outcome
from verbale.read.encoding import decode, named
from verbale.read.html import declared_encoding, html_blocks
from verbale.read.kinds import SUFFIXES
from verbale.read.readers import read_source
from verbale.read.source import Source

MOST_PARTS = 1000
MOST_COMPARED = 1_000_000_000
"""Code points times blocks up to which the two parts of a mail are compared; beyond it both are read."""
_CHAIN_START = re.compile(
    r"""[ \t]*(?:
        -{2,}[ ]*(?:Original[ ]Message|Forwarded[ ]message|Forwarded[ ]by|Ursprüngliche[ ]Nachricht
          |Message[ ]d'origine|Message[ ]transféré|Mensaje[ ]original|Messaggio[ ]originale)\b.*
      | Begin[ ]forwarded[ ]message:
    )[ \t\r]*$""",
    re.IGNORECASE | re.VERBOSE,
)
_HEADER = re.compile(
    r"[ \t]*\*?(?:From|Sent|Date|To|Cc|Subject|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet):\*?[ \t]"
)
_FROM = re.compile(r"[ \t]*\*?(?:From|Von|De):\*?[ \t]")
_SAID = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Den|Em)\b.*(?:wrote|schrieb|écrit|escribió|scritto|schreef|skrev|escreveu)\b.*:\s*$",
    re.DOTALL,
)
_SAID_LINES = 3
_QUOTING_CLASSES = {
    "gmail_quote",
    "gmail_quote_container",
    "moz-cite-prefix",
    "yahoo_quoted",
    "protonmail_quote",
}
_QUOTING_IDS = {"divRplyFwdMsg", "mail-editor-reference-message-container", "yahoo_quoted"}
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def read_mail(source: Source) -> Iterator[Outcome]:
    """The mail as one document, then those of the files it carries whose kind we read."""
    message = _parsed(source)
    subject = _header(message, "Subject")
    words: list[Block] = []
    for part in _parts(message):
        if not part.is_attachment() and part.get_content_type() in ("text/plain", "text/html"):
            words += _new(_blocks(part, source.name), words)
    if not any(block.aside is None for block in words):
        words = [Block(block.shape, block.runs) for block in words]  # a forward has no words of its own
    heading = [Block(Shape.HEADING, (Run(subject, Location(part="subject")),))] if subject else []
    about = About(
        id=_header(message, "Message-ID"),
        date=_header(message, "Date"),
        issuer=_header(message, "From"),
        title=subject,
    )
    yield compose(source.name, [*heading, *words], about=about)
    for carried in _carried(message, source):
        yield from read_source(carried)


def _carried(message: EmailMessage, source: Source) -> Iterator[Source]:
    for number, part in enumerate(_parts(message), start=1):
        name = PurePath((part.get_filename() or "").replace("\\", "/")).name or f"attached-{number}"
        if part.get_content_type() == "message/rfc822":
            for mail in part.iter_parts():
                yield source.within(f"{PurePath(name).stem}.eml", mail.as_bytes())
        elif name.lower().endswith(tuple(SUFFIXES)):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield source.within(name, content)


def _parsed(source: Source) -> EmailMessage:
    try:
        message = BytesParser(policy=policy.default).parsebytes(source.content().removeprefix(BOM_UTF8))
    except (MessageError, ValueError, RecursionError):
        raise UserError(f"{named(source.name)} is a damaged mail. Export it anew and try again.") from None
    assert isinstance(message, EmailMessage)
    return message


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that is not made of parts; a mail carried by this one counts as one part."""
    waiting = [message]
    seen = 0
    while waiting and seen < MOST_PARTS:
        seen += 1
        part = waiting.pop()
        if part.get_content_maintype() == "multipart":
            waiting.extend(reversed(list(part.iter_parts())))  # type: ignore[arg-type]
        else:
            yield part


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message[name]
    except (
        ValueError,
        IndexError,
        TypeError,
        AttributeError,
    ):  # what the email package raises over broken ones
        return None
    return " ".join(str(value).split()) if value else None


def _blocks(part: EmailMessage, name: str) -> list[Block]:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return []
    charset = part.get_content_charset()
    if part.get_content_type() == "text/plain":
        return list(plain_blocks(decode(content, name=name, declared=charset)))
    text = decode(content, name=name, declared=charset or declared_encoding(content))
    return list(html_blocks(text, part="html", tell=Quoting()))


def _new(blocks: list[Block], words: list[Block]) -> list[Block]:
    """The blocks that say what no earlier part said: the plain and the HTML part are one mail twice."""
    if not words:
        return blocks
    said = " ".join(_squeezed(block.text) for block in words)
    if len(said) * len(blocks) > MOST_COMPARED:
        return blocks
    return [block for block in blocks if block.aside is not None or _squeezed(block.text) not in said]


def _squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def plain_blocks(text: str) -> Iterator[Block]:
    """A plain text part as it stands, in stretches of the writer's own words and of quoted mail."""
    lines = [match[0] for match in _LINE.finditer(text)]
    quoted = _quoted(lines)
    start = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or quoted[end] != quoted[start]:
            aside = Aside.QUOTED_MAIL if quoted[start] else None
            runs = (
                Run(line, Location(part="text", line=number + 1, column=1))
                for number, line in enumerate(lines[start:end], start=start)
            )
            yield Block(Shape.PLAIN, tuple(runs), aside)
            start = end


def _quoted(lines: list[str]) -> list[bool]:
    quoted = [line.lstrip(" \t").startswith(">") for line in lines]
    for index, line in enumerate(lines):
        if _CHAIN_START.match(line) or _opens_headers(lines, index):
            return [*quoted[:index], *[True] * (len(lines) - index)]
        if quoted[index] and index and not quoted[index - 1]:
            for said in _who_said_it(lines, index):
                quoted[said] = True
    return quoted


def _opens_headers(lines: list[str], index: int) -> bool:
    """The headers of an older mail, which some programs set above it without any other mark."""
    return bool(_FROM.match(lines[index])) and all(
        _HEADER.match(line) for line in (*lines[index + 1 : index + 3], *[""] * (index + 3 - len(lines)))
    )


def _who_said_it(lines: list[str], index: int) -> range:
    """The lines before a quotation that only say whose it is."""
    end = index
    while end and not lines[end - 1].strip():
        end -= 1
    for start in range(end - 1, max(-1, end - 1 - _SAID_LINES), -1):
        if _SAID.match("".join(lines[start:end]).strip()):
            return range(start, index)
    return range(index, index)


class Quoting:
    """Tells the elements that mail programs put around the mail that is answered.

    Outlook sets a mark above it and nothing around it; whatever follows that mark is quoted.
    """

    def __init__(self) -> None:
        self._below = False

    def __call__(self, name: str, attributes: Mapping[str, str]) -> Aside | None:
        """Quoted mail, or nothing to tell."""
        id = attributes.get("id", "").removeprefix("x_")
        if id in _QUOTING_IDS or id == "appendonsend":
            self._below = True
        cited = name == "blockquote" and attributes.get("type", "").lower() == "cite"
        quoting = not _QUOTING_CLASSES.isdisjoint(attributes.get("class", "").split())
        return Aside.QUOTED_MAIL if self._below or cited or quoting else None
