"""QR codes (ISO/IEC 18004) for web addresses: bytes, error correction level M, versions 1 to 20.

All that a version has in common (where patterns stand, in which order modules are filled) is worked out once, so
that a code takes a fraction of a millisecond. The mask is always the same: choosing the prettiest of eight would
cost more than all the rest, and readers undo any of them.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import chain, zip_longest

CORRECTION = (0, 10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26)
"""Bytes of error correction in each block at level M, by version."""

BLOCKS = (0, 1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16)
"""Blocks at level M, by version."""

QUIET = 4
"""Modules of white that a code needs around it."""

MASK = 3
FORMAT = 0b101101101001011  # level M, mask 3, with its own error correction

Matrix = list[list[int]]
Module = tuple[int, int]  # row, column
Put = Callable[[int, int, int], None]
"""Sets one module: row, column, whether it is black."""


@lru_cache(maxsize=4096)
def qr_path(address: str) -> tuple[int, str]:
    """The modules along one side, without the quiet zone, and the black ones as SVG path data to be stroked.

    ValueError if the address has more than 666 bytes.
    """
    rows = qr_matrix(address.encode())
    return len(rows), "".join(_runs(number, bytes(row)) for number, row in enumerate(rows))


def qr_svg(address: str) -> str:
    """A whole SVG file with its quiet zone, black on white."""
    size, path = qr_path(address)
    whole = size + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-QUIET} {-QUIET} {whole} {whole}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M{-QUIET} {-QUIET}h{whole}v{whole}h-{whole}z"/>'
        f'<path stroke="#000" d="{path}"/></svg>\n'
    )


def qr_matrix(data: bytes) -> Matrix:
    """Rows of modules, 1 is black."""
    version = next((version for version in range(1, len(BLOCKS)) if len(data) <= capacity(version)), None)
    if version is None:
        raise ValueError(f"{len(data)} bytes are too many for a QR code here")
    patterns, order = _frame(version)
    matrix = [row.copy() for row in patterns]
    bits = "".join(f"{byte:08b}" for byte in _codewords(data, version))
    for (row, column), bit in zip(order, bits.ljust(len(order), "0"), strict=True):
        matrix[row][column] = int(bit) ^ ((row + column) % 3 == 0)
    return matrix


def capacity(version: int) -> int:
    """Bytes that a version holds besides its error correction, its mode and its length."""
    return _data_bytes(version) - (2 if version < 10 else 3)


def _data_bytes(version: int) -> int:
    return len(_frame(version)[1]) // 8 - CORRECTION[version] * BLOCKS[version]


def _runs(row: int, modules: bytes) -> str:
    """A stroke of width 1 for each run of black modules: half the length of outlines."""
    parts: list[str] = []
    pen = 0
    start = modules.find(1)
    while start >= 0:
        end = modules.find(0, start)
        end = len(modules) if end < 0 else end
        parts.append(f"m{start - pen} 0h{end - start}" if parts else f"M{start} {row}.5h{end - start}")
        pen = end
        start = modules.find(1, end)
    return "".join(parts)


# Bytes


def _codewords(data: bytes, version: int) -> list[int]:
    """The data with mode, length, padding and error correction, blocks interleaved."""
    length = f"{len(data):0{8 if version < 10 else 16}b}"
    bits = f"0100{length}{''.join(f'{byte:08b}' for byte in data)}0000"
    words = [int(bits[at : at + 8], 2) for at in range(0, len(bits), 8)]
    room = _data_bytes(version)
    words += [0xEC if number % 2 == 0 else 0x11 for number in range(room - len(words))]
    blocks = _cut(words, BLOCKS[version])
    corrections = [_correction(block, CORRECTION[version]) for block in blocks]
    return [word for part in (blocks, corrections) for word in _interleaved(part)]


def _cut(words: list[int], count: int) -> list[list[int]]:
    """Blocks of equal length; the last ones are a byte longer where it does not come out even."""
    short, longer = divmod(len(words), count)
    blocks, start = [], 0
    for number in range(count):
        end = start + short + (number >= count - longer)
        blocks.append(words[start:end])
        start = end
    return blocks


def _interleaved(blocks: list[list[int]]) -> list[int]:
    return [word for words in zip_longest(*blocks) for word in words if word is not None]


def _make_powers() -> tuple[list[int], list[int]]:
    """Powers of 2 in the field of 256 elements, twice over, and their logarithms."""
    powers, logarithms, value = [], [0] * 256, 1
    for exponent in range(255):
        powers.append(value)
        logarithms[value] = exponent
        value <<= 1
        if value & 0x100:
            value ^= 0x11D
    return powers * 2, logarithms


POWERS, LOGARITHMS = _make_powers()


@lru_cache(maxsize=32)
def _generator(degree: int) -> list[int]:
    """Logarithms of the coefficients of the polynomial with roots 2^0 … 2^(degree-1), the leading 1 left out."""
    coefficients = [1]
    for root in range(degree):
        longer = [*coefficients, 0]
        for at, value in enumerate(coefficients):
            if value:
                longer[at + 1] ^= POWERS[LOGARITHMS[value] + root]
        coefficients = longer
    return [LOGARITHMS[value] for value in coefficients[1:]]


def _correction(block: list[int], degree: int) -> list[int]:
    """The Reed-Solomon remainder of a block."""
    generator = _generator(degree)
    rest = block + [0] * degree
    for at in range(len(block)):
        lead = rest[at]
        if lead:
            shift = LOGARITHMS[lead]
            for place, exponent in enumerate(generator, start=at + 1):
                rest[place] ^= POWERS[exponent + shift]
    return rest[len(block) :]


# Modules


@lru_cache(maxsize=len(BLOCKS))
def _frame(version: int) -> tuple[Matrix, tuple[Module, ...]]:
    """The patterns of a version, and the order in which the other modules are filled."""
    size = 17 + 4 * version
    matrix = [[0] * size for _ in range(size)]
    taken: set[Module] = set()

    def put(row: int, column: int, black: int) -> None:
        matrix[row][column] = int(black)
        taken.add((row, column))

    for number in range(size):  # timing
        put(6, number, number % 2 == 0)
        put(number, 6, number % 2 == 0)
    for row, column in ((3, 3), (3, size - 4), (size - 4, 3)):
        _put_finder(row, column, size, put)
    for row, column in _alignment_centres(version):
        for down in range(-2, 3):
            for across in range(-2, 3):
                put(row + down, column + across, max(abs(down), abs(across)) != 1)
    for bit, modules in enumerate(_format_modules(size)):
        for row, column in modules:
            put(row, column, FORMAT >> bit & 1)
    put(size - 8, 8, 1)
    if version >= 7:
        _put_version(version, size, put)
    return matrix, tuple(module for module in _zigzag(size) if module not in taken)


def _put_finder(row: int, column: int, size: int, put: Put) -> None:
    for down in range(-4, 5):
        for across in range(-4, 5):
            if 0 <= row + down < size and 0 <= column + across < size:
                put(row + down, column + across, max(abs(down), abs(across)) not in (2, 4))


def _alignment_centres(version: int) -> list[Module]:
    """All crossings but those in the corners with finders."""
    if version == 1:
        return []
    count = version // 7 + 2
    last = 4 * version + 10
    step = (version * 4 + count * 2 + 1) // (count * 2 - 2) * 2
    places = [6, *reversed([last - step * number for number in range(count - 1)])]
    corners = {(6, 6), (6, last), (last, 6)}
    return [(row, column) for row in places for column in places if (row, column) not in corners]


def _format_modules(size: int) -> list[tuple[Module, Module]]:
    """Where each bit of the format stands, the lowest first: twice."""
    first = [(number, 8) for number in (0, 1, 2, 3, 4, 5, 7, 8)] + [(8, number) for number in (7, 5, 4, 3, 2, 1, 0)]
    second = [(8, size - 1 - number) for number in range(8)] + [(size - 15 + number, 8) for number in range(8, 15)]
    return list(zip(first, second, strict=True))


def _put_version(version: int, size: int, put: Put) -> None:
    rest = version
    for _ in range(12):
        rest = (rest << 1) ^ ((rest >> 11) * 0x1F25)
    bits = version << 12 | rest
    for bit in range(18):
        far, near = size - 11 + bit % 3, bit // 3
        put(far, near, bits >> bit & 1)
        put(near, far, bits >> bit & 1)


def _zigzag(size: int) -> chain[Module]:
    """Upwards and downwards in columns of two, from the right; the column of the timing pattern is left out."""
    rights = [right if right > 6 else right - 1 for right in range(size - 1, 0, -2)]
    ways = []
    for number, right in enumerate(rights):
        rows = range(size - 1, -1, -1) if number % 2 == 0 else range(size)
        ways.append([(row, column) for row in rows for column in (right, right - 1)])
    return chain.from_iterable(ways)
