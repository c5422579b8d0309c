"""Home, the list of all centres, the pages of words, and the page for wrong addresses."""

from urllib.parse import urlsplit

import msgspec

from sitegen.model import ContentPage
from sitegen.pages.edition import Edition, relative
from sitegen.pages.entries import service_cards
from sitegen.pages.lists import listing, sheet_alternates, sheet_title
from sitegen.pages.maps import network_map
from sitegen.pages.notices import listed_notices, notices_named
from sitegen.pages.papers import home_papers
from sitegen.pages.region import region_counts
from sitegen.pages.subjects import CentresSubject, ContentSubject, HomeSubject, NotFoundSubject
from sitegen.pages.values import (
    HomePage,
    Link,
    ListingPage,
    NavigationLink,
    NotFoundPage,
    Shell,
    TextPage,
)


def shell(edition: Edition) -> Shell:
    """What stands around every page of an edition."""
    return Shell(
        home=edition.home_path(),
        navigation=tuple(
            NavigationLink(section=part, text=edition.t(f"nav.{part}"), href=edition.path(part, "index"))
            for part in edition.parts
        ),
        footer=tuple(Link(text=page.title, href=edition.path("pages", page.slug)) for page in _own_pages(edition)),
    )


def home_page(edition: Edition, subject: HomeSubject) -> HomePage:
    path = edition.home_path()
    return HomePage(
        head=edition.head(
            path,
            edition.plain(edition.site.name),
            edition.plain(edition.site.description),
            others={language: edition.home_path(language) for language in edition.other_languages},
        ),
        tagline=edition.plain(edition.site.tagline),
        lead=edition.plain(edition.site.description),
        search_action=relative(path, edition.path("centres", "index")),
        centres=subject.centres,
        provinces=region_counts(edition, path, subject.regions),
        services=service_cards(edition, path, subject.services),
        notices=listed_notices(edition, edition.shared.notices),
        map=network_map(edition, path, subject.dots),
        papers=home_papers(edition, path, subject.centres),
    )


def centres_page(edition: Edition, subject: CentresSubject) -> ListingPage:
    t, sheet = edition.t, subject.sheet
    path = edition.path("centres", "index", number=sheet.number)
    return ListingPage(
        head=edition.head(
            path,
            sheet_title(edition, t("centres.title"), sheet),
            t("centres.description", count=sheet.total),
            section="centres",
            others=sheet_alternates(edition, "centres", "index", sheet),
        ),
        lead=t("centres.lead", count=sheet.total) if sheet.number == 1 else None,
        listing=listing(edition, "centres", "index", sheet),
        search_action=relative(path, edition.path("centres", "index")),
        notices=notices_named(edition, subject.notices),
    )


def content_page(edition: Edition, subject: ContentSubject) -> TextPage:
    page = next(page for page in _own_pages(edition) if page.id == subject.id)
    others = {language: edition.content_path(page.id, language) for language in edition.other_languages}
    return TextPage(
        head=edition.head(
            edition.path("pages", page.slug),
            page.title,
            page.description,
            others={language: path for language, path in others.items() if path},
        ),
        body=edition.body(page.markdown, page.language),
        attribution=page.id == "about",
    )


def not_found_page(edition: Edition, _: NotFoundSubject) -> NotFoundPage:
    """A host shows this page at any address, so its links begin at the root of the host."""
    root = urlsplit(edition.site.base_url).path
    t = edition.t
    links = [(t("nav.home"), edition.home_path())]
    links += [(t(f"nav.{part}"), edition.path(part, "index")) for part in edition.parts]
    head = edition.head(edition.not_found_path(), t("not_found.title"), t("not_found.description"), noindex=True)
    return NotFoundPage(
        head=msgspec.structs.replace(head, root=root, breadcrumbs=()),
        search_action=root + edition.path("centres", "index"),
        links=tuple(Link(text=text, href=root + path) for text, path in links),
    )


def _own_pages(edition: Edition) -> tuple[ContentPage, ...]:
    return tuple(page for page in edition.shared.pages if page.language == edition.language)
