"""Photos: what is taken, what is refused, and that nothing but pixels is published."""

import struct
import zlib
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from sitegen.photos import MAX_BYTES, Variant, fit, make_variants, photo_format, publish_photo
from sitegen.problems import WrongValueError

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(size: tuple[int, int]) -> Image.Image:
    """A picture that is red above and blue below, so that one sees how it was turned."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (0, size[1] // 2, size[0], size[1]))
    return image


def saved(image: Image.Image, kind: str = "JPEG", orientation: int | None = None) -> bytes:
    """The picture as a phone would write it: with its maker, a place and the way it was held."""
    exif = Image.Exif()
    exif[MAKE] = "Maker of phones"
    exif.get_ifd(GPS)[1] = "N"
    if orientation:
        exif[ORIENTATION] = orientation
    target = BytesIO()
    image.save(target, kind, exif=exif)
    return target.getvalue()


def opened(variant: Variant) -> Image.Image:
    image = Image.open(BytesIO(variant.data))
    assert image.format == "WEBP"
    assert image.size == (variant.width, variant.height)
    return image


def is_red(image: Image.Image, x: float, y: float) -> bool:
    """Whether the point at these parts of width and height is red rather than blue."""
    pixel = image.convert("RGB").getpixel((int(image.width * x), int(image.height * y)))
    assert isinstance(pixel, tuple)
    return pixel[0] > pixel[2]


def code_of(data: bytes | None) -> str:
    with pytest.raises(WrongValueError) as caught:
        publish_photo("a.jpg", data)
    return caught.value.code


def png_that_claims(width: int, height: int) -> bytes:
    """A few hundred bytes that promise a picture of this size: what a decompression bomb begins with."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(10_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("size", "width", "expected"), [
    ((4000, 3000), 480, (480, 360)),
    ((400, 300), 480, (400, 300)),  # never made larger
    ((3000, 4000), 480, (480, 640)),
    ((300, 9000), 480, (32, 960)),  # a strip is made narrower, lest a page be metres long
    ((9000, 3), 480, (480, 1)),  # and never thinner than one pixel
])  # fmt: skip
def test_fit(size: tuple[int, int], width: int, expected: tuple[int, int]) -> None:
    assert fit(size, width) == expected


@pytest.mark.parametrize(("size", "widths"), [
    ((2000, 1000), [480, 1280]),
    ((900, 600), [480, 900]),
    ((200, 100), [200]),
])  # fmt: skip
def test_widths(size: tuple[int, int], widths: list[int]) -> None:
    assert [variant.width for variant in make_variants(saved(halves(size)))] == widths


