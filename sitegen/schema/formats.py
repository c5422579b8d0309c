"""From the text of one field to its value. Each reader takes a text and gives a value or raises WrongValueError.

The words of a wrong value's code are filled with `typed` (added by whoever knows the place) and, where what was meant
is plain, `guess`.
"""

import re
import unicodedata
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from sitegen import characters
from sitegen.problems import WrongValueError

ID = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
NO_COUNTRY = "none"
RESERVED_ADDRESSES = frozenset({"index", "static", "assets", "data", "sitemap", "robots", "404"})
"""What stands at the root of every site, so that nothing else can be called so there."""

FIRST_YEAR, LAST_YEAR = 1800, 2100
LARGEST_COUNT = 999_999

_BETWEEN_IDS = re.compile(r"[,;/|&+]|\s-+\s")
_AROUND_AN_ID = re.compile(r"^id\s+|\.(?:ya?ml|md|html?)$")
_REGION_CODE = re.compile(r"[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+){0,5}")
_REGION_NAME = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?")
_NEARLY_REGION_CODE = re.compile(  # 35 01, 35/01, "kode 35,01"; of signs of two kinds one parts it from another code
    r"[^0-9]*([0-9]+(?:([^0-9,;]{1,2}|,)[0-9]+(?:\2[0-9]+)*)?)[^0-9]*"
)
_DEGREES = re.compile(r"[-+−]?[0-9]{1,3}(?:\.[0-9]{1,20})?")  # maps and tables copy 15 decimals and more
_DECIMAL_COMMA = re.compile(r"[-+−]?[0-9]{1,3},[0-9]{1,20}")
_DEGREES_OF_A_MAP = re.compile(  # 8.20712 LS, -8.20712°, 8° 12' 25" S
    r"([-+−]?)([0-9]{1,3}(?:[.,][0-9]+)?)\s*[°º]?\s*(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*['’′]\s*)?"
    r"(?:([0-9]{1,2}(?:[.,][0-9]+)?)\s*(?:[\"”″]|'')\s*)?(LS|LU|BT|BB|[NSEW])?\.?",
    re.IGNORECASE,
)
_WEST_OR_SOUTH = frozenset({"LS", "S", "BB", "W"})
_POINT = re.compile(r"\(?\s*([-+−]?[0-9]{1,2}\.[0-9]+)\s*[,;]\s*([-+−]?[0-9]{1,3}\.[0-9]+)\s*\)?")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_NEARLY_ISO_DATE = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})[-/. ]([0-9]{1,2})")
_DAY_FIRST_DATE = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4})")
_DATE_IN_WORDS = re.compile(r"([0-9]{1,2})\s+([a-z]{3,9})\.?\s+([0-9]{4})", re.IGNORECASE)
_MONTH_FIRST_DATE = re.compile(r"([a-z]{3,9})\.?\s+([0-9]{1,2}),?\s+([0-9]{4})", re.IGNORECASE)
_AROUND_A_DATE = re.compile(
    r"^[a-z'’]+,\s*|(?<=[0-9])[T ][0-9]{1,2}[.:][0-9]{2}[.:][0-9]{2}(?:\.0+)?Z?$", re.IGNORECASE
)
_DATE_AND_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ] *([0-9]{1,2})[.:]([0-9]{2})")
_EMAIL = re.compile(
    r"[A-Za-z0-9_%+-]+(?:\.[A-Za-z0-9_%+-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}"
)
_BLANKS_IN_EMAIL = re.compile(r"\s+(?=[@.])|(?<=@)\s+|(?<=\.)\s+(?=[a-z])")
_NAMED_EMAIL = re.compile(rf"(?:^|[<(:;,])\s*({_EMAIL.pattern})\s*(?:[>(),;?]|$)")  # Loket <loket@example.go.id>
_WEB_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[^/?#:@\\]+)(?::(?P<port>[0-9]{1,5}))?(?P<rest>[/?#].*)?", re.IGNORECASE
)
_NEARLY_WEB_ADDRESS = re.compile(  # https:/…, https//…, htps://…, <https://…>
    r"<?(?:h{1,2}t{1,3}p{1,2}(?P<secure>s{0,2})[:;]?[/\\]{1,3})?(?P<rest>[^\s<>@]*?)[>.,;]*", re.IGNORECASE
)
_WITH_USER = re.compile(r"https?://([^/?#\s]*@[^/?#\s]*)", re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?![0-9])", re.IGNORECASE)
_ADDRESS_CHARACTERS = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{1,59})", re.IGNORECASE)
_CHAT_LINK = re.compile(r"(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?([0-9]{8,15})\b.*")
_NAMED_NUMBER = re.compile(r"(?:[^\W\d_]+\s*[.:]?\s*){1,2}([+(]?[0-9][0-9 ().-]*)")  # HP. 0812…, Telp (0357)…
_USUAL_PORTS = frozenset({"80", "443", "8080", "8443"})
_POSTAL_CODES = {"ID": (re.compile(r"[1-9][0-9]{4}"), "60111")}
_ANY_POSTAL_CODE = (re.compile(r"[A-Za-z0-9][A-Za-z0-9 -]{1,9}"), "")
_PHOTO_PATH = re.compile(
    r"(?:[A-Za-z0-9][A-Za-z0-9_-]{0,58}/){0,2}[A-Za-z0-9][A-Za-z0-9_-]{0,58}\.(?:jpe?g|png|webp)", re.IGNORECASE
)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_DIALLED_SIGNS = re.compile(r"[*#]")
_DECIMALS_OF_A_TABLE = re.compile(r"(?<=[0-9]{5})[.,]0{1,2}$")  # of a number that it took for an amount
_AFTER_AREA_CODE = re.compile(r"^(\(?0[0-9]{2,3}\)?)\s*[,/]\s*(?=[0-9])")  # 0357/881234
_NO_SIGN_OF_NUMBERS = re.compile(r"[^0-9+()\[\].\-\u2010-\u2015\u2212 \u00a0]")
_SEVERAL_NUMBERS = re.compile(
    r"[0-9][^0-9]*[,;/&|][^0-9]*[0-9]|[0-9]{5}\s*[-\u2010-\u2015]\s*[0-9]{1,2}$|\([0-9]{1,3}\)$"
)

