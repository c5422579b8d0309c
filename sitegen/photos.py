"""Photos from anyone's phone, made small, upright, free of metadata and safe to decode.

What goes in is bytes that somebody else opened; what comes out is files to publish under assets/, with
their names and sizes. Pillow is imported only when a photo is really decoded: most builds find all of
theirs in the cache.
"""

import re
import warnings
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sitegen.problems import WrongValueError
from sitegen.save import keep_file

if TYPE_CHECKING:
    from PIL import Image

WIDTHS = (480, 1280)
"""Pixels: a phone's width, and that of a wide column on a sharp screen."""

MAX_BYTES = 8_000_000
MAX_PIXELS = 50_000_000
MAX_TALLNESS = 2  # a published photo is at most this much higher than wide, else it is made narrower
QUALITY = 78
RECIPE = f"1 {WIDTHS} {MAX_TALLNESS} {QUALITY}"
"""Part of each cache key: raise its first number when the same photo would come out otherwise."""

UPRIGHT = 1
ORIENTATION_TAG = 0x0112
TURNED_ORIENTATIONS = frozenset({5, 6, 7, 8})  # EXIF: width and height change places


class Variant(msgspec.Struct, frozen=True, kw_only=True):
    """One photo at one size, as a WebP file."""

    width: int  # pixels
    height: int
    data: bytes


class PhotoFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file to publish."""

    path: str  # below assets/: "photos/brindlewick-front.1f0c8a5e2b-480.webp"
    width: int
    height: int
    data: bytes


def publish_photo(file: str, data: bytes | None, cache: Path | None = None) -> tuple[PhotoFile, ...]:
    """The files that show a photo, smallest first; the last one's size is the size for layout.

    `file` is its path below content/photos/, `data` what stands there (None: nothing does), `cache` a
    folder in _build/cache. Raises WrongValueError: photo-missing, photo-kind, photo-too-large,
    photo-broken.
    """
    if data is None:
        raise WrongValueError("photo-missing", typed=file, where=f"content/photos/{file}")
    variants = make_variants(data) if cache is None else _cached_variants(data, cache)
    return _name_files(file, variants)


def make_variants(data: bytes) -> tuple[Variant, ...]:
    """The same photo upright at each of WIDTHS, without metadata; never larger than it came.

    Two widths that come out the same are one variant. Raises WrongValueError as `publish_photo` does.
    """
    if len(data) > MAX_BYTES:
        raise _too_large(f"{len(data) / 1e6:.1f} MB", f"{MAX_BYTES // 1_000_000} MB")
    image = _decode(data, photo_format(data))
    sizes = sorted({fit(image.size, width) for width in WIDTHS})
    return tuple(_encode(image, size) for size in sizes)


def photo_format(data: bytes) -> str:
    """ "JPEG", "PNG" or "WEBP", by what the bytes are and not by what the file is called."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    raise WrongValueError("photo-kind")


def fit(size: tuple[int, int], width: int) -> tuple[int, int]:
    """The largest size of the same shape within `width`, not above `size`, not too tall."""
    scale = min(1.0, width / size[0], width * MAX_TALLNESS / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _decode(data: bytes, kind: str) -> "Image.Image":
    """The picture in RGB or RGBA, upright. Its size is read and judged before any pixel is."""
    from PIL import Image  # late: it costs more than many a build has to do

    try:
        with warnings.catch_warnings(action="ignore"):  # on metadata, which is not published anyhow
            image = Image.open(BytesIO(data), formats=[kind])
            _check_pixels(image.size)
            # Read before draft mode and conversion, both of which may lose it.
            orientation = image.getexif().get(ORIENTATION_TAG, UPRIGHT)
            _shrink_while_decoding(image, turned=orientation in TURNED_ORIENTATIONS)
            return _turn_upright(_plain_colours(image), orientation)
    except WrongValueError:
        raise
    except Image.DecompressionBombError as error:
        raise _too_large("> 178 MP", f"{MAX_PIXELS // 1_000_000} MP") from error
    except Exception as error:  # decoders fail in many ways, and none of them may end the build
        raise WrongValueError("photo-broken") from error


def _check_pixels(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise _too_large(f"{size[0]} × {size[1]} px", f"{MAX_PIXELS // 1_000_000} MP")


def _shrink_while_decoding(image: "Image.Image", *, turned: bool) -> None:
    """Let a JPEG be decoded at a half, quarter or eighth where that is still twice what is needed."""
    needed = fit(image.size[::-1] if turned else image.size, WIDTHS[-1])
    width, height = needed[::-1] if turned else needed
    image.draft("RGB", (width * 2, height * 2))


def _plain_colours(image: "Image.Image") -> "Image.Image":
    """The first frame as RGB, or RGBA where parts are transparent; palettes and CMYK are resolved."""
    if image.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut off instead of scaling
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _turn_upright(image: "Image.Image", orientation: int) -> "Image.Image":
    """The picture as the camera was held, by its EXIF orientation (1 to 8)."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }
    return image.transpose(turns[orientation]) if orientation in turns else image


def _encode(image: "Image.Image", size: tuple[int, int]) -> Variant:
    """A WebP file of nothing but pixels: the copy carries no EXIF, no XMP, no colour profile."""
    from PIL import Image

    small = image.resize(size, Image.Resampling.LANCZOS) if size != image.size else image.copy()
    small.info.clear()
    target = BytesIO()
    small.save(target, "WEBP", quality=QUALITY, method=4)
    return Variant(width=size[0], height=size[1], data=target.getvalue())


def _name_files(file: str, variants: tuple[Variant, ...]) -> tuple[PhotoFile, ...]:
    """Names that say what is in them: another picture under the same name gets another address."""
    stem = re.sub(r"[^a-z0-9]+", "-", file.rpartition(".")[0].lower()).strip("-") or "photo"
    digest = _digest(*(variant.data for variant in variants))[:10]
    return tuple(
        PhotoFile(
            path=f"photos/{stem}.{digest}-{variant.width}.webp",
            width=variant.width,
            height=variant.height,
            data=variant.data,
        )
        for variant in variants
    )


def _cached_variants(data: bytes, folder: Path) -> tuple[Variant, ...]:
    """What an earlier build made of the same bytes; else it is made now and kept.

    An entry that can't be read counts as absent, and is replaced whole: the cache may be deleted,
    damaged or written by two builds at once without harm. Only good photos are kept.
    """
    entry = folder / f"{_digest(RECIPE.encode(), data)}.msgpack"
    try:
        return msgspec.msgpack.decode(entry.read_bytes(), type=tuple[Variant, ...])
    except (OSError, msgspec.DecodeError):
        variants = make_variants(data)
    keep_file(entry, msgspec.msgpack.encode(variants))
    return variants


def _digest(*parts: bytes) -> str:
    total = blake2b(digest_size=16)
    for part in parts:
        total.update(len(part).to_bytes(8) + part)
    return total.hexdigest()


def _too_large(size: str, limit: str) -> WrongValueError:
    return WrongValueError("photo-too-large", size=size, limit=limit)
