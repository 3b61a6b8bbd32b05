"""The model's values: times with their precision, labels, yardsticks, hashes."""

from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from verbale.ledger import parse_ledger, sample_ledger
from verbale.model.category import Category
from verbale.model.clearance import Clearance, Role
from verbale.model.digest import text_hash
from verbale.model.draft import Draft, Slot
from verbale.model.evidence import Quantity
from verbale.model.release import Release
from verbale.model.span import Span
from verbale.model.status import Status
from verbale.model.tlp import Tlp
from verbale.model.track import Stage, Track
from verbale.model.when import Precision, When
from verbale.model.yardstick import TERMS, Yardstick

SAMPLE = parse_ledger(sample_ledger())


@pytest.mark.parametrize(
    ("given_as", "precision"),
    [
        ("2031", Precision.YEAR),
        ("2031-05", Precision.MONTH),
        ("2031-05-07", Precision.DAY),
        ("2031-05-07T09:40Z", Precision.MINUTE),
        ("2031-05-07T09:40:12+02:00", Precision.SECOND),
    ],
)
def test_a_time_keeps_its_precision_and_is_written_as_it_was_given(given_as, precision):
    when = When.parse(given_as)
    assert (str(when), when.precision) == (given_as, precision)


@pytest.mark.parametrize(
    "given_as", ["", "soon", "09:40", "2031-13", "2031-02-30", "2031-05-07T09:40", "0000", "٢٠٣١"]
)
def test_what_is_not_a_time_or_lacks_its_zone_is_refused(given_as):
    with pytest.raises(ValueError, match=r"."):
        When.parse(given_as)


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))
def test_every_moment_reads_back_as_it_was_written(moment):
    assert When.parse(str(When.at(moment))) == When.at(moment)


def test_a_year_ends_when_the_next_begins_also_in_a_leap_year():
    assert When.parse("2032").latest == datetime(2033, 1, 1, tzinfo=UTC)


def test_a_day_within_a_year_is_neither_surely_before_nor_after_it():
    year, day = When.parse("2031"), When.parse("2031-05-07")
    assert not year.surely_before(day)
    assert not day.surely_before(year)


def test_the_last_day_of_time_can_still_be_written():
    assert str(When.parse("9999-12-31")) == "9999-12-31"


def test_a_narrower_label_never_goes_to_a_wider_audience():
    for index, label in enumerate(Tlp):
        assert [label.may_go_to(audience) for audience in Tlp] == [index <= rank for rank in range(len(Tlp))]


@pytest.mark.parametrize("yardstick", Yardstick)
def test_every_word_of_a_yardstick_belongs_to_one_term_and_terms_rise(yardstick):
    terms = TERMS[yardstick]
    assert all(yardstick.term(word) is term for term in terms for word in term.words)
    assert all(earlier.high <= later.low for earlier, later in pairwise(terms))


def test_a_term_is_found_in_any_case_and_not_on_the_other_yardstick():
    assert Yardstick.PHIA.term("Highly  Likely") is not None
    assert Yardstick.ICD203.term("highly likely") is None


def test_stages_are_numbered_on_their_own_track():
    assert Stage("diplomatic/channel-test").number == 1
    assert Stage.HOLDING.track is Track.PUBLIC


def test_a_record_cannot_be_changed():
    with pytest.raises(ValidationError):
        SAMPLE.facts[0].status = Status.REFUTED


def test_a_superseded_fact_is_no_longer_told():
    later = SAMPLE.facts[0].model_copy(update={"id": "f-later", "supersedes": ("f-stop",)})
    ledger = SAMPLE.model_copy(update={"facts": (*SAMPLE.facts, later)})
    told = [fact.id for fact in ledger.facts_with(Category.EFFECT, status=Status.KNOWN)]
    assert told == ["f-booking", "f-later"]


def test_facts_come_by_category_and_status():
    told = SAMPLE.facts_with(Category.SCOPE, Category.IMPACT, status=Status.KNOWN)
    assert [fact.id for fact in told] == ["f-ships"]


def test_an_actor_is_printed_by_name_and_a_name_stays_itself():
    assert (SAMPLE.name_of("orsk"), SAMPLE.name_of("the pilots")) == ("Orsk", "the pilots")


def test_a_decision_that_was_taken_back_attributes_nothing():
    sample = parse_ledger(DECIDED)
    assert sample.attribution is not None
    revoked = sample.decisions[0].model_copy(update={"revoked_at": When.parse("2031-06-01")})
    assert sample.model_copy(update={"decisions": (revoked,)}).attribution is None


def test_figures_of_two_sources_that_differ_do_not_agree():
    by_id = {fact.id: fact for fact in SAMPLE.facts}
    assert by_id["f-ships"].quantities_agree
    assert not by_id["f-terminals"].quantities_agree


def test_a_figure_stays_whole_when_it_is_whole():
    assert Quantity(low="4400000", high=4.5, unit="EUR").model_dump(mode="json")["low"] == 4400000


def test_the_hash_of_a_ledger_changes_with_any_fact_and_not_with_its_layout():
    again = parse_ledger(SAMPLE.model_dump_json())
    changed = SAMPLE.model_copy(update={"facts": SAMPLE.facts[1:]})
    assert again.hash == SAMPLE.hash != changed.hash


def test_drafts_and_releases_read_back_from_their_json():
    text = "Port services stopped."
    slots = (Slot(span=Span(0, 21), fact="f-stop"),)
    draft = Draft(
        id="d1", incident="harbour", template="public/holding", audience=Tlp.CLEAR, text=text, slots=slots,
        ledger_hash=SAMPLE.hash,
    )  # fmt: skip
    cleared = Clearance(
        id="c1", text_hash=text_hash(text), role=Role.LEGAL, by="A. Jurist", at=When.parse("2031-05-07")
    )
    release = Release(
        id="r1", incident="harbour", template="public/holding", audience=Tlp.CLEAR, text=text, slots=slots,
        text_hash=text_hash(text), ledger_hash=SAMPLE.hash, clearances=(cleared,),
        released_at=When.parse("2031-05-07T13:30Z"), released_by="B. Speaker",
    )  # fmt: skip
    for document in (draft, release):
        assert type(document).model_validate_json(document.model_dump_json()) == document


DECIDED = sample_ledger().replace(
    "decisions: []",
    """decisions:
  - id: d-one
    kind: attribution
    clause: the Velmaran government holds Orsk responsible
    decided_by: the Velmaran Council of Ministers
    decided_at: 2031-05-20
    actor: orsk
    relation: tolerated
    tlp: TLP:CLEAR""",
)
