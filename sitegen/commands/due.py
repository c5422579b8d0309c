"""due: what has to be assured again, for people, for programs, or as issues ready to be opened."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from sitegen.commands import PROJECT
from sitegen.commands.terminal import Progress, now_of, print_problems, root_of
from sitegen.content import Source, read_content
from sitegen.due import Due, DueBlock, DueCentre, find_due, owner
from sitegen.freshness import age_words
from sitegen.hours import in_language
from sitegen.i18n import Translator
from sitegen.problems import has_errors

FORMATS = ("text", "json", "issues")
JSON_VERSION = 1
DAYS = 30

Json = dict[str, object]


def add_options(parser: argparse.ArgumentParser, t: Translator) -> None:
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=t("due.help_format"))
    parser.add_argument("--days", type=int, default=DAYS, metavar="N", help=t("due.help_days", days=DAYS))


def run(options: argparse.Namespace, t: Translator) -> int:
    today = now_of(options, t).date()
    source = Source(project=PROJECT, root=root_of(options, t), now=now_of(options, t))
    with Progress(t) as progress:
        content, problems = read_content(source, progress.show if options.format == "text" else _say_nothing)
    if content is None or has_errors(problems):
        print_problems(problems, t)
        return 1
    due = find_due(content.network, content.site, today, options.days)
    told = {"text": as_text, "json": as_json, "issues": as_issues}[options.format](due, today, t)
    print(told)
    return 0


def _say_nothing(_step: str, _done: int, _total: int) -> None:
    """What a program reads has nothing else in it."""


def as_text(due: Due, today: date, t: Translator) -> str:
    """By who runs the centres, for people."""
    return "\n".join(_text_lines(due, today, t))


def _text_lines(due: Due, today: date, t: Translator) -> Iterator[str]:
    for _, centres in groupby(due.centres, key=owner):
        group = list(centres)
        operator = group[0].operator
        yield in_language(operator, t.language) if operator else t("due.no_operator")
        for centre in group:
            yield f"  {in_language(centre.name, t.language)} ({centre.id})"
            for words, blocks in groupby(centre.blocks, key=lambda block: _state_words(block, today, t)):
                yield f"    {', '.join(t(f'block.{block.about}') for block in blocks)}: {words}"
        yield ""
    if due.calendar:
        yield t("due.calendar", date=t.date(due.calendar), year=due.calendar.year + 1)
    if due.centres:
        count = sum(len(centre.blocks) for centre in due.centres)
        yield t("due.total", blocks=count, centres=len(due.centres), date=t.date(due.until))
    elif not due.calendar:
        yield t("due.nothing", date=t.date(due.until))


def _state_words(block: DueBlock, today: date, t: Translator) -> str:
    if block.assured is None or block.due is None:
        return t("due.never")
    values = {"assured": t.date(block.assured), "age": age_words(block.assured, today, t), "due": t.date(block.due)}
    return t(f"due.{block.state}", **values)


def as_json(due: Due, today: date, t: Translator) -> str:
    """One object, for programs; docs/staff/hours.md describes it."""
    told: Json = {
        "version": JSON_VERSION,
        "today": today.isoformat(),
        "until": due.until.isoformat(),
        "calendar_until": due.calendar and due.calendar.isoformat(),
        "centres": [
            {
                "id": centre.id,
                "name": in_language(centre.name, t.language),
                "operator": in_language(centre.operator, t.language) if centre.operator else None,
                "file": _file(centre),
                "blocks": [
                    {
                        "about": block.about,
                        "state": block.state,
                        "assured": block.assured and block.assured.isoformat(),
                        "due": block.due and block.due.isoformat(),
                    }
                    for block in centre.blocks
                ],
            }
            for centre in due.centres
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def as_issues(due: Due, today: date, t: Translator) -> str:
    """A list of issues, one a centre, each with title and body in Markdown, as forges take them."""
    issues = [_centre_issue(centre, today, t) for centre in due.centres]
    if due.calendar:
        year = due.calendar.year + 1
        body = t("due.calendar_issue.body", date=t.date(due.calendar), year=year)
        issues.append({"title": t("due.calendar_issue.title", year=year), "body": body})
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _centre_issue(centre: DueCentre, today: date, t: Translator) -> Json:
    known = centre.operator and t("due.issue.operator", operator=_code(in_language(centre.operator, t.language)))
    boxes = [f"- [ ] {t(f'block.{block.about}')}: {_state_words(block, today, t)}" for block in centre.blocks]
    body = t(
        "due.issue.body",
        operator=known or f"{t('due.no_operator')}.",
        boxes="\n".join(boxes),
        file=_code(_file(centre)),
        example=f"```yaml\nassured:\n  - {{about: {centre.blocks[0].about}, date: {today}, how: call}}\n```",
    )
    return {
        "centre": centre.id,
        "title": t("due.issue.title", name=in_language(centre.name, t.language), count=len(boxes)),
        "body": body,
    }


def _file(centre: DueCentre) -> str:
    return f"content/centres/{centre.id}.yaml"


def _code(text: str) -> str:
    """A text that Markdown leaves as it is, and that calls nobody by "@"."""
    plain = text.replace("`", "'")
    return f"`{plain}`"
