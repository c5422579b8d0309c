"""The order of things: load, validate, derive, pages, render, write.

Nothing here knows what a centre is; each step is the module of its name. Below the command line nobody asks
what time it is, and nothing is printed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import msgspec

from sitegen.assets import Assets, make_assets
from sitegen.catalogue.press import Printed, print_papers
from sitegen.catalogue.subjects import plan_papers
from sitegen.config import load_translator
from sitegen.content import Content, Source, Tell, read_content
from sitegen.derive import Directory, derive
from sitegen.exports import cms
from sitegen.exports.calendar_file import centre_calendar
from sitegen.exports.form_data import form_files
from sitegen.exports.hosting import hosting_files
from sitegen.exports.hours_data import hours_files
from sitegen.exports.map_data import with_outlines
from sitegen.exports.offline import offline_files
from sitegen.exports.search_data import search_files
from sitegen.exports.security_txt import security_files
from sitegen.exports.sitemap import Entry, sitemaps
from sitegen.exports.surroundings import Surroundings
from sitegen.handbook import FOLDER as HANDBOOK
from sitegen.handbook import publish_handbook
from sitegen.i18n import Translator
from sitegen.latest import Latest
from sitegen.load import ContentFolder
from sitegen.model import Network, Site
from sitegen.pages.compose import Planned, address, compose, planned
from sitegen.pages.edition import Edition, Shared
from sitegen.pages.hours import calendar_path
from sitegen.pages.network import shell
from sitegen.pages.notices import notices_of
from sitegen.pages.plan import plan_centres, plan_lists, plan_regions
from sitegen.pages.subjects import CentreSubject, FormSubject, NotFoundSubject
from sitegen.policy import IN_HANDBOOK
from sitegen.problems import Problem, has_errors
from sitegen.regions import Regions
from sitegen.render import Renderer
from sitegen.stamps import stamps_of
from sitegen.workers import spread
from sitegen.write import FileState, Outcome, Publication

WORTH_FORKING = 60
"""Pages to render: fewer are done before a second process is at work."""

_ASSETS = Latest[Assets]()
_EDITIONS = Latest[dict[str, Edition]]()
_LISTS = Latest[list[Planned]]()
_REGIONS = Latest[list[Planned]]()
_RENDERER = Latest[Renderer]()
_SITEMAPS = Latest[dict[str, bytes]]()


class Job(Source, frozen=True, kw_only=True):
    """What is to be built, from where, to where, and when."""

    out: Path
    base_url: str | None = None  # instead of the settings'
    strict: bool = False  # warnings keep the site from being published, too
    durable: bool = True  # what is published survives a power cut, too: a preview need not
    catalogue: bool = True  # the printed papers are made, too, and pages lead to them
    handbook: bool = False  # the handbook in the root is built and published, too


class Result(msgspec.Struct, frozen=True):
    """What became of a job. `published` is None where problems kept the site from being published."""

    problems: list[Problem]
    centres: int = 0
    pages: int = 0
    published: Outcome | None = None
    printed: Printed | None = None  # None: nothing was to be printed


class Onlooker(Protocol):
    """Whoever is looking at some of the pages, and need not wait for all the others."""

    def wants(self, path: str) -> bool:
        """Whether a page is to be shown as soon as it is made."""

    def show(self, path: str, html: bytes) -> None:
        """A page as it will be published, unless something goes wrong yet."""


def build(job: Job, tell: Tell, onlooker: Onlooker | None = None) -> Result:
    """Check everything, and publish the site if it may be."""
    content, problems = read_content(job, tell)
    if content is None:
        return Result(problems)
    site, network, regions, album = content.site, content.network, content.regions, content.album
    if job.base_url:
        site = msgspec.structs.replace(site, base_url=job.base_url)
    if has_errors(problems) or (job.strict and problems):
        return Result(problems, len(network.centres))
    data_folder, translators = job.data_folder, content.translators
    assets = _assets(job, site, regions)
    shared = _shared(network, printed=job.catalogue)
    look = _look(content.program, site, shared, assets)
    editions = _EDITIONS.of((look, data_folder), lambda: _editions(site, shared, regions, translators, data_folder))
    directory = derive(site, network, regions)
    centres = list(plan_centres(directory, album.sizes))
    planned_pages = _planned_pages(directory, editions, centres, look)
    renderer = partial(_RENDERER.of, (look, job), lambda: _renderer(job, editions, assets))
    with Publication(job.out, durable=job.durable) as publication:
        pages, states = _publish_pages(publication, editions, planned_pages, renderer, tell, onlooker)
        handbook = publish_handbook(job.root, job.cache, publication) if job.handbook else []
        printed = _print(job, publication, editions, directory, centres, look, tell) if job.catalogue else None
        tell("publishing", 0, 0)
        states += _publish_calendars(publication, editions, network, look)
        # One kind after the other: each may be many bytes, of which nothing is needed any more once they are put.
        states += publication.put_files(assets.files)
        states += publication.put_files(album.files)
        states += publication.put_files(search_files(directory, data_folder, translators, job.cache / "search"))
        states += publication.put_files(hours_files(directory, editions[site.languages[0]]))
        states += publication.put_files(_hosting_files(site, handbook=bool(handbook)))
        states += publication.put_files(security_files(site))
        states += publication.put_files(_cms_files(job, site, assets))
        states += publication.put_files(_sitemaps(editions, pages, look))
        states += _publish_form(job, publication, content)
        states += offline_files(publication, states, assets, editions, job.now.date())
        outcome = publication.commit([*states, *handbook, *(printed.states if printed else ())])
    return Result(problems, len(network.centres), len(pages), outcome, printed)


def _hosting_files(site: Site, *, handbook: bool) -> dict[str, bytes]:
    return hosting_files(
        site.base_url,
        own_policies=_own_policies(site, handbook=handbook),
        pictures_from=site.map.origin if site.map else None,
    )


def _own_policies(site: Site, *, handbook: bool) -> dict[str, str]:
    """The folders whose pages are made by others."""
    return {**({HANDBOOK: IN_HANDBOOK} if handbook else {}), **({cms.FOLDER: cms.POLICY} if site.cms else {})}


def _cms_files(job: Job, site: Site, assets: Assets) -> dict[str, bytes]:
    if not site.cms:
        return {}
    words = load_translator(job.project, site.languages[0], job.root, with_fields=True)
    return cms.cms_files(site, words, assets.names)


def _assets(job: Job, site: Site, regions: Regions) -> Assets:
    folders = [home / "static" for home in job.homes]
    return _ASSETS.of(
        (stamps_of(folders), site.colours, job.data_folder),
        lambda: with_outlines(make_assets(folders, site.colours), job.data_folder, regions),
    )


def _shared(network: Network, *, printed: bool) -> Shared:
    return Shared(
        services=network.services,
        partners=network.partners,
        programmes=network.programmes,
        facilities=network.facilities,
        holidays=network.holidays,
        notices=network.notices,
        pages=network.pages,
        printed=printed,
    )


def _editions(
    site: Site, shared: Shared, regions: Regions, translators: Mapping[str, Translator], data_folder: Path
) -> dict[str, Edition]:
    return {
        language: Edition(site, translators[language], regions, shared, translators, data_folder)
        for language in site.languages
    }


def _planned_pages(
    directory: Directory, editions: Mapping[str, Edition], centres: list[CentreSubject], look: bytes
) -> Iterator[Planned]:
    """Every page. Those of which nothing has changed since the build before are not even planned again."""
    yield from _LISTS.of((look, directory.around_lists), lambda: list(planned(editions, plan_lists(directory), look)))
    yield from planned(editions, centres, look)
    yield from _REGIONS.of(
        (look, directory.around_regions), lambda: list(planned(editions, plan_regions(directory), look))
    )


def _publish_pages(
    publication: Publication,
    editions: Mapping[str, Edition],
    planned_pages: Iterable[Planned],
    renderer: Callable[[], Renderer],
    tell: Tell,
    onlooker: Onlooker | None,
) -> tuple[list[Planned], list[FileState]]:
    """Every page, and the states of their files; those whose subject and look are as they were are not composed."""

    def make(page: Planned) -> bytes:
        return renderer().render(compose(editions[page.subject.language], page.subject)).encode()

    def write(page: Planned) -> FileState:
        return publication.write(page.path, make(page), page.fingerprint)

    pages: list[Planned] = []
    states: list[FileState] = []
    stale: list[Planned] = []
    for page in planned_pages:
        pages.append(page)
        state = publication.kept(page.path, page.fingerprint)
        if state:
            states.append(state)
        elif onlooker and onlooker.wants(page.path):
            html = make(page)
            onlooker.show(page.path, html)
            states.append(publication.write(page.path, html, page.fingerprint))
        else:
            stale.append(page)
    if stale:
        renderer()  # workers have it without each making its own
    made = spread(write, stale, worth=WORTH_FORKING, done=lambda count: tell("rendering", count, len(stale)))
    return pages, states + made


def _renderer(job: Job, editions: Mapping[str, Edition], assets: Assets) -> Renderer:
    return Renderer(
        next(iter(editions.values())).site,
        {language: edition.t for language, edition in editions.items()},
        {language: shell(edition) for language, edition in editions.items()},
        [home / "templates" for home in job.homes],
        assets.names,
        job.cache / "templates",
    )


def _print(
    job: Job,
    publication: Publication,
    editions: Mapping[str, Edition],
    directory: Directory,
    centres: list[CentreSubject],
    look: bytes,
    tell: Tell,
) -> Printed:
    """The catalogues, posters, handouts and the form; templates and fonts are the network's own, if it has any."""
    folders = [home / "templates" / "catalogue" for home in job.homes]
    folder = next(folder for folder in folders if folder.is_dir())
    papers = list(plan_papers(directory, centres))
    return print_papers(publication, editions, papers, folder, look, lambda count, of: tell("printing", count, of))


