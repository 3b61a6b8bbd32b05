"""The command line. Commands are imported only when they are called, so that ``verbale lint`` starts fast."""

import sys
from importlib import import_module
from typing import Any

import click

from verbale import __version__
from verbale.model.errors import UserError

COMMANDS: dict[str, str] = {}

COULD_NOT_RUN = 2
INTERRUPTED = 130  # what a shell reports after Ctrl-C; 1 would read as "findings"


class LazyGroup(click.Group):
    """A group that imports a command when it is called, and says every failure in one line."""

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
        """Run the command; a failure is one line on standard error and exit code 2."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            click.echo(str(error), err=True)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except KeyboardInterrupt:
            return ctx.exit(INTERRUPTED)
        except Exception as error:
            _confess(error, debug=bool(ctx.params.get("debug")))
        return ctx.exit(COULD_NOT_RUN)


def _confess(error: Exception, *, debug: bool) -> None:
    if debug:
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    reason = " ".join(str(error).split()) or "no reason given"
    click.echo(
        f"Verbale failed: {type(error).__name__}: {reason}. This is a fault in Verbale, not in your text. "
        "Please report it with this line and the command; `verbale --debug ...` adds the details.",
        err=True,
    )


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="verbale", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the whole traceback when Verbale itself fails.")
def main(*, debug: bool) -> None:
    """Say what is established about an incident, and no more.

    Verbale drafts staged statements from a ledger of incident facts, and checks a text for
    attribution, blame and certainty before it is released. Nothing leaves this machine.

    \b
    Check a statement:        verbale lint statement.md
    Ask why a sentence is flagged:  verbale explain "Orsk was behind the outage."
    Read what a rule means:   verbale rules blame/asserted-attribution

    `verbale COMMAND --help` explains each command with examples.
    """
