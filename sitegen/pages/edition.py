"""The site in one language: its words, its addresses, and all that every page may draw on.

An `Edition` holds what is the same for every page (settings, regions, services, …). What differs from page
to page is in the page's subject, so that a subject's fingerprint says whether its page is still right.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from posixpath import dirname, relpath

import msgspec

from sitegen.freshness import browser_texts
from sitegen.holiday_calendar import make_calendar
from sitegen.hours import Calendar, Notice, in_language
from sitegen.i18n import Translator
from sitegen.markdown import fragment_html, page_html
from sitegen.model import (
    ContentPage,
    Facility,
    HolidayYear,
    LegalStatus,
    Partner,
    Programme,
    Record,
    Service,
    Site,
    Text,
)
from sitegen.pages.values import Alternate, Head, Link, Rich, Words
from sitegen.regions import Region, Regions

NOT_SLUG = re.compile(r"[^a-z0-9]+")


@cache
def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens: "Kabupaten Pacitan" as "kabupaten-pacitan"."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return NOT_SLUG.sub("-", plain.lower()).strip("-")


def region_name(region: Region) -> str:
    """The last part of a region's address: "35.01-kabupaten-pacitan"."""
    return f"{region.code}-{slug(region.name)}".rstrip("-")


@lru_cache(maxsize=4096)
def relative(source: str, target: str) -> str:
    """The address of `target` as seen from the page `source`; both are paths in the site."""
    return relpath(target, dirname(source) or ".")


class Shared(Record, frozen=True, kw_only=True):
    """What every page may draw on, besides the settings, the words and the regions."""

    services: tuple[Service, ...]
    partners: tuple[Partner, ...]
    programmes: tuple[Programme, ...]
    facilities: tuple[Facility, ...]
    holidays: tuple[HolidayYear, ...]
    notices: tuple[Notice, ...]
    pages: tuple[ContentPage, ...]
    printed: bool = False  # there are printed papers to lead to


