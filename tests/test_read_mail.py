"""Mail: the writer's own words are read, the mail that is answered is told apart."""

from email.message import EmailMessage

import pytest

from reading import archive, docx, given, p, read, where
from verbale.read.document import Document

OWN = "The quay is open again.\n\nThe ferry office"


def mail(text: str = "", html: str = "", *, subject: str = "Quay", cte: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Ferry office <desk@ferry.example>"
    message["Date"] = "Mon, 05 Jan 2026 09:00:00 +0000"
    message["Message-ID"] = "<1@ferry.example>"
    message["Subject"] = subject
    if text:
        message.set_content(text, cte=cte)
    if html:
        (message.add_alternative if text else message.set_content)(html, subtype="html", cte=cte)
    return message


def asides(document: Document) -> list[str]:
    return [f"{left.aside}: {left.location}" for left in document.left_out]


def test_a_mail_hides_nothing_behind_a_fence() -> None:
    assert read("a.eml", mail("~~~\nThe quay <!-- and the pier -->.\n").as_bytes()).text == (
        "# Quay\n\n\\~~~\nThe quay <\\!-- and the pier -->.\n"
    )


@pytest.mark.parametrize("cte", ["7bit", "quoted-printable", "base64"])
def test_a_plain_mail_is_its_subject_and_its_words(cte: str) -> None:
    document = read("a.eml", mail(OWN, cte=cte).as_bytes())
    assert document.text == f"# Quay\n\n{OWN}\n"
    assert where(document, "ferry") == "text, line 3, column 5"
    assert where(document, "Quay") == "subject"
    assert document.about.issuer == "Ferry office <desk@ferry.example>"


def test_a_subject_in_many_words_of_code_is_one_line() -> None:
    subject = "Über den Kai: " + "Férry office reports again " * 4
    assert read("a.eml", mail(OWN, subject=subject).as_bytes()).text.startswith(
        f"# {subject.strip()}\n\nThe quay"
    )


@pytest.mark.parametrize(
    "chain",
    [
        "On Mon, 5 Jan 2026 at 08:00, Port <port@desk.example> wrote:\n\n> Is it open?\n> Who asks?",
        "On Mon, 5 Jan 2026 at 08:00, A Person With A Long Name\n<port@desk.example> wrote:\n> Is it open?",
        "Am 05.01.2026 um 08:00 schrieb Hafen:\n> Is it open?",
        "Le lun. 5 janv. 2026 à 08:00, Port a écrit :\n\n> Is it open?",
        "-----Original Message-----\nFrom: Port\nIs it open?",
        "_____________________\nFrom: Port Desk\nSent: Monday\nTo: Ferry\nSubject: Quay\n\nIs it open?",
        "*From:* Port Desk\n*Date:* Monday\n*To:* Ferry\n\nIs it open?",
        "---------- Forwarded message ---------\nFrom: Port\n\nIs it open?",
    ],
)
def test_mail_quoted_below_a_reply_is_told_apart(chain: str) -> None:
    document = read("a.eml", mail(f"{OWN}\n\n{chain}").as_bytes())
    assert "open?" not in document.text
    assert "wrote" not in document.text
    assert document.text.startswith(f"# Quay\n\n{OWN}")
    assert asides(document)[0].startswith("quoted mail: text, line ")


def test_answers_between_quoted_lines_are_read() -> None:
    document = read("a.eml", mail("> Is the quay open?\nIt is.\n> Who closed it?\nWe did.\n").as_bytes())
    assert document.text == "# Quay\n\nIt is.\n\n\nWe did.\n"
    assert where(document, "We did") == "text, line 4, column 1"


def test_a_forward_without_own_words_is_read_as_a_whole() -> None:
    document = read("a.eml", mail("---------- Forwarded message ---------\nThe quay is open.\n").as_bytes())
    assert "The quay is open." in document.text
    assert document.left_out == ()


@pytest.mark.parametrize(
    "below",
    [
        '<div class="gmail_quote"><div>On Monday wrote:</div><blockquote>{}</blockquote></div>',
        '<div class="moz-cite-prefix">On Monday wrote:</div><blockquote type="cite">{}</blockquote>',
        '<div id="divRplyFwdMsg">From: Port</div><div><div>{}</div></div>',
        '<div id="appendonsend"></div><hr><p>{}</p>',
    ],
)
def test_mail_quoted_in_html_is_told_apart(below: str) -> None:
    page = f"<p>The quay is open again.</p>\n{below.format('Is it open?')}"
    document = read("a.eml", mail(html=page).as_bytes())
    assert document.text == "# Quay\n\nThe quay is open again."
    assert where(document, "The quay") == "html, line 1, column 4"
    assert {left.aside for left in document.left_out} == {"quoted mail"}


def test_a_block_quote_that_is_no_mail_counts() -> None:
    document = read("a.eml", mail(html="<p>The mayor said:</p><blockquote>Open it.</blockquote>").as_bytes())
    assert "> Open it." in document.text


def test_the_html_part_adds_only_what_the_plain_part_does_not_say() -> None:
    page = "<p>The quay is\nopen again.</p><p>The <b>ferry</b> office</p><p>P.S. So is the pier.</p>"
    document = read("a.eml", mail(OWN, page).as_bytes())
    assert document.text == f"# Quay\n\n{OWN}\n\n\nP.S. So is the pier."
    assert where(document, "pier") == "html, line 2, column 64"


def test_attached_files_are_read_after_the_mail() -> None:
    message = mail(OWN)
    message.add_attachment(
        docx(p("Attached.")), maintype="application", subtype="octet-stream", filename="a.docx"
    )
    message.add_attachment("Listed.", filename="b.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="c.png")
    message.add_attachment(mail("Carried.", subject="Old"))
    found = [(d.path, d.text) for d in given("a.eml", message.as_bytes()) if isinstance(d, Document)]
    assert found[1:] == [
        ("a.eml/a.docx", "Attached."),
        ("a.eml/b.txt", "Listed.\n"),
        ("a.eml/attached-5.eml", "# Old\n\nCarried.\n"),
    ]


def test_a_mail_in_an_archive_is_read_too() -> None:
    assert read("a.zip", archive({"in/a.eml": mail(OWN).as_bytes()})).path == "a.zip/in/a.eml"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\nThe quay.",
        b"From: \xff\xfe\nMessage-ID: x\n\nThe quay.",
        b"Subject: =?utf-8?b?####?=\nContent-Type: text/plain; charset=nonsense\n\nThe quay.",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nThe quay.",
        b"Content-Type: multipart/mixed\n\nThe quay.",
        b"Content-Type: message/rfc822\n\nThe quay.",
        b"Content-Transfer-Encoding: base64\n\n####",
        b"Content-Type: multipart/mixed; boundary=x\n\n"
        + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 500,
    ],
)
def test_a_broken_mail_is_no_fault_of_ours(content: bytes) -> None:
    assert given("a.eml", content)
