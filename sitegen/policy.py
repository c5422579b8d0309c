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