@dataclass(frozen=True, eq=False)
class Edition:
    """The site in the language of `t`. `translators` hold the words of every language of the site.

    An edition is only ever the same as itself, so what is made from it alone can be remembered by it.
    """

    site: Site
    t: Translator
    regions: Regions
    shared: Shared
    translators: Mapping[str, Translator]
    data_folder: Path  # of the reference data, for outlines

    @property
    def language(self) -> str:
        return self.t.language

    @cached_property
    def services(self) -> Mapping[str, Service]:
        return {service.id: service for service in self.shared.services}

    @cached_property
    def partners(self) -> Mapping[str, Partner]:
        return {partner.id: partner for partner in self.shared.partners}

    @cached_property
    def programmes(self) -> Mapping[str, Programme]:
        return {programme.id: programme for programme in self.shared.programmes}

    @cached_property
    def facilities(self) -> Mapping[str, Facility]:
        return {facility.id: facility for facility in self.shared.facilities}

    @cached_property
    def legal_statuses(self) -> Mapping[str, LegalStatus]:
        return {status.id: status for status in self.site.legal_statuses}

    @cached_property
    def paged_levels(self) -> frozenset[str]:
        return frozenset(level.id for level in self.site.levels if level.pages)

    @cached_property
    def calendar(self) -> Calendar:
        """The network's holidays."""
        return make_calendar(self.shared.holidays)

    @cached_property
    def freshness(self) -> str:
        """The attribute that static/js/freshness.js reads."""
        thresholds = self.site.freshness
        told = {"ageing": thresholds.ageing_days, "old": thresholds.old_days, "texts": browser_texts(self.t)}
        return msgspec.json.encode(told).decode()

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The parts of the site that there is something in, in the order of the navigation."""
        filled = {
            "centres": True,
            "regions": bool(self.paged_levels),
            "services": bool(self.shared.services),
            "partners": bool(self.shared.partners),
            "programmes": bool(self.shared.programmes),
        }
        return tuple(part for part, something in filled.items() if something)

    # Words

    def plain(self, text: Text) -> str:
        """The words in this language, or in the first one that has them."""
        return in_language(text, self.language)

    def words(self, text: Text) -> Words:
        """The words, marked with their language where it is not the page's."""
        if self.language in text:
            return Words(text=text[self.language])
        language, words = next(iter(text.items()))
        return Words(text=words, language=language)

    def maybe(self, text: Text | None) -> Words | None:
        return self.words(text) if text else None

    def rich(self, text: Text | None) -> Rich | None:
        """Markdown of a few sentences as HTML."""
        if not text:
            return None
        words = self.words(text)
        return Rich(html=_fragment(words.text), language=words.language)

    def body(self, markdown: str, language: str) -> Rich:
        """A whole page's Markdown as HTML."""
        return Rich(html=page_html(markdown), language=language if language != self.language else None)

    def level_name(self, region: Region) -> str:
        return next((self.plain(level.name) for level in self.site.levels if level.id == region.level), "")

    def place(self, code: str) -> str:
        """The regions with pages that hold a code: "Kabupaten Pacitan, Jawa Timur"."""
        return ", ".join(region.name for region in self.paged_lineage(code))

    def paged_lineage(self, code: str) -> tuple[Region, ...]:
        """The regions with pages that hold a code, the smallest first."""
        return tuple(region for region in self.regions.lineage(code) if region.level in self.paged_levels)

    # Addresses: paths in the site, of pages in any language

    def path(self, part: str, name: str, *, number: int = 1, language: str | None = None) -> str:
        """The path of page `name` in a part of the site ("centres", "regions", …), or of its n-th sheet."""
        language = language or self.language
        if number > 1:
            sheet = f"{self._route('page', language)}-{number}"
            name = sheet if name == "index" else f"{name}-{sheet}"
        return self._path(language, self._route(part, language), name)

    def home_path(self, language: str | None = None) -> str:
        return self._path(language or self.language, "", "index")

    def not_found_path(self) -> str:
        return self._path(self.language, "", "404")

    def region_path(self, region: Region, *, number: int = 1, language: str | None = None) -> str:
        return self.path("regions", region_name(region), number=number, language=language)

    def content_path(self, id: str, language: str | None = None) -> str | None:
        """The path of a content page; None where it is not written in that language."""
        language = language or self.language
        for page in self.shared.pages:
            if (page.id, page.language) == (id, language):
                return self.path("pages", page.slug, language=language)
        return None

    def url(self, path: str) -> str:
        """The absolute address of a path; a folder's index page is the folder."""
        return self.site.base_url + path.removesuffix("index.html")

    def _path(self, language: str, folder: str, name: str) -> str:
        """The first language lives at the root, the others each in a folder of their own."""
        home = "" if language == self.site.languages[0] else language
        return "/".join(filter(None, (home, folder, f"{name}.html")))

    def _route(self, part: str, language: str) -> str:
        return self.site.routes[part][language]

    # What each page begins with

    def head(
        self,
        path: str,
        title: str,
        description: str,
        *,
        section: str | None = None,
        trail: tuple[tuple[str, str], ...] = (),
        others: Mapping[str, str] | None = None,
        json_ld: str | None = None,
        noindex: bool = False,
    ) -> Head:
        """`trail`: (words, path) from below home to the parent. `others`: language to the path there."""
        home = (self.t("nav.home"), self.home_path())
        crumbs = (home, *trail) if path != self.home_path() else ()
        return Head(
            path=path,
            language=self.language,
            section=section,
            title=title,
            description=" ".join(description.split()),
            url=self.url(path),
            root="../" * path.count("/"),
            alternates=tuple(
                Alternate(
                    language=language,
                    name=self.translators[language]("language.name"),
                    href=relative(path, other),
                    url=self.url(other),
                )
                for language, other in (others or {}).items()
            ),
            breadcrumbs=tuple(Link(text=text, href=relative(path, target)) for text, target in crumbs),
            json_ld=json_ld,
            noindex=noindex,
        )

    @property
    def other_languages(self) -> tuple[str, ...]:
        return tuple(language for language in self.site.languages if language != self.language)


@lru_cache(maxsize=4096)  # what many pages tell alike, such as of a service; or all of a small network
def _fragment(markdown: str) -> str:
    return fragment_html(markdown)
