"""The serial of a card: eleven random signs and one that checks them, none of which is taken for another. Pure."""

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 signs: no 0, O, 1, I or L."""

LENGTH = 12
GROUP = 4

_BASE = len(ALPHABET)
_VALUES = {sign: value for value, sign in enumerate(ALPHABET)}
_WEIGHTS = tuple(range(LENGTH, 0, -1))
"""All different and below the prime 31: one wrong sign, and any two that changed places, leave another sum."""


def check_sign(body: str) -> str:
    """The sign that brings the weighted sum of all twelve to a multiple of 31."""
    return ALPHABET[-_weighted_sum(body) % _BASE]


def make_serial(random_number: int) -> str:
    """The serial that a random number from 0 to 31**11 - 1 stands for."""
    signs = []
    for _ in range(LENGTH - 1):
        random_number, value = divmod(random_number, _BASE)
        signs.append(ALPHABET[value])
    body = "".join(signs)
    return body + check_sign(body)


SERIALS = _BASE ** (LENGTH - 1)
"""How many serials there are: about 2.5e16, so that guessing finds none."""


def read_serial(text: str) -> str | None:
    """The serial as it is stored, from however it was typed; None for anything that no card bears."""
    serial = "".join(text.split()).replace("-", "").upper()
    if len(serial) != LENGTH or not set(serial) <= _VALUES.keys() or _weighted_sum(serial) % _BASE:
        return None
    return serial


def grouped(serial: str) -> str:
    """The serial in groups of four, as it is printed and read aloud."""
    return " ".join(serial[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def _weighted_sum(signs: str) -> int:
    return sum(weight * _VALUES[sign] for weight, sign in zip(_WEIGHTS, signs, strict=False))
