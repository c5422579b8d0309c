"""A page's value and its template make its text. Only this module knows Jinja.

What is the same on many pages (header, footer) is rendered once and kept. Everything is escaped by the
template engine; the one thing that passes as it is, is `Rich.html`, in templates/partials/rich.html.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from sitegen.colours import palette
from sitegen.hours_words import browser_texts
from sitegen.i18n import Translator
from sitegen.model import Site, Text
from sitegen.pages.values import Page, Shell, Value, Words
from sitegen.policy import IN_PAGE, allowing_images

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket


class SiteWords(Value, frozen=True, kw_only=True):
    """What templates may know of the network, in one language."""

    name: Words
    short_name: Words
    operator: Words
    disclaimer: Words
    attribution: Words | None
    licence_name: str | None
    licence_url: str | None
    repository: str | None
    fictional: bool
    tiles: str | None
    tiles_zoom: int
    tiles_by: Words | None
    theme_light: str
    theme_dark: str


class BrokenTemplateError(Exception):
    """A template could not be read or filled in: its file, the line there, and the template engine's words."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(file, line, reason)
        self.file = file
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


class Renderer:
    """Renders the pages of one site, in every language.

    `folders` are template folders, the network's own first; `names` are the addresses of static files from
    the site's root (`Assets.names`); `bytecode` is a folder for compiled templates, None: compile each time.
    """

    def __init__(
        self,
        site: Site,
        translators: Mapping[str, Translator],
        shells: Mapping[str, Shell],
        folders: Sequence[Path],
        names: Mapping[str, str],
        bytecode: Path | None = None,
    ) -> None:
        self._shells = shells
        self._environments = {
            language: _environment(site, translators[language], folders, names, bytecode) for language in translators
        }
        # Header and footer as the escaping engine made them, by what they hang on.
        self._header = cache(self._render_header)
        self._footer = cache(self._render_footer)

    def render(self, page: Page) -> str:
        """The page's whole text. A value that the template asks for and the page lacks is an error.

        Raises:
            BrokenTemplateError: a template has a mistake.
        """
        head = page.head
        environment = self._environments[head.language]
        with _explained(environment):
            return environment.get_template(template_name(type(page))).render(
                page=page,
                head=head,
                root=head.root,
                header=self._header(head.language, head.root, head.section),
                footer=self._footer(head.language, head.root),
            )

    def _render_header(self, language: str, root: str, section: str | None) -> str:
        return self._macro(language, "site_header")(self._shells[language], root, section)

    def _render_footer(self, language: str, root: str) -> str:
        return self._macro(language, "site_footer")(self._shells[language], root)

    def _macro(self, language: str, name: str) -> Callable[..., str]:
        return cast("Callable[..., str]", self._environments[language].globals[name])


@cache
def template_name(kind: type) -> str:
    """ "pages/not_found.html" for NotFoundPage: the kind of value says which template."""
    words = re.findall("[A-Z][a-z]*", kind.__name__.removesuffix("Page"))
    return f"pages/{'_'.join(words).lower()}.html"


def _environment(
    site: Site,
    translator: Translator,
    folders: Sequence[Path],
    names: Mapping[str, str],
    bytecode: Path | None,
) -> Environment:
    """Jinja for one language. One each, so that partials have its words without being handed them."""
    import jinja2  # 150 ms: only where something is rendered

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=_bytecode_cache(bytecode) if bytecode else None,
    )
    # JSON-LD comes finished, so `tojson` has nothing to encode; it still makes it safe inside a script.
    environment.policies["json.dumps_function"] = lambda text, **_: text
    environment.globals |= {
        "t": translator,
        "language": translator.language,
        "main_language": site.languages[0],
        "site": _site_words(site, translator.language),
        "asset": names.__getitem__,
        "has_asset": names.__contains__,
        "words_json": lambda prefix: msgspec.json.encode(translator.below(prefix)).decode(),
        "hours_texts_json": lambda: msgspec.json.encode(browser_texts(translator)).decode(),
        "policy": allowing_images(IN_PAGE, site.map.origin if site.map else None),
    }
    with _explained(environment):
        _share_partials(environment)
    return environment


@contextmanager
def _explained(environment: Environment) -> Iterator[None]:
    """What goes wrong in a template, as an error that tells where; what does not is left as it is."""
    try:
        yield
    except Exception:
        try:
            environment.handle_exception()  # raises the same, with the templates' own lines
        except Exception as error:
            for frame in reversed(traceback.extract_tb(error.__traceback__)):
                if frame.filename.endswith(".html"):
                    reason = getattr(error, "message", None) or f"{type(error).__name__}: {error}"
                    raise BrokenTemplateError(frame.filename, frame.lineno or 0, reason) from error
            raise


def _bytecode_cache(folder: Path) -> BytecodeCache | None:
    """Templates as compiled by an earlier build; none where the folder can't be made."""
    import jinja2

    class Cache(jinja2.FileSystemBytecodeCache):
        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return Cache(str(folder))
    return None


def _share_partials(environment: Environment) -> None:
    """Every partial is a macro of its file's name. Pages have them all at hand: importing them anew on each
    page took a third of its time. Partials import each other by themselves."""
    for name in environment.list_templates(filter_func=lambda name: name.startswith("partials/")):
        macro = name.removeprefix("partials/").removesuffix(".html")
        environment.globals[macro] = getattr(environment.get_template(name).module, macro)


def _site_words(site: Site, language: str) -> SiteWords:
    colours = palette(site.colours)
    return SiteWords(
        name=_words(site.name, language),
        short_name=_words(site.short_name, language),
        operator=_words(site.operator, language),
        disclaimer=_words(site.disclaimer, language),
        attribution=_words(site.attribution, language) if site.attribution else None,
        licence_name=site.licence.name if site.licence else None,
        licence_url=site.licence.url if site.licence else None,
        repository=site.repository,
        fictional=site.fictional,
        tiles=site.map.tiles if site.map else None,
        tiles_zoom=site.map.max_zoom if site.map else 0,
        tiles_by=_words(site.map.attribution, language) if site.map else None,
        theme_light=colours["light"]["sign"],
        theme_dark=colours["dark"]["sign"],
    )


def _words(text: Text, language: str) -> Words:
    """The text in this language, or in its first one and marked as such."""
    if language in text:
        return Words(text=text[language])
    other, words = next(iter(text.items()))
    return Words(text=words, language=other)
