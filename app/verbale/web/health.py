"""Whether the desk is well, how much it holds and does, and what it was asked: in counts, never in words."""

import json
import logging
import time
from collections import Counter
from datetime import UTC, datetime
from threading import Lock

from flask import Blueprint, Flask, Response, g, make_response, request

from verbale.records.office import Office

ACCESS = logging.getLogger("verbale.access")


class Served:
    """How many requests were answered, by method and class of status, and how long that took."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._answers: Counter[tuple[str, str]] = Counter()
        self._seconds = 0.0

    def add(self, method: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._answers[method, f"{status // 100}xx"] += 1
            self._seconds += seconds

    def lines(self) -> list[str]:
        """The counts in Prometheus' text format."""
        with self._lock:
            answers = sorted(self._answers.items())
            counts = [
                f'verbale_requests_total{{method="{method}",status="{status}"}} {count}'
                for (method, status), count in answers
            ]
            return [
                "# TYPE verbale_requests_total counter",
                *counts,
                "# TYPE verbale_request_seconds_total counter",
                f"verbale_request_seconds_total {self._seconds:.3f}",
            ]


def watch(app: Flask) -> Served:
    """Counts what ``app`` answers, and logs each request as a line of JSON.

    The line has the route's pattern and never its address, its form or its answer: an address may hold a
    one-time key, a form holds words.
    """
    served = Served()

    def begin() -> None:
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        served.add(request.method, response.status_code, seconds)
        user = g.get("person")
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else None,
            "status": response.status_code,
            "ms": round(seconds * 1000),
            "user": user.name if user else None,
        }
        ACCESS.info(json.dumps(line))
        return response

    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request(end)
    return served


def health(office: Office, served: Served) -> Blueprint:
    """``/healthz`` answers when the records can be read; ``/metrics`` counts."""
    part = Blueprint("health", __name__)

    @part.get("/healthz")
    def healthz() -> Response:
        office.trail.head()
        return _plain("well\n")

    @part.get("/metrics")
    def metrics() -> Response:
        drafts = office.drafts.cards()
        gauges = {
            "incidents": len(office.incidents.cards()),
            "drafts": len(drafts),
            "drafts_in_clearance": sum(card.sent and not card.released for card in drafts),
            "releases": sum(card.released for card in drafts),
            "people": sum(user.active for user in office.people.users()),
        }
        lines = [
            line
            for name, count in gauges.items()
            for line in (f"# TYPE verbale_{name} gauge", f"verbale_{name} {count}")
        ]
        return _plain("\n".join([*lines, *served.lines(), ""]))

    return part


def _plain(text: str) -> Response:
    answer = make_response(text)
    answer.content_type = "text/plain; charset=utf-8"
    return answer
