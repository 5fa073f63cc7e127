"""Specification §2: the kinds of members. A shape raises Wrong or says nothing.

Only the shape is judged here: whether 32 bytes are a point or a scalar is judged by the check that uses them.
"""
import calendar
import re
import unicodedata

from canonical import Malformed, from_base64url


class Wrong(ValueError):
    """`entry-malformed`."""


def require(condition: bool) -> None:
    if not condition:
        raise Wrong


def members(shapes: dict):
    """An object with exactly these members."""

    def check(value):
        require(isinstance(value, dict) and value.keys() == shapes.keys())
        for name, shape in shapes.items():
            shape(value[name])

    return check


def members_and(shapes: dict, optional: dict):
    """An object with exactly the first members, and any of the others."""

    def check(value):
        require(isinstance(value, dict) and shapes.keys() <= value.keys() <= shapes.keys() | optional.keys())
        for name, member in value.items():
            (shapes.get(name) or optional[name])(member)

    return check


def list_of(shape, least: int = 0, most: int = 1 << 53):
    def check(value):
        require(isinstance(value, list) and least <= len(value) <= most)
        for item in value:
            shape(item)

    return check


def nullable(shape):
    return lambda value: None if value is None else shape(value)


def one_of(*allowed):
    """Comparing types too: True is not 1."""

    def check(value):
        require(any(type(value) is type(one) and value == one for one in allowed))

    return check


def boolean(value):
    require(isinstance(value, bool))


def integer(low: int, high: int):
    def check(value):
        require(isinstance(value, int) and not isinstance(value, bool) and low <= value <= high)

    return check


def octets(length: int):
    def check(value):
        try:
            from_base64url(value, length)
        except Malformed as error:
            raise Wrong from error

    return check


def string(value):
    require(isinstance(value, str))


_CONTROL = re.compile("[\0-\x1f\x7f-\x9f]")
_BLANKS = " \xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000\ufeff"


def text(limit: int, least: int = 0):
    def check(value):
        require(isinstance(value, str) and least <= len(value) <= limit)
        require(not _CONTROL.search(value) and value == value.strip(_BLANKS))
        require(unicodedata.is_normalized("NFC", value))

    return check


def words(limit: int):
    return text(limit, 1)


def matching(pattern: str):
    compiled = re.compile(pattern, re.ASCII)

    def check(value):
        require(isinstance(value, str) and compiled.fullmatch(value) is not None)

    return check


def day(value):
    """YYYY-MM-DD of the Gregorian calendar."""
    matching("[0-9]{4}-[0-9]{2}-[0-9]{2}")(value)
    year, month, number = (int(part) for part in value.split("-"))
    require(1 <= month <= 12)
    # The calendar repeats after 400 years; Python's begins with year 1.
    require(1 <= number <= calendar.monthrange(year + 400, month)[1])


def both(first, second):
    def check(value):
        first(value)
        second(value)

    return check


def label(person: dict) -> str:
    return person["name"] if person["remark"] == "" else f"{person['name']}（{person['remark']}）"


def labels_differ(*lists):
    def check(contest):
        labels = [label(person) for name in lists for person in contest[name]]
        require(len(set(labels)) == len(labels))

    return check
