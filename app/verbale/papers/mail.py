"""A draft as an e-mail message that a mail program opens to be sent (RFC 5322)."""

from email import policy
from email.message import EmailMessage

from verbale.model.issuer import Audience
from verbale.model.track import Track
from verbale.papers.paper import Paper


def to_eml(paper: Paper, *, plain: str, page: str) -> str:
    """The message, without sender's time or recipients, which only its sender can know.

    ``plain`` and ``page`` are the text as plain text and as HTML, each beginning with its label where it has
    one: TLP 2.0 wants it in the subject line and in the body before what it marks.
    """
    message = EmailMessage(policy=policy.SMTP)
    message["Subject"] = "".join(f"[{mark}] " for mark in paper.marks) + paper.title
    sender = _sender(paper)
    if sender:
        message["From"] = sender
    message["X-Unsent"] = "1"  # asks the mail program to open it for sending
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    # The same paper is the same file: a boundary by chance would make it differ each time.
    message.set_boundary(f"verbale-{paper.hash[:32]}")
    return message.as_string()


def _sender(paper: Paper) -> str | None:
    diplomatic = paper.draft.template.startswith(f"{Track.DIPLOMATIC}/")
    contact = paper.ledger.issuer.contact_for(Audience.DIPLOMATIC if diplomatic else Audience.PRESS)
    return contact.email if contact else None