_YES = frozenset({"ya", "yes", "true"})
_NO = frozenset({"tidak", "no", "false"})
_MONTH_NAMES = "jan, feb peb, mar, apr, mei may, jun, jul, agu ags agt aug, sep, okt oct, nov nop, des dec"
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES.split(","), start=1) for name in names.split()}
"""By the first three letters, in Indonesian and English."""


class PhoneNumber(NamedTuple):
    typed: str  # for people
    e164: str  # "+62357123456"


def slug(text: str) -> str:
    """What an id made of these words could look like, accents left out; "nama" where nothing is left of them."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:60].strip("-") or "nama"


def read_id(text: str) -> str:
    if ID.fullmatch(text):
        return text
    raise _wrong("id-form", None if _BETWEEN_IDS.search(text) else slug(_AROUND_AN_ID.sub("", text)))


def read_region_code(text: str) -> str:
    """A code that could stand in the table of regions; whether it does is checked where the table is known.

    A name is let through: of the table it is told which code it has.
    """
    if _REGION_CODE.fullmatch(text) or _REGION_NAME.fullmatch(text):
        return text
    nearly = _NEARLY_REGION_CODE.fullmatch(text)
    joined = nearly[1].replace(nearly[2] or ".", ".") if nearly else ""
    raise _wrong("region-code", f'"{joined}"' if _REGION_CODE.fullmatch(joined) else None)


def read_degrees(text: str) -> float:
    """Decimal degrees with a point. Whether they fit the earth is checked where both of a pair are known."""
    if _DEGREES.fullmatch(text):
        return float(text.replace("−", "-"))
    if _DECIMAL_COMMA.fullmatch(text):
        raise WrongValueError("decimal-comma", guess=text.replace(",", ".").replace("−", "-"))
    raise _wrong("degrees", _guess_degrees(text))


def read_year(text: str) -> int:
    if re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    found = re.search(r"\b(?:19|20)[0-9]{2}\b", text)
    raise _wrong("year", found[0] if found else None, first=str(FIRST_YEAR), last=str(LAST_YEAR))


def read_count(text: str) -> int:
    """A whole number from 1 to LARGEST_COUNT."""
    if re.fullmatch(r"[1-9][0-9]{0,5}", text):
        return int(text)
    found = re.search(r"(?<![0-9])[1-9][0-9]{0,5}(?![0-9])", text)
    raise _wrong("whole-number", found[0] if found else None, last=str(LARGEST_COUNT))


@lru_cache(maxsize=1024)
def read_date(text: str) -> date:
    """2026-12-31 and nothing else; other ways of writing a date are told in this one."""
    match = _ISO_DATE.fullmatch(text)
    if match is None:
        raise _wrong("date", _guess_date(text))
    day = _date(int(match[1]), int(match[2]), int(match[3]))
    if day is None:
        raise WrongValueError("date-not-real")
    return day


def read_partial_date(text: str) -> str:
    """A date, or only its year, or year and month: "2024", "2024-10", "2024-10-09"."""
    if re.fullmatch(r"(?:19|20)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?", text):
        return text
    read_date(text)
    return text


def read_date_time(text: str) -> datetime:
    """ "2026-12-03 09.00": by the clock on the centre's wall."""
    match = _DATE_AND_TIME.fullmatch(text)
    if match is None:
        raise _wrong("date-time", _guess_date_time(text))
    day = read_date(match[1])
    hour, minute = int(match[2]), int(match[3])
    if (hour, minute) == (24, 0):
        raise WrongValueError("date-time", guess=f"{day + timedelta(days=1)} 00.00")
    if hour > 23 or minute > 59:
        raise WrongValueError("hours-time", offset=match.start(2))
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001 - the zone is the centre's


