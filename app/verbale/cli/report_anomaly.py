"""``verbale report-anomaly``: tell what looked unusual, without blame and without a name if one likes."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import click
import yaml

from verbale.cli.writing import write_whole
from verbale.model.anomaly import Anomaly, as_fact
from verbale.model.errors import UserError
from verbale.model.when import When


@click.command("report-anomaly")
@click.argument("observed")
@click.option(
    "--records",
    metavar="DIR",
    type=click.Path(path_type=Path),
    required=True,
    help="The folder in which the report is kept, as ID.anomaly.json.",
)
@click.option("--system", metavar="NAME", help="The system on which it was seen.")
@click.option("--seen-at", metavar="TIME", help="When, as 2031-05-07T09:40Z; now, unless given.")
@click.option("--name", metavar="NAME", help="Whom to ask back. Nobody needs to give a name.")
def report_anomaly(
    *, observed: str, records: Path, system: str | None, seen_at: str | None, name: str | None
) -> None:
    """Report what looked unusual. Nobody is blamed for a report, and nobody needs to give a name.

    OBSERVED says what was seen, in a clause. The report is kept in the folder. What the command prints is a
    fact for the ledger, suspected and without the reporter: the name reaches no text and no export.

    \b
    verbale report-anomaly "gate 4 opened by itself" --records records/ --system "gate control"
    """
    if not records.is_dir():
        raise UserError(f"There is no folder {records}. Create it, or name another with --records.")
    anomaly = Anomaly(
        id=f"anomaly-{uuid4().hex[:8]}",
        observed=_words(observed),
        seen_at=_time(seen_at),
        system=system,
        reporter=name,
    )
    file = records / f"{anomaly.id}.anomaly.json"
    write_whole(file, (anomaly.model_dump_json(indent=2, exclude_none=True) + "\n").encode())
    file.chmod(0o600)  # it may hold a name
    plain = as_fact(anomaly).model_dump(mode="json", exclude_defaults=True)
    click.echo(yaml.safe_dump([plain], sort_keys=False, allow_unicode=True), nl=False)
    click.echo(f"Thank you. Kept as {file.name}.", err=True)


def _words(observed: str) -> str:
    if not observed.strip():
        raise UserError('Say what was seen, for example "gate 4 opened by itself".')
    return observed


def _time(given: str | None) -> When:
    if given is None:
        return When.at(datetime.now(UTC))
    try:
        return When.parse(given)
    except ValueError as error:
        raise UserError(f"--seen-at: {error}.") from None
