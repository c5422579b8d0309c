"""The command line: it parses, calls and reports. Only here and in the commands is the time asked for, or printed.

Exit codes: 0 all is well, 1 the content has errors, 2 it was called wrongly or could not write.
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from sitegen.commands import COMMANDS, PROJECT, Command, UsageError, command_named
from sitegen.commands.terminal import print_problems
from sitegen.config import load_translator
from sitegen.i18n import Translator
from sitegen.regions import WrongTableError
from sitegen.workers import WorkerLostError
from sitegen.write import PublishError

LANGUAGES = ("id", "en")
DEFAULT = "build"
STOPPED = 130
"""The exit code of a program that was stopped from the keyboard, as shells have it."""


# What argparse says, by the key of our words for it; the rest is passed on as it is.
WRONG_CALLS = {
    "unknown": re.compile("unrecognized arguments: (?P<typed>.*)", re.DOTALL),
    "no-value": re.compile("argument (?P<option>[^:]+): expected one argument"),
    "no-choice": re.compile(
        "argument (?P<option>[^:]+): invalid choice: (?P<typed>.*) \\(choose from (?P<known>.*)\\)", re.DOTALL
    ),
    "no-number": re.compile("argument (?P<option>[^:]+): invalid int value: (?P<typed>.*)", re.DOTALL),
    "missing": re.compile("the following arguments are required: (?P<option>.*)"),
}


HEADINGS = {
    "usage": "terminal.usage",
    "positional arguments": "terminal.arguments",
    "options": "terminal.options",
}


def main(arguments: Sequence[str] | None = None) -> int:
    name, rest, language = _understood(sys.argv[1:] if arguments is None else arguments)
    t = load_translator(PROJECT, language)
    command = command_named(name) if name else None
    options = _parser(t, name, command).parse_args([name, *rest] if name else rest)
    assert command is not None  # without a command there was only the help to give
    try:
        return command.run(options, t)
    except UsageError as error:
        print(error, file=sys.stderr)
    except WrongTableError as error:
        print_problems([error.problem], t)
        return 1
    except PublishError as error:
        print(f"{t('terminal.error')}: {t(f'publish.{error.code}', **error.values)}", file=sys.stderr)
    except WorkerLostError:
        print(f"{t('terminal.error')}: {t('terminal.worker-lost')}", file=sys.stderr)
    except (KeyboardInterrupt, EOFError):  # the latter where an answer was asked for
        return STOPPED
    except BrokenPipeError:  # whoever read what we say has heard enough, as `head` does
        os._exit(STOPPED)  # an ordinary end would try to say the rest
    return 2


class Parser(argparse.ArgumentParser):
    """One that says in the terminal's language that it was called wrongly, and how it is called."""

    words: Translator

    def format_usage(self) -> str:
        return self._headed(super().format_usage())

    def format_help(self) -> str:
        return self._headed(super().format_help())

    def _headed(self, text: str) -> str:
        """With our own headings: argparse has no other way to say them."""
        for heading, key in HEADINGS.items():
            text = re.sub(rf"^{heading}:", f"{self.words(key)}:", text, flags=re.MULTILINE)
        return text

    def error(self, message: str) -> NoReturn:
        for key, known in WRONG_CALLS.items():
            found = known.fullmatch(message)
            if found:
                message = self.words(f"terminal.call.{key}", **found.groupdict())
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {self.words('terminal.wrong-call')}: {message}\n")


def _understood(arguments: Sequence[str]) -> tuple[str, list[str], str]:
    """The command, all that was given beside it, and the language: known before anything else, for help is in it, too.

    What every command takes may stand before its name. No name: the site is built, or help is given (name "").
    """
    common = _common_options(exit_on_error=False)
    try:
        options, rest = common.parse_known_args(arguments)
    except argparse.ArgumentError:
        return DEFAULT, list(arguments), LANGUAGES[0]
    if rest[:1] in (["-h"], ["--help"]):
        return "", list(arguments), options.lang
    if not rest or rest[0].startswith("-"):
        return DEFAULT, list(arguments), options.lang
    position = list(arguments).index(rest[0])
    return rest[0], [*arguments[:position], *arguments[position + 1 :]], options.lang


def _parser(t: Translator, name: str, command: Command | None) -> Parser:
    """Only the command that was asked for is loaded and has options; the others have their line in the help."""
    common: dict[str, Any] = {"add_help": False, "allow_abbrev": False, "parents": [_common_options(t)]}
    parser = Parser(prog="build.py", description=t("terminal.about"), **common)
    parser.words = t
    below = parser.add_subparsers(dest="command", metavar=t("terminal.command"), required=bool(name))
    for known in COMMANDS:
        about = t(f"command.{known}")
        sub = below.add_parser(known, help=about, description=about, **common)
        sub.words = t
        if command is not None and known == name:
            command.add_options(sub, t)
    return parser


def _common_options(t: Translator | None = None, *, exit_on_error: bool = True) -> Parser:
    """What every command takes. The words are left out where nobody reads them."""
    words = t or (lambda _key: "")
    parser = Parser(add_help=False, exit_on_error=exit_on_error, allow_abbrev=False)
    if t is not None:
        parser.add_argument("-h", "--help", action="help", help=words("terminal.help.help"))
    parser.add_argument("--root", type=Path, default=PROJECT, help=words("terminal.help.root"))
    parser.add_argument("--now", help=words("terminal.help.now"))
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help=words("terminal.help.lang"))
    return parser
