"""The Content-Security-Policy: in each page, and with what only a header can say.

`upgrade-insecure-requests` is for the header alone: in a page it would break the site on plain http and on a disk.
"""

RULES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types service-worker",
)

IN_PAGE = "; ".join(RULES)
IN_HEADER = "; ".join((*RULES, "frame-ancestors 'none'", "upgrade-insecure-requests"))


def allowing_images(policy: str, origin: str | None) -> str:
    """The policy with pictures from one more server; None: as it is."""
    return policy.replace("img-src 'self'", f"img-src 'self' {origin}") if origin else policy


IN_HANDBOOK = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",  # the theme sets heights and shows marks by style attributes
        "img-src 'self' data:",  # its icons are in its style sheet
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""For the handbook alone, whose theme is not ours: it builds parts of its pages from text, so no trusted types."""