def read_yes_no(text: str) -> bool:
    word = text.lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise WrongValueError("yes-no")


def read_email(text: str) -> str:
    if len(text) <= 254 and _EMAIL.fullmatch(text):
        return text
    tidied = re.sub(r"\s*(?:\[at\]|\(at\)|\sat\s)\s*", "@", text)
    tidied = re.sub(r"[.,]+", ".", _BLANKS_IN_EMAIL.sub("", tidied).rstrip(".,;"))
    named = _NAMED_EMAIL.search(text) if text.count("@") == 1 else None
    guess = tidied if _EMAIL.fullmatch(tidied) else named and named[1]
    raise _wrong("email", guess if guess != text else None)


def read_web_address(text: str) -> str:
    """http or https, a host name of ASCII letters with a dot, no user, no bare IP number, no odd port."""
    match = _WEB_ADDRESS.fullmatch(text)
    if match is None:
        if user := _WITH_USER.match(text):
            raise WrongValueError("web-address-host", host=user[1])
        scheme = _SCHEME.match(text)
        if scheme and scheme[1].lower() not in ("http", "https") and not _guess_web_address(text):
            raise WrongValueError("web-address-scheme", scheme=scheme[1])
        raise _wrong("web-address", _guess_web_address(text))
    odd = _ADDRESS_CHARACTERS.match(match["rest"] or "")
    if odd and match["rest"] and odd.end() < len(match["rest"]):
        offset = match.start("rest") + odd.end()
        raise WrongValueError("web-address-character", offset=offset, character=text[offset])
    if not match["rest"] and _HOST.fullmatch(match["host"].rstrip(".,;")) and match["host"][-1] in ".,;":
        raise WrongValueError("web-address", guess=text.rstrip(".,;"))
    if not _HOST.fullmatch(match["host"]) or len(match["host"]) > 253 or not _is_honest(match["host"]):
        raise WrongValueError("web-address-host", host=match["host"])
    if match["port"] and match["port"] not in _USUAL_PORTS:
        raise WrongValueError("web-address-host", host=f"{match['host']}:{match['port']}")
    return text


def read_tiles_address(text: str) -> str:
    """A web address with each of {z}, {x} and {y} in its path."""
    named = text.replace("{z}", "0").replace("{x}", "0").replace("{y}", "0")
    read_web_address(named)
    if not all(f"{{{name}}}" in text.partition("://")[2].partition("/")[2] for name in "zxy"):
        raise _wrong("web-address", f"{text.rstrip('/')}/{{z}}/{{x}}/{{y}}.png")
    return text


