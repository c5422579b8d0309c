"""What every paper has around its own matter, and the small papers: poster, handout and form."""

from typing import TypedDict

from sitegen.catalogue.entry import bare, make_entry, qr
from sitegen.catalogue.subjects import (
    FormSubject,
    HandoutSubject,
    PaperSubject,
    PosterSubject,
    data_version,
    newest_date,
)
from sitegen.catalogue.values import (
    Colophon,
    Colours,
    Form,
    FormPaper,
    HandoutPaper,
    Neighbour,
    PosterPaper,
    Reach,
    Stamp,
)
from sitegen.colours import palette
from sitegen.pages.edition import Edition

EARLIEST = (2000, 1, 1)
"""The date in a file's properties where the data tell none: an archive's file must have one."""

FORM_BLOCKS = ("name", "location", "contacts", "opening_hours", "services", "partners", "facilities", "status")


class PaperParts(TypedDict):
    paper: str
    language: str
    title: str
    description: str
    stamp: Stamp
    colophon: Colophon
    colours: Colours
    words: dict[str, str]


def paper_parts(edition: Edition, subject: PaperSubject, paper: str, title: str, description: str) -> PaperParts:
    colours = palette(edition.site.colours)["light"]
    return PaperParts(
        paper=paper,
        language=edition.language,
        title=title,
        description=description,
        stamp=_stamp(edition, subject),
        colophon=_colophon(edition),
        colours=Colours(accent=colours["accent"], tint=colours["tint"], rule=colours["tint-rule"]),
        words=edition.t.section("print.paper."),
    )


def make_poster(edition: Edition, subject: PosterSubject) -> PosterPaper:
    entry = make_entry(edition, subject.about, 1)
    name = edition.plain(subject.about.centre.name)
    t = edition.t
    return PosterPaper(
        **paper_parts(edition, subject, "poster", t("print.poster.title", name=name), t("print.poster.description")),
        entry=entry,
        days=tuple(t(f"day.{day}") for day in range(7)),
    )


def make_handout(edition: Edition, subject: HandoutSubject) -> HandoutPaper:
    entry = make_entry(edition, subject.about, 1)
    name = edition.plain(subject.about.centre.name)
    t = edition.t
    return HandoutPaper(
        **paper_parts(edition, subject, "handout", t("print.handout.title", name=name), t("print.handout.description")),
        entry=entry,
        near=tuple(
            Neighbour(
                name=edition.words(near.centre.name),
                place=edition.place(near.centre.region_code),
                distance=t.distance(near.distance_km, about=near.about),
                other_island=near.other_island,
            )
            for near in subject.about.near[:3]
        ),
    )


def make_form_paper(edition: Edition, subject: FormSubject) -> FormPaper:
    t = edition.t
    return FormPaper(
        **paper_parts(edition, subject, "form", t("print.form.title"), t("print.form.description")),
        form=make_form(edition),
    )


def make_form(edition: Edition) -> Form:
    t, reports = edition.t, edition.site.reports
    channels = []
    if reports.whatsapp_e164:
        number = reports.whatsapp_e164
        channels.append(("whatsapp", number, f"https://wa.me/{number.lstrip('+')}"))
    if reports.email:
        channels.append(("email", reports.email, f"mailto:{reports.email}"))
    if reports.issues:
        channels.append(("website", bare(reports.issues), reports.issues))
    return Form(
        days=tuple(t(f"day.{day}") for day in range(7)),
        blocks=tuple(t(f"print.form.block.{block}") for block in FORM_BLOCKS),
        channels=tuple(
            Reach(kind=kind, label=t(f"print.contact.{kind}"), text=text, href=href) for kind, text, href in channels
        ),
    )


def _stamp(edition: Edition, subject: PaperSubject) -> Stamp:
    newest = newest_date(subject)
    parts = [int(part) for part in newest.split("-")] if newest else []
    year, month, day = [*parts, *EARLIEST[len(parts) :]]
    return Stamp(
        newest=edition.t.partial_date(newest) if newest else None,
        version=data_version(subject),
        date=(year, month, day),
    )


def _colophon(edition: Edition) -> Colophon:
    site = edition.site
    url = edition.url(edition.home_path())
    return Colophon(
        site=edition.words(site.name),
        short_name=edition.words(site.short_name),
        operator=edition.words(site.operator),
        disclaimer=edition.words(site.disclaimer),
        fictional=site.fictional,
        licence=site.licence.name if site.licence else None,
        attribution=edition.maybe(site.attribution),
        url=url,
        shown_url=bare(url),
        qr=qr(url),
    )