def _publish_calendars(
    publication: Publication, editions: Mapping[str, Edition], network: Network, look: bytes
) -> list[FileState]:
    """A file of dates for each centre that has any, in each language."""
    states = []
    for centre in network.centres:
        fingerprint = blake2b(look + msgspec.msgpack.encode(centre), digest_size=16).hexdigest()
        for edition in editions.values():
            path = calendar_path(edition, centre, notices_of(edition, centre))
            if path:
                states.append(publication.put(path, fingerprint, partial(centre_calendar, edition, centre)))
    return states


def _publish_form(job: Job, publication: Publication, content: Content) -> list[FileState]:
    """What the form for staff works with."""
    words = {
        language: partial(load_translator, job.project, language, job.root, with_fields=True)
        for language in content.site.languages
    }
    folder = ContentFolder(job.root)
    around = Surroundings(content.holders, content.regions, job.data_folder)
    return form_files(
        publication, content.site, content.network, folder, content.digests, words, around, content.program
    )


def _sitemaps(editions: Mapping[str, Edition], pages: list[Planned], look: bytes) -> dict[str, bytes]:
    """As they were as long as pages neither come nor go: the same addresses have the same twins."""
    base_url = next(iter(editions.values())).site.base_url
    made_from = (look, [page.path for page in pages])
    return _SITEMAPS.of(made_from, lambda: sitemaps(list(_entries(editions, pages)), base_url))


def _entries(editions: Mapping[str, Edition], pages: list[Planned]) -> Iterator[Entry]:
    """Every page for the site map, with its twins in other languages."""
    for subject, path, _ in pages:
        if isinstance(subject, (NotFoundSubject, FormSubject)):  # nobody looks for these
            continue
        twins = {
            language: path if language == subject.language else address(edition, subject)
            for language, edition in editions.items()
        }
        urls = {language: editions[language].url(path) for language, path in twins.items() if path}
        yield Entry(urls[subject.language], urls)


def _look(program: bytes, site: Site, shared: Shared, assets: Assets) -> bytes:
    """What all pages share: with the subject it decides every byte of a page."""
    total = blake2b(program, digest_size=16)
    for part in (site, shared, assets.names):
        total.update(msgspec.msgpack.encode(part, order="deterministic"))
    return total.digest()