def read_base_url(text: str) -> str:
    """The site's own address: a web address that ends with "/" and has no question or anchor in it."""
    read_web_address(text)
    if not text.endswith("/") or "?" in text or "#" in text:
        raise WrongValueError("base-url", guess=text.partition("?")[0].partition("#")[0].rstrip("/") + "/")
    return text


def read_photo_path(text: str) -> str:
    """A file below content/photos/, such as "contoh/depan.jpg": no way up, nothing but plain names."""
    below = re.sub(r"^(?:\./)?(?:content/)?photos/", "", text)
    if below == text and _PHOTO_PATH.fullmatch(text):
        return text
    raise _wrong("photo-path", below if _PHOTO_PATH.fullmatch(below) else None)


def read_language(text: str) -> str:
    """A two-letter code of a language."""
    if re.fullmatch(r"[a-z]{2}", text):
        return text
    raise WrongValueError("language-code")


def read_country(text: str) -> str:
    """A two-letter code of a country, ISO 3166-1."""
    if re.fullmatch(r"[A-Z]{2}", text):
        return text
    raise _wrong("country-code", text.upper() if re.fullmatch(r"[A-Za-z]{2}", text) else None)


def read_phone_country(text: str) -> str:
    """As `read_country`, of a country that has a plan of telephone numbers."""
    country = read_country(text)
    library = find_spec("phonenumbers")
    assert library is not None
    assert library.origin is not None
    # Each plan is a file of the library, which to load takes 40 ms: more than all else that settings cost.
    if not (Path(library.origin).parent / "data" / f"region_{country}.py").is_file():
        raise WrongValueError("country-code")
    return country


def read_country_or_none(text: str) -> str:
    """As `read_country`; "none" for a network in no country that there is."""
    return text if text == NO_COUNTRY else read_country(text)


def read_colour(text: str) -> str:
    if _COLOUR.fullmatch(text):
        return text.lower()
    raise WrongValueError("colour")


def postal_code_form(country: str) -> tuple[re.Pattern[str], str]:
    """How a country writes its postal codes, and an example."""
    return _POSTAL_CODES.get(country, _ANY_POSTAL_CODE)


def read_postal_code(text: str, country: str) -> str:
    """A postal code as the country writes it; where the form isn't known here, anything that could be one."""
    form, example = postal_code_form(country)
    if form.fullmatch(text):
        return text
    tidied = _DECIMALS_OF_A_TABLE.sub("", text).strip(' .,;"')
    raise _wrong("postal-code", tidied if form.fullmatch(tidied) else None, example=example)


