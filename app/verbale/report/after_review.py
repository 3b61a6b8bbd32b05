"""A look back at an incident, as text, JSON and a page with a chart of certainty over time."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from html import escape

from verbale.model.after_review import AfterReview, Course
from verbale.model.status import Status
from verbale.report.excerpt import visible
from verbale.report.tables import Table, as_lines, as_page, moment, span

LEVELS = (Status.KNOWN, Status.SUSPECTED, Status.TO_BE_ESTABLISHED, Status.REFUTED)
ROW, TOP, LABEL, WIDTH = 26, 22, 150, 720
SHOWN = 110
STRIP = 48
SIGNS = {Status.KNOWN: "#", Status.SUSPECTED: "+", Status.TO_BE_ESTABLISHED: "?", Status.REFUTED: "x"}
"""How a status is drawn in the text form of the chart."""


def review_text(review: AfterReview) -> str:
    """The look back in lines."""
    return "\n".join(as_lines(_title(review), _tables(review), mark=review.mark)) + "\n"


def review_page(review: AfterReview) -> str:
    """The look back as one page."""
    return as_page(_title(review), tuple(_tables(review)), mark=review.mark)


def review_json(review: AfterReview) -> str:
    """The look back for programs: every field of AfterReview; times in ISO 8601, intervals in seconds."""
    return json.dumps(asdict(review), indent=2, ensure_ascii=False, default=_plain) + "\n"


REVIEW_FORMATS: dict[str, Callable[[AfterReview], str]] = {
    "text": review_text,
    "json": review_json,
    "html": review_page,
}


def _plain(value: object) -> object:
    if isinstance(value, timedelta):
        return value.total_seconds()
    assert isinstance(value, datetime)
    return value.isoformat()


def _title(review: AfterReview) -> str:
    return f"After-action review: {review.title}, as of {moment(review.as_of)}"


def _tables(review: AfterReview) -> Iterator[Table]:
    yield Table(
        "Time to the first statement",
        ("Track", "Release", "At", "After becoming aware"),
        tuple((one.track, one.release, moment(one.at), span(one.after)) for one in review.first),
        "Nothing has been released.",
    )
    yield Table(
        "Updates promised and kept",
        ("Release", "Promised by", "Followed by", "At", "Outcome", "Late by"),
        tuple(
            (
                one.release,
                moment(one.promised),
                one.followed_by or "",
                moment(one.at),
                one.outcome,
                span(one.late_by),
            )
            for one in review.promises
        ),
        "No release promised an update.",
    )
    yield Table(
        "Facts whose status changed after they were told",
        ("Fact", "At", "From", "To", "Why", "Told in"),
        tuple(
            (one.fact, moment(one.at), _word(one.was), _word(one.now), one.why or "", ", ".join(one.told_in))
            for one in review.shifts
        ),
        "None.",
    )
    yield Table(
        "Corrections",
        ("Correction", "Of", "Wrong known since", "Corrected in", "After"),
        tuple(
            (one.id, one.released, moment(one.known_since), one.corrected_in or "not yet", span(one.after))
            for one in review.corrections
        ),
        "None.",
    )
    yield Table(
        "Waivers",
        ("Rule or gate", "Words", "By", "Reason", "At"),
        tuple((one.rule, one.found, one.by, one.reason, moment(one.at)) for one in review.waivers),
        "None.",
    )
    yield Table(
        "From a naming to the next hostile act",
        ("Named", "In", "At", "Next hostile act", "After"),
        tuple(
            (one.actor, one.release, moment(one.at), one.hostile_fact or "none recorded", span(one.after))
            for one in review.namings
        ),
        "Nobody spoken of has been named.",
    )
    yield Table(
        f"Certainty over time ({', '.join(f'{sign} {_word(level)}' for level, sign in SIGNS.items())})",
        ("Claim", "Says", "Over time", "Course", "Told in"),
        tuple(
            (one.fact, one.says, _strip(one, review), _course(one), ", ".join(one.told_in))
            for one in review.courses
        ),
        drawing=_chart(review),
    )
    yield Table(
        "Lessons",
        ("Lesson", "To change", "Version then", "Version now", "Standing"),
        tuple(
            (
                f"{one.id}: {one.text}",
                one.of,
                one.version_then,
                one.version_now,
                "changed since" if one.applied else "not yet changed",
            )
            for one in review.lessons
        ),
        "None drawn yet.",
    )


def _word(status: Status) -> str:
    return status.value.replace("_", " ")


def _course(course: Course) -> str:
    return ", then ".join(f"{_word(point.status)} ({moment(point.at)})" for point in course.points)


def _ends(review: AfterReview) -> tuple[datetime, datetime]:
    times = [review.as_of, *(point.at for course in review.courses for point in course.points)]
    return min(times), max(times)


def _strip(course: Course, review: AfterReview) -> str:
    """The course as a row of signs, one for each stretch of the time between the first and the last."""
    first, last = _ends(review)
    signs = []
    for step in range(STRIP):
        at = first + (last - first) * (step + 0.5) / STRIP
        held = [point.status for point in course.points if point.at <= at]
        signs.append(SIGNS[held[-1]] if held else ".")
    return f"|{''.join(signs)}|"


def _chart(review: AfterReview) -> str:
    """A line for each claim, up when it stands firmer, from the first time to that of the review."""
    moved = [course for course in review.courses if course.points]
    if not moved:
        return ""
    first, last = _ends(review)
    length = max((last - first).total_seconds(), 1)

    def x(at: datetime) -> float:
        return LABEL + (WIDTH - LABEL - 20) * (at - first).total_seconds() / length

    tall = ROW * (len(LEVELS) - 1)
    parts = []
    for number, course in enumerate(moved):
        top = TOP + number * (tall + 2 * ROW)
        name = escape(visible(f"{course.fact}: {course.says}"[:SHOWN]))
        parts.append(f'<text x="0" y="{top - 8}">{name}</text>')
        for place, level in enumerate(LEVELS):
            y = top + place * ROW
            parts.append(f'<line class="grid" x1="{LABEL}" y1="{y}" x2="{WIDTH}" y2="{y}"/>')
            parts.append(f'<text x="0" y="{y + 4}">{_word(level)}</text>')
        heights = [top + LEVELS.index(point.status) * ROW for point in course.points]
        line = f"M{x(course.points[0].at):.1f} {heights[0]}"
        for point, y in zip(course.points[1:], heights[1:], strict=True):
            line += f" H{x(point.at):.1f} V{y}"
        parts.append(
            f'<path class="course" d="{line} H{x(last):.1f}"><title>{escape(_course(course))}</title></path>'
        )
    height = TOP + len(moved) * (tall + 2 * ROW)
    parts.append(f'<text x="{LABEL}" y="{height - 4}">{moment(first)} to {moment(last)}</text>')
    return (
        f'<svg role="img" aria-label="Certainty over time" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}">{"".join(parts)}</svg>'
    )
