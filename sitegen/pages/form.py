"""The page of the form for staff: what stands there before its script comes, and instead of it."""

from sitegen.pages.edition import Edition, relative
from sitegen.pages.subjects import FormSubject
from sitegen.pages.values import FormPage


def form_page(edition: Edition, subject: FormSubject) -> FormPage:
    t = edition.t
    path = edition.path("edit", "index")
    return FormPage(
        head=edition.head(
            path,
            t("form.title"),
            t("form.description"),
            others={language: edition.path("edit", "index", language=language) for language in edition.other_languages},
            noindex=True,
        ),
        centres=relative(path, edition.path("centres", "index")),
        repository=edition.site.repository,
        email=edition.site.reports.email,
    )
