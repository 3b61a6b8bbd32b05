"""``verbale exercise``: play injects against the plan of an invented incident."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click
import yaml
from pydantic import ValidationError

from verbale.cli.planning import FORMAT, HOUSE
from verbale.desk import Desk
from verbale.model.draft import Draft
from verbale.model.errors import UserError
from verbale.model.exercise import Exercise
from verbale.model.ledger import Ledger
from verbale.plan import Records, StageState
from verbale.plan.exercise import Event, Played, play
from verbale.report.tables import Table, as_lines, moment


@click.group()
def exercise() -> None:
    """Play injects against the plan of an invented incident."""


@exercise.command()
@click.argument("file", type=click.Path(path_type=Path))
@FORMAT
@HOUSE
def run(*, file: Path, form: str, house: Path | None) -> None:
    """Play the timed injects of FILE, and the releases that are tried in answer.

    FILE is YAML; docs/exercises.md shows one. An inject is a leak, an accusation or a refuted fact. The
    report says what was released, when and in which words, and what was held back for which reason. It
    carries the mark of the exercise, as does every text in it.

    \b
    verbale exercise run harbour-exercise.yaml
    verbale exercise run harbour-exercise.yaml --format json
    """
    desk = Desk(house=house)
    asked = _read(file)

    def fill(template: str, ledger: Ledger, to: str | None) -> Draft:
        return desk.draft(template, ledger, to=to).draft

    def check(draft: Draft, ledger: Ledger, records: Records, now: datetime) -> StageState:
        return desk.check(draft, ledger, records, now=now)

    played = play(asked, desk.open_ledger(file.parent / asked.ledger), fill=fill, check=check)
    if form == "json":
        click.echo(json.dumps(asdict(played), indent=2, ensure_ascii=False, default=_plain))
    else:
        click.echo("\n".join(as_lines(f"Exercise: {played.title}", _tables(played), mark=played.mark)))


def _read(file: Path) -> Exercise:
    try:
        return Exercise.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(f"{file}: cannot be read ({error}). Give a YAML file in UTF-8.") from None
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        raise UserError(f"{file}: this is no exercise ({wrong}). docs/exercises.md shows one.") from None


def _plain(value: object) -> str:
    assert isinstance(value, datetime)
    return value.isoformat()


def _tables(played: Played) -> tuple[Table, ...]:
    rows = tuple(_row(event) for event in played.events)
    texts = tuple(
        Table(f"{event.release}, {moment(event.at)}: {event.what}", ("",), _lines(event.text or ""))
        for event in played.released
    )
    return (Table("What happened", ("", "", "why"), rows), *texts)


def _row(event: Event) -> tuple[str, ...]:
    outcome = f"{event.outcome} as {event.release}" if event.release else event.outcome
    return (f"{moment(event.at)}  {event.what}", outcome, " | ".join(event.reasons))


def _lines(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple((line,) for line in text.split("\n") if line.strip())
