"""What a template asks of a ledger beside facts, in words."""

from verbale.draft.wordings import Wording
from verbale.model.issuer import Audience, Contact, Correspondence
from verbale.model.ledger import Ledger
from verbale.model.template import Detail
from verbale.model.when import When

_CONTACTS = {
    Detail.PRESS_CONTACT: Audience.PRESS,
    Detail.PUBLIC_CONTACT: Audience.PUBLIC,
    Detail.TECHNICAL_CONTACT: Audience.TECHNICAL,
    Detail.DIPLOMATIC_CONTACT: Audience.DIPLOMATIC,
}


def detail(
    name: Detail, ledger: Ledger, letter: Correspondence | None, wording: Wording
) -> str | tuple[str, ...] | None:
    """The detail in words, or None when it is not recorded.

    The times at which the incident began, was noticed and ended come with their preposition ("at 09:40 UTC on
    7 May 2031"), the others without, so that a body can write "by" or "of" before them.
    """
    incident = ledger.incident
    if name in _CONTACTS:
        return _contact(ledger.issuer.contact_for(_CONTACTS[name]))
    match name:
        case Detail.AWARE_AT:
            return wording.at(incident.aware_at) if incident.aware_at else None
        case Detail.STARTED_AT:
            return wording.at(incident.started_at) if incident.started_at else None
        case Detail.ENDED_AT:
            return wording.at(incident.ended_at) if incident.ended_at else None
        case Detail.NEXT_UPDATE:
            return _moment(incident.next_update_at, wording)
        case Detail.JOINED_BY:
            return wording.listed(ledger.issuer.joined_by) or None
    if letter is None:
        return None
    match name:
        case Detail.SENDER:
            return letter.sender
        case Detail.ADDRESSEE:
            return letter.addressee
        case Detail.NUMBER:
            return letter.number
        case Detail.DATED:
            return _moment(letter.dated, wording)
        case Detail.PLACE:
            return letter.place or ledger.issuer.place
        case Detail.ASKS:
            return letter.asks or None
        case Detail.ASSISTANCE:
            return letter.assistance or None
        case Detail.REPLY_BY:
            return _moment(letter.reply_by, wording)
        case Detail.ANSWERS_NOTE:
            return _answered(letter, wording)
        case _:
            return letter.channel


def words_of(name: Detail, ledger: Ledger, letter: Correspondence | None) -> tuple[str, ...]:
    """The ledger's own words that a detail prints, one by one; times and addresses are none."""
    if name in _CONTACTS:
        contact = ledger.issuer.contact_for(_CONTACTS[name])
        return tuple(words for words in (contact.name, contact.hours) if words) if contact else ()
    if name is Detail.JOINED_BY:
        return ledger.issuer.joined_by
    if letter is None:
        return ()
    match name:
        case Detail.ASKS:
            return letter.asks
        case Detail.ASSISTANCE:
            return letter.assistance
        case Detail.SENDER | Detail.ADDRESSEE | Detail.CHANNEL:
            words = getattr(letter, name.value)
        case Detail.PLACE:
            words = letter.place or ledger.issuer.place
        case _:
            words = None
    return (words,) if words else ()


def _moment(when: When | None, wording: Wording) -> str | None:
    return wording.moment(when) if when else None


def _answered(letter: Correspondence, wording: Wording) -> str | None:
    dated = _moment(letter.answers_dated, wording)
    return f"{letter.answers_note} of {dated}" if letter.answers_note and dated else letter.answers_note


def _contact(contact: Contact | None) -> str | None:
    if contact is None:
        return None
    ways = ", ".join(way for way in (contact.phone, contact.email, contact.url) if way)
    return f"{contact.name}, {ways}" + (f" ({contact.hours})" if contact.hours else "")