@pytest.mark.parametrize(("kind", "mode"), [
    ("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"),
    ("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "L"), ("PNG", "P"), ("PNG", "I;16"),
    ("WEBP", "RGB"), ("WEBP", "RGBA"),
])  # fmt: skip
def test_every_kind_and_mode(kind: str, mode: str) -> None:
    target = BytesIO()
    in_mode(halves((64, 48)), mode).save(target, kind)
    assert photo_format(target.getvalue()) == kind
    small = opened(make_variants(target.getvalue())[0])
    for point in [(10, 10), (50, 40)]:
        assert abs(brightness(small, point) - brightness(halves((64, 48)), point)) < 12


def in_mode(image: Image.Image, mode: str) -> Image.Image:
    if mode == "P":
        return image.quantize(16)
    if mode == "I;16":
        return image.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    return image.convert(mode)


def brightness(image: Image.Image, point: tuple[int, int]) -> float:
    pixel = image.convert("L").getpixel(point)
    assert isinstance(pixel, int | float)
    return pixel


def test_transparency_stays() -> None:
    image = halves((64, 48)).convert("RGBA")
    image.putpixel((5, 5), (0, 0, 0, 0))
    target = BytesIO()
    image.save(target, "PNG")
    assert opened(make_variants(target.getvalue())[0]).mode == "RGBA"


# Where red is after turning, as EXIF defines it: the side of the picture that is the subject's top is
# at the top (1, 2), bottom (3, 4), left (5, 8) or right (6, 7) of what the camera stored as the upper half.
@pytest.mark.parametrize(("orientation", "red_at"), [
    (1, (0.5, 0.1)), (2, (0.5, 0.1)), (3, (0.5, 0.9)), (4, (0.5, 0.9)),
    (5, (0.1, 0.5)), (6, (0.9, 0.5)), (7, (0.9, 0.5)), (8, (0.1, 0.5)),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_orientation(orientation: int, red_at: tuple[float, float], kind: str) -> None:
    small = opened(make_variants(saved(halves((750, 500)), kind, orientation))[0])
    assert small.size == ((480, 320) if orientation < 5 else (480, 720))
    assert is_red(small, *red_at)
    assert not is_red(small, 1 - red_at[0], 1 - red_at[1])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_nothing_but_pixels_is_published(kind: str) -> None:
    data = saved(halves((64, 48)), kind, 6)
    assert b"Maker of phones" in data
    for variant in make_variants(data):
        assert b"Maker" not in variant.data
        assert not opened(variant).getexif()
        assert not {"exif", "xmp", "icc_profile"} & set(opened(variant).info)


def test_same_photo_same_bytes_and_another_photo_another_address() -> None:
    first = publish_photo("town/Front Door.JPG", saved(halves((600, 400))))
    again = publish_photo("town/Front Door.JPG", saved(halves((600, 400))))
    other = publish_photo("town/Front Door.JPG", saved(halves((600, 402))))
    assert first == again
    assert [file.path.partition(".")[0] for file in first] == ["photos/town-front-door"] * 2
    assert [file.path.rpartition("-")[2] for file in first] == ["480.webp", "600.webp"]
    assert {file.path for file in first}.isdisjoint(file.path for file in other)


REFUSED = {
    "nothing there": (None, "photo-missing"),
    "empty": (b"", "photo-kind"),
    "a drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo-kind"),
    "a GIF": (b"GIF89a" + bytes(100), "photo-kind"),
    "sound, in the box that WebP uses": (b"RIFF\x10\x00\x00\x00WAVEfmt ", "photo-kind"),
    "a JPEG's first bytes": (b"\xff\xd8\xff" + bytes(100), "photo-broken"),
    "a PNG's first bytes": (b"\x89PNG\r\n\x1a\n", "photo-broken"),
    "a WebP's first bytes": (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "photo-broken"),
    "cut off in the middle": (saved(halves((600, 400)))[:-900], "photo-broken"),
    "a promise not kept": (png_that_claims(500, 400), "photo-broken"),
    "too many pixels": (png_that_claims(10_001, 5_000), "photo-too-large"),
    "a bomb": (png_that_claims(2**31 - 1, 2**31 - 1), "photo-too-large"),
    "one byte too many": (saved(halves((64, 48))).ljust(MAX_BYTES + 1, b"\0"), "photo-too-large"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    data, code = REFUSED[case]
    assert code_of(data) == code


def test_a_large_photo_is_judged_before_it_is_decoded() -> None:
    """Fifty megapixels would be 150 MB of memory: the error must come from the header alone."""
    with pytest.raises(WrongValueError) as caught:
        make_variants(png_that_claims(10_001, 5_000))
    assert caught.value.values["size"] == "10001 × 5000 px"


def test_just_within_the_limit_of_bytes() -> None:
    assert publish_photo("a.jpg", saved(halves((64, 48))).ljust(MAX_BYTES, b"\0"))


def test_no_damage_ends_in_anything_but_a_problem() -> None:
    for kind in ["JPEG", "PNG", "WEBP"]:
        good = saved(halves((40, 30)), kind, 6)
        for place in range(0, len(good), 5):
            damaged = good[:place] + bytes([good[place] ^ 0x55]) + good[place + 1 :]
            with suppress(WrongValueError):
                make_variants(damaged)


def test_cache_gives_the_same_and_mends_itself(tmp_path: Path) -> None:
    data = saved(halves((600, 400)))
    made = publish_photo("a.jpg", data)
    assert publish_photo("a.jpg", data, tmp_path / "photos") == made
    (entry,) = (tmp_path / "photos").iterdir()
    assert publish_photo("a.jpg", data, tmp_path / "photos") == made
    entry.write_bytes(b"damaged")
    assert publish_photo("a.jpg", data, tmp_path / "photos") == made
    assert [path.name for path in (tmp_path / "photos").iterdir()] == [entry.name]


def test_cache_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(halves((60, 40)))
    made = publish_photo("a.jpg", data, tmp_path)
    monkeypatch.setattr("sitegen.photos.make_variants", lambda _: pytest.fail("was made again"))
    assert publish_photo("b.jpg", data, tmp_path)[0].data == made[0].data
