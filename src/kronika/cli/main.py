"""``kronika``: finds the command, hands it its settings, and turns every error into one line.

Commands are imported when they are called: ``kronika --help`` reads the table below and nothing else, so that it
answers at once. That is also why this module does without ``pathlib`` and the like.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys

import click

from kronika import __version__
from kronika.errors import KronikaError

#: command, what it does in a line (the order is that of the work)
COMMANDS = {
    "init": "Make a new, empty record.",
    "add": "Put files and folders into the record and read them.",
    "map": "Write a first mapping for a list, to be corrected by you.",
    "sources": "Show which sources the record holds.",
    "read": "Read files without a record: what would be proposed?",
    "names": "Compare names: one person or two?",
    "proposals": "Show what waits for your decision.",
    "transcribe": "Confirm: the source does say so.",
    "assert": "Confirm: we stand by it.",
    "reject": "This is wrong: the source does not say so.",
    "dispute": "This is contested.",
    "show": "Show all that the record says of one person.",
    "find": "Find people by name in any spelling, and words in sources.",
    "link": "Judge who is one person under several spellings.",
    "same": "These two are one person (or one act).",
    "different": "These two are different people (or acts).",
    "unsure": "It cannot be told whether these two are one.",
    "split": "Take back that two were one.",
    "protect": "Keep a person out of search and matching.",
    "changes": "Show what happened in the record since a day.",
    "count": "Count people or acts on a day, with the list.",
    "audit": "Hold each claim in a text against the record.",
    "review": "Draft the monthly review from the record.",
    "balance": "Show how the number of one day became that of another.",
    "lists": "Hold lists against each other: who is on which.",
    "explain": "Show why a number changed between two states of knowledge.",
    "findings": "Show what wants a look: what does not fit, what ends soon.",
    "pin": "Keep a published figure with its list, and check it later.",
    "estimate": "Estimate how many people are on no list.",
    "definition": "Show, explain and add what can be counted.",
    "consent": "Record consent, and open facts for a purpose.",
    "erase": "Erase a source, a person or a statement.",
    "backup": "Write a backup.",
    "restore": "Bring a backup back.",
    "check": "Check that nothing was changed or lost.",
    "export": "Write facts that may leave to a file.",
    "demo": "Run the main job on the examples.",
}


class LazyGroup(click.Group):
    """A group whose commands are modules, imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of the commands in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import and return a command."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kronika.cli.{cmd_name}_command")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """Write the table of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample:\n  kronika init my-record\n\n'kronika COMMAND --help' explains a command, with an example.",
)
@click.option(
    "--record", metavar="FOLDER", type=click.Path(), envvar="KRONIKA_RECORD", help="Folder of the record (or KRONIKA_RECORD)."
)
@click.option("--passphrase-file", metavar="FILE", type=click.Path(), help="File whose first line is the passphrase.")
@click.option(
    "--by",
    metavar="ROLE",
    envvar="KRONIKA_BY",
    default="",
    help="The acting role, for example documenter-1 (or KRONIKA_BY). Never a name.",
)
@click.version_option(__version__, prog_name="kronika")
@click.pass_context
def cli(ctx: click.Context, /, **shared: str | None) -> None:
    """Keep a record of human-rights violations: sealed, checkable, and able to defend its numbers."""
    ctx.obj = shared


def run() -> None:
    """Run the command line and leave with its exit status; whatever happens, a user sees lines, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main(sys.argv[1:]))


def main(arguments: list[str]) -> int:
    """Run the command line with these arguments and return its exit status."""
    try:
        status = cli.main(args=arguments, prog_name="kronika", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except KronikaError as error:
        click.echo(str(error), err=True)
        return error.status
    except (click.Abort, EOFError, KeyboardInterrupt):
        click.echo("Stopped. What was reported as saved is saved.", err=True)
        return 1
    except SystemExit:
        # click leaves this way when nobody reads what is printed ('kronika sources | head'): nothing is left to say
        return 1
    except Exception as error:  # noqa: BLE001 - the last line of defence: the promise is one line, whatever went wrong
        click.echo(_refused(error) or _unexpected(error), err=True)
        return 1
    return status if isinstance(status, int) else 0


def _refused(error: Exception) -> str:
    """What the system refused to do with a file or a disk; empty if the error is no such thing."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "the disk is full. What was reported as saved is saved. Free some space, then repeat the command."
    if isinstance(error, OSError) and error.filename and error.strerror:
        name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
        return f"{name}: the system refuses it ({error.strerror}). Check the path and the rights on it." if name else ""
    if isinstance(error, OSError) and error.errno == errno.EINVAL and os.name == "nt":
        # what Windows says where other systems say EPIPE
        return "the output was closed before all was printed."
    return ""


def _unexpected(error: Exception) -> str:
    """Name the place in the program, never the data: a traceback can hold a source's words."""
    import traceback
    from pathlib import Path

    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "kronika" in frame.filename]
    where = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else "outside kronika"
    return (
        f"This is a fault of kronika, not of yours: {type(error).__name__} in {where}. What was reported as saved is saved. "
        "Please report this line; it holds nothing from your record."
    )
