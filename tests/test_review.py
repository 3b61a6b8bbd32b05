"""The look back at an incident: what it counts, and how it is shown."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from drafting import HOLDING, REQUEST, SAMPLE, UPDATE, fact, ledger
from planning import NOW, released, waiver
from verbale.desk import Desk
from verbale.draft import find_template, render
from verbale.ledger import ledger_yaml
from verbale.model.after_review import AfterReview
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.incident import Correction, ReleasedText
from verbale.model.ledger import Ledger
from verbale.model.lesson import Lesson
from verbale.model.release import Release
from verbale.model.span import Span
from verbale.model.status import Status, StatusChange
from verbale.model.when import When
from verbale.plan import Records
from verbale.report.after_review import review_json, review_page, review_text


def fresh(template: str, facts: Ledger = SAMPLE) -> Draft:
    return render(find_template(template), facts).draft


def out(id: str, at: str, template: str = HOLDING, promised: str | None = None, **given: Any) -> Release:
    promise = When.parse(f"2031-05-07T{promised}Z") if promised else None
    at_ = When.parse(f"2031-05-07T{at}Z")
    return released(fresh(template), id, released_at=at_, next_update_at=promise, **given)


def review(*releases: Release, facts: Ledger = SAMPLE, now: datetime = NOW, **given: Any) -> AfterReview:
    return Desk().review(facts, Records(releases=releases, **given), now=now)


def test_the_time_to_the_first_statement_counts_from_becoming_aware_on_each_track() -> None:
    found = review(out("r2", "12:00"), out("r1", "10:52"), out("n1", "11:52", REQUEST))
    assert [(one.track, one.release, one.after) for one in found.first] == [
        ("public", "r1", timedelta(hours=1)),
        ("diplomatic", "n1", timedelta(hours=2)),
    ]


def test_a_promise_is_kept_late_or_broken() -> None:
    found = review(
        out("r1", "10:30", promised="11:00"),
        out("r2", "10:50", promised="11:20"),
        out("r3", "12:00", promised="13:00"),
    )
    assert [(one.release, one.outcome) for one in found.promises] == [
        ("r1", "kept"),
        ("r2", "late"),
        ("r3", "nothing followed"),
    ]
    assert found.promises[1].late_by == timedelta(minutes=39)


def test_a_promise_is_kept_only_by_a_text_to_the_same_readers() -> None:
    found = review(out("r1", "10:30", promised="14:00"), out("n1", "10:40", REQUEST))
    assert [one.outcome for one in found.promises] == ["not yet due"]


def test_a_fact_that_changed_after_it_was_told_names_the_texts_that_told_it() -> None:
    history = (
        StatusChange(status=Status.SUSPECTED, at=When.parse("2031-05-07T10:00Z")),
        StatusChange(status=Status.KNOWN, at=When.parse("2031-05-07T10:20Z")),
        StatusChange(status=Status.REFUTED, at=When.parse("2031-05-07T12:30Z"), why="seen on the spot"),
    )
    facts = ledger(fact("f1", history=history, status=Status.REFUTED), fact("f2"))
    told = out("r1", "11:00").model_copy(update={"slots": fresh(UPDATE, facts).slots})
    found = review(told, facts=facts)
    assert [(one.fact, one.was, one.now, one.why, one.told_in) for one in found.shifts] == [
        ("f1", Status.KNOWN, Status.REFUTED, "seen on the spot", ("r1",))
    ]


def test_a_waiver_counts_once_though_its_release_holds_it_too() -> None:
    one = waiver(fresh(HOLDING), "certainty/booster", Span(0, 4))
    assert len(review(out("r1", "11:00", waivers=(one,)), waivers=(one,)).waivers) == 1


def test_a_correction_counts_from_when_it_was_known_to_be_wrong() -> None:
    wrong = Correction(
        id="c1",
        released="r0",
        wrong="All gates are open",
        right=("f1",),
        known_since=When.parse("2031-05-07T11:00Z"),
        why="two reports had been read as one",
    )
    told = ReleasedText(
        id="r0", released_at=When.parse("2031-05-07T10:00Z"), text="All gates are open.", template=HOLDING
    )
    incident = SAMPLE.incident.model_copy(update={"corrections": (wrong,), "released_texts": (told,)})
    facts = ledger(fact("f1"), incident=incident)
    assert review(facts=facts).corrections[0].after is None
    corrected = out("r1", "11:45", template="public/holding").model_copy(
        update={"template": "public/correction"}
    )
    assert review(corrected, facts=facts).corrections[0].after == timedelta(minutes=45)


def test_the_next_hostile_act_counts_from_the_first_text_that_names_somebody() -> None:
    named = out("r1", "11:00").model_copy(update={"text": "Orsk has denied a part in it."})
    before = fact("h0", hostile_at=When.parse("2031-05-07T10:00Z"))
    after = fact("h1", hostile_at=When.parse("2031-05-07T13:00Z"))
    found = review(named, facts=ledger(before, after)).namings
    assert [(one.actor, one.release, one.hostile_fact, one.after) for one in found] == [
        ("Orsk", "r1", "h1", timedelta(hours=2))
    ]


def test_a_lesson_stays_open_until_what_it_names_is_another_version() -> None:
    desk = Desk()
    lessons = (
        Lesson(id="l1", text="Say whom to ask.", of=HOLDING, version_then=desk.version_of(HOLDING)),
        Lesson(id="l2", text="Leave it out.", of="certainty/booster", version_then="0" * 12),
    )
    found = review(facts=ledger(fact(), lessons=lessons)).lessons
    assert [(one.id, one.applied) for one in found] == [("l1", False), ("l2", True)]


def test_a_lesson_on_what_there_is_not_is_refused() -> None:
    lesson = Lesson(id="l1", text="Mend it.", of="public/nothing", version_then="0" * 12)
    with pytest.raises(UserError, match="public/nothing"):
        review(facts=ledger(fact(), lessons=(lesson,)))


def test_the_page_draws_the_course_of_every_claim_and_the_text_too() -> None:
    history = (
        StatusChange(status=Status.SUSPECTED, at=When.parse("2031-05-07T10:00Z")),
        StatusChange(status=Status.KNOWN, at=When.parse("2031-05-07T12:00Z")),
    )
    found = review(facts=ledger(fact("f1", history=history), fact("f2")))
    assert review_page(found).count('class="course"') == 2
    assert "suspected (2031-05-07 10:00 UTC), then known (2031-05-07 12:00 UTC)" in review_text(found)
    assert "|+++" in review_text(found)


def test_the_page_lets_no_words_of_the_ledger_act() -> None:
    page = review_page(review(facts=ledger(fact("f1", clause="<script>alert(1)</script>"))))
    assert "<script>" not in page


def test_an_exercise_is_marked_in_text_page_and_json() -> None:
    incident = SAMPLE.incident.model_copy(update={"exercise": True})
    found = review(facts=SAMPLE.model_copy(update={"incident": incident}))
    assert all(shown(found).count("EXERCISE EXERCISE EXERCISE") >= 1 for shown in (review_json, review_page))
    assert review_text(found).count("EXERCISE EXERCISE EXERCISE") == 2


def test_the_command_reads_a_folder_of_releases(verbale: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "l.yaml").write_text(ledger_yaml(SAMPLE))
    (tmp_path / "r1.release.json").write_text(out("r1", "10:52").model_dump_json())
    asked = ("--ledger", tmp_path / "l.yaml", "--releases", tmp_path)
    told = json.loads(verbale("review", *asked, "--format", "json").output)
    assert told["first"][0]["after"] == 3600
    result = verbale("review", *asked, "--format", "html", "-o", tmp_path / "r.html")
    assert (result.exit_code, (tmp_path / "r.html").read_text()[:15]) == (0, "<!doctype html>")