def read_phone(text: str, country: str) -> PhoneNumber:
    """A number of the country that anybody can call for no more than the usual price.

    Raises:
        WrongValueError: phone-code for what a phone would carry out as a command ("*123#"), phone-letters for words
            and for letters in the place of digits, phone-several for more than one number and for an extension,
            phone-country for another country's number, phone-priced for numbers that cost extra, phone-short for
            emergency and service numbers, phone for what is no number of the country.
    """
    if sign := _DIALLED_SIGNS.search(text):
        raise WrongValueError("phone-code", offset=sign.start())
    if letter := re.search(r"[^\W\d_]", text):  # a phone would take letters for the keys that they stand on
        link, named = _CHAT_LINK.fullmatch(text), _NAMED_NUMBER.fullmatch(text)
        tidied = re.sub(r"[oO]", "0", text)
        if re.search(r"[^\W\d_]", tidied):
            tidied = f"+{link[1]}" if link else named[1].strip() if named else ""
        guess = tidied or None
        raise _wrong("phone-letters", guess, offset=letter.start(), character=letter[0])
    whole = _AFTER_AREA_CODE.sub(r"\1 ", _DECIMALS_OF_A_TABLE.sub("", text))
    if _SEVERAL_NUMBERS.search(whole):
        raise WrongValueError("phone-several")
    tidied = _NO_SIGN_OF_NUMBERS.sub("", whole).strip()
    if tidied != text:
        read_phone(tidied, country)  # what else is wrong goes first
        raise WrongValueError("phone", guess=tidied)
    import phonenumbers  # 40 ms, and many files have no number

    phonenumbers.enable_pattern_cache()
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        raise WrongValueError("phone") from None
    if number.country_code != phonenumbers.country_code_for_region(country):
        raise WrongValueError("phone-country", country=country)
    kind = phonenumbers.number_type(number)  # unknown: valid in none of the regions that have the code
    has_code_alone = phonenumbers.region_codes_for_country_code(number.country_code) == (country,)
    is_own = has_code_alone or phonenumbers.is_valid_number_for_region(number, country)
    if kind == phonenumbers.PhoneNumberType.UNKNOWN or not is_own:
        from phonenumbers import shortnumberinfo

        short = shortnumberinfo.is_valid_short_number_for_region(number, country)
        raise WrongValueError("phone-short" if short else "phone")
    if kind in (phonenumbers.PhoneNumberType.PREMIUM_RATE, phonenumbers.PhoneNumberType.SHARED_COST):
        raise WrongValueError("phone-priced")
    return PhoneNumber(text, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _wrong(code: str, guess: str | None, *, offset: int = 0, **values: str) -> WrongValueError:
    """A wrong value with what was meant, where that is plain."""
    told = {**values, "guess": guess} if guess else values
    return WrongValueError(code, offset=offset, **told)


def _guess_date(text: str) -> str | None:
    """The date that somebody most likely meant, day before month as Indonesians write it."""
    day: date | None = None
    text = _AROUND_A_DATE.sub("", text)
    if match := _NEARLY_ISO_DATE.fullmatch(text):
        day = _date(int(match[1]), int(match[2]), int(match[3]))
    elif match := _DAY_FIRST_DATE.fullmatch(text):
        day = _date(int(match[3]), int(match[2]), int(match[1]))
    elif match := _DATE_IN_WORDS.fullmatch(text):
        day = _date(int(match[3]), _MONTHS.get(match[2][:3].lower(), 0), int(match[1]))
    elif match := _MONTH_FIRST_DATE.fullmatch(text):
        day = _date(int(match[3]), _MONTHS.get(match[1][:3].lower(), 0), int(match[2]))
    return day.isoformat() if day else None


def _guess_date_time(text: str) -> str | None:
    """The date and time of "3/12/2026 09:00", "2026-12-03 jam 9.00"."""
    match = re.fullmatch(r"(.*?)\s*(?:,|\b(?:jam|pukul|at)\b|\s)?\s*([0-9]{1,2})[.:]([0-9]{2})(?:[.:][0-9]{2})?", text)
    if match and (day := _guess_date(match[1])) and int(match[2]) < 24:
        return f"{day} {int(match[2]):02}.{match[3]}"
    return None


def _guess_web_address(text: str) -> str | None:
    nearly = _NEARLY_WEB_ADDRESS.fullmatch(text)
    if nearly is None:
        return None
    scheme = "http" if nearly["secure"] == "" else "https"
    rest = nearly["rest"].replace("\\", "/").lstrip("/")
    match = _WEB_ADDRESS.fullmatch(f"{scheme}://{rest}")
    return match[0] if match and _HOST.fullmatch(match["host"]) else None


def _guess_degrees(text: str) -> str | None:
    """Both of a point as maps copy it, for one of them; or degrees with their direction, minutes or seconds."""
    if match := _POINT.fullmatch(text):
        return f"latitude: {match[1]}, longitude: {match[2]}".replace("−", "-")
    match = _DEGREES_OF_A_MAP.fullmatch(text)
    if match is None:
        return None
    degrees, minutes, seconds = (float((match[part] or "0").replace(",", ".")) for part in (2, 3, 4))
    sign = "-" if match[1] in ("-", "−") or (match[5] or "").upper() in _WEST_OR_SOUTH else ""
    if not match[3] and not match[4]:
        plain = sign + match[2].replace(",", ".")
        return plain if _DEGREES.fullmatch(plain) else None
    return f"{sign}{degrees + minutes / 60 + seconds / 3600:.5f}"


def _is_honest(host: str) -> bool:
    """Whether what an internationalised name shows is written in one alphabet."""
    if "xn--" not in host.lower():
        return True
    try:
        shown = host.encode("ascii").decode("idna")
    except UnicodeError:
        return False
    return not any(characters.faults(shown))
