"""The command line. Commands are imported only when they are called, so that ``verbale lint`` starts fast."""

import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from verbale import __version__
from verbale.model.errors import UserError

COMMANDS = {
    "plan": "verbale.cli.plan:plan",
    "draft": "verbale.cli.draft:draft",
    "check": "verbale.cli.check:check",
    "read-as": "verbale.cli.read_as:read_draft_as",
    "report-anomaly": "verbale.cli.report_anomaly:report_anomaly",
    "exercise": "verbale.cli.exercise:exercise",
    "escalation": "verbale.cli.escalation:ladder",
    "proportionality": "verbale.cli.proportionality:weigh",
    "review": "verbale.cli.review:review",
    "import": "verbale.cli.exchange:take_in",
    "export": "verbale.cli.exchange:export",
    "lint": "verbale.cli.lint:lint",
    "archive": "verbale.cli.archive:archive",
    "baseline": "verbale.cli.baseline:baseline",
    "config": "verbale.cli.config:config",
    "explain": "verbale.cli.explain:explain",
    "rules": "verbale.cli.rules:rules",
    "ledger": "verbale.cli.ledger:ledger",
    "serve": "verbale.cli.serve:serve",
    "lsp": "verbale.cli.lsp:lsp",
    "users": "verbale.cli.users:users",
    "audit": "verbale.cli.audit:audit",
    "backup": "verbale.cli.backup:backup",
    "restore": "verbale.cli.backup:restore",
}

COULD_NOT_RUN = 2
INTERRUPTED = 130  # what a shell reports after Ctrl-C; 1 would read as "findings"


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and never ends in a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name in COMMANDS, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command behind a name, imported now; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what cannot be done is said on standard error, with exit code 2."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except UserError as error:
            complain(error)
        except Exception as error:
            click.echo(_fault(error, debug=bool(ctx.params.get("debug"))), err=True)
        raise click.exceptions.Exit(COULD_NOT_RUN)


def complain(problem: UserError) -> None:
    """Say on standard error what the reader can mend, with nothing in it that could act on a terminal."""
    from verbale.report import visible

    click.echo("\n".join(visible(line) for line in str(problem).splitlines()), err=True)


def _fault(error: Exception, *, debug: bool) -> str:
    # Only the place, not the message: it may quote a draft, and this line is made to be passed on.
    place = traceback.extract_tb(error.__traceback__)[-1]
    line = (
        f"Verbale failed: {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}. "
        "This is a fault in Verbale, not in your text. Please report it with this line; "
        "`verbale --debug ...` shows more, which may quote your text."
    )
    return "".join(traceback.format_exception(error)) + line if debug else line


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="verbale", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the whole traceback when Verbale itself fails.")
def main(*, debug: bool) -> None:
    """Say what is established about an incident, and no more.

    Verbale drafts staged statements from a ledger of incident facts, and checks a text for
    attribution, blame and certainty before it is released. Nothing leaves this machine.

    \b
    Check a statement:   verbale lint statement.md
    Ask about one:       verbale explain "Orsk was behind the outage."
    Read about a rule:   verbale rules blame/asserted-attribution

    `verbale COMMAND --help` explains each command with examples.
    """
