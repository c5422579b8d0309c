"""new: make the file of a new centre, with every field explained in it."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sitegen.commands import PROJECT, UsageError
from sitegen.commands.terminal import now_of, print_problems, root_of, short
from sitegen.config import load_site, load_translator
from sitegen.content import Source
from sitegen.i18n import Translator
from sitegen.problem_words import hint_of, message_of, quotable
from sitegen.problems import Place, Problem, WrongValueError, has_errors
from sitegen.regions import load_regions
from sitegen.save import create_file
from sitegen.scaffold import NewCentre, check_id, default_id, find_region, scaffold, schema_from
from sitegen.validate import CENTRES, make_context, read_centre

T = TypeVar("T")


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("--region", help=t("new.help-region"))
    parser.add_argument("--name", help=t("new.help-name"))
    parser.add_argument("--id", help=t("new.help-id"))


def run(options: argparse.Namespace, t: Translator) -> int:
    root = root_of(options, t)
    site, _, problems = load_site(root, PROJECT)
    if site is None or has_errors(problems):
        print_problems(problems, t)
        return 1
    data_folder = Source(project=PROJECT, root=root, now=now_of(options, t)).data_folder
    regions = load_regions(data_folder)
    region = _answer(options.region, "region", "", lambda text: find_region(text, regions), t)
    name = _answer(options.name, "name", "", str.strip, t)
    centre_id = _answer(options.id, "id", default_id(name), lambda text: _free_id(text, root, t), t)
    path = f"{CENTRES}/{centre_id}.yaml"
    target = root / path
    words = load_translator(PROJECT, t.language, root, with_fields=True)
    text = scaffold(NewCentre(id=centre_id, name=name, region=region), regions, words, schema_from(root, PROJECT))
    checked = read_centre(path, text.encode(), make_context(site, data_folder))
    if has_errors(checked.problems):
        print_problems(checked.problems, t)
        return 2
    _create(target, text, path, t)
    of_root = "" if root == PROJECT else f" --root {short(root)}"
    print(t("new.made", path=short(target), root=of_root))
    return 0


def _free_id(text: str, root: Path, t: Translator) -> str:
    """An id that no file has yet."""
    path = f"{CENTRES}/{check_id(text)}.yaml"
    if os.path.lexists(root / path):
        raise UsageError(t("new.exists", path=path))
    return text


def _create(target: Path, text: str, path: str, t: Translator) -> None:
    try:
        create_file(target, text.encode())
    except FileExistsError:
        raise UsageError(t("new.exists", path=path)) from None
    except OSError as error:
        raise UsageError(t("terminal.not-written", path=path, reason=error.strerror)) from None


def _answer(given: str | None, what: str, default: str, read: Callable[[str], T], t: Translator) -> T:
    """What the option says; else, where somebody sits at the terminal, what they answer until it can be read."""
    asks = given is None and sys.stdin.isatty()
    if given is None and not asks and not default:
        raise UsageError(t("new.missing", option=f"--{what}"))
    while True:
        text = given or default
        if asks:
            text = input(f"{t(f'new.ask-{what}')}{f' [{default}]' if default else ''}: ").strip() or default
            if not text:
                continue
        try:
            if _is_text(text):
                return read(text)
            told = t("new.not-utf8", option=f"--{what}", typed=quotable(text))
        except WrongValueError as error:
            told = _told(error, text, t)
        except UsageError as error:
            told = str(error)
        if not asks:
            raise UsageError(told)
        print(told)


def _is_text(typed: str) -> bool:
    """Whether it is without the letters in which Python keeps bytes that are no UTF-8."""
    return not any("\ud800" <= letter <= "\udfff" for letter in typed)


def _told(error: WrongValueError, text: str, t: Translator) -> str:
    problem = Problem(code=error.code, place=Place(""), values={"typed": quotable(text), **error.values})
    return f"{message_of(problem, t)}\n    {t('terminal.hint')}: {hint_of(problem, t)}"
