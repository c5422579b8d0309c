"""The commands: each has a module of its name with `add_options` and `run`, and its line in the help at `command.NAME`.

A command parses, calls and reports. It ends 0 when all is well, 1 when content has errors, 2 when it was called
wrongly. Only the one that was asked for is imported.
"""

import argparse
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from sitegen.i18n import Translator

PROJECT = Path(__file__).resolve().parent.parent.parent

COMMANDS = ("build", "check", "format", "new", "serve", "diff", "due", "holidays", "import", "export")
"""In the order of the help. `test` is not among them: build.py itself does it."""


class Command(Protocol):
    """What the module of a command has."""

    def add_options(self, parser: argparse.ArgumentParser, t: Translator) -> None: ...

    def run(self, options: argparse.Namespace, t: Translator) -> int:
        """Do it, say what came of it, and give the exit code.

        Raises:
            UsageError: it was called wrongly.
            PublishError: nothing could be written.
        """
        ...


class UsageError(Exception):
    """It was called wrongly; the text says how, in the language of the terminal."""


def command_named(name: str) -> Command | None:
    """The command of this name; None if there is none, which the parser then tells."""
    return cast(Command, import_module(f"sitegen.commands.{name}")) if name in COMMANDS else None
