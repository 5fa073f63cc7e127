"""Specification §7.8: the codes of the review page, of receipts and of opened ballots."""
import re

from canonical import Malformed, from_base64url

_REVIEW = re.compile(r"R1\.([PA])\.([A-Za-z0-9][A-Za-z0-9-]{0,63})\.([1-9][0-9]*)\.([A-Za-z0-9_-]+)", re.ASCII)
_OPENING = re.compile(r"O1\.([A-Za-z0-9][A-Za-z0-9-]{0,63})\.([1-9][0-9]*)\.([A-Za-z0-9_-]+)", re.ASCII)


def read_review(code: str) -> tuple[str, str, int, bytes, bytes, bytes]:
    """State, meeting id, round, T, h, signature."""
    match = _REVIEW.fullmatch(code)
    if not match or int(match[3]) > 65535:
        raise Malformed("not a review code")
    data = from_base64url(match[4], 128)
    return match[1], match[2], int(match[3]), data[:32], data[32:64], data[64:]


class _Integers:
    """LEB128 without padding."""

    def __init__(self, data: bytes):
        self.data, self.place = data, 0

    def next(self) -> int:
        value = shift = 0
        while True:
            if self.place >= len(self.data):
                raise Malformed("cut off")
            byte = self.data[self.place]
            self.place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                if byte == 0 and shift > 7:
                    raise Malformed("padded integer")
                return value


def read_opening(code: str) -> tuple[str, int, bytes, bytes, bytes, bytes, list[list[int]]]:
    """Meeting id, round, T, h, signature, ballot seed, and for each contest the places of the counters that are 1."""
    match = _OPENING.fullmatch(code)
    if not match or int(match[2]) > 65535:
        raise Malformed("not an opening")
    data = from_base64url(match[3])
    if len(data) < 161:
        raise Malformed("cut off")
    integers, contests = _Integers(data[160:]), []
    for _ in range(integers.next()):
        places, last = [], -1
        for _ in range(integers.next()):
            last += integers.next() + 1
            if last > 65535:
                raise Malformed("place beyond 65535")
            places.append(last)
        contests.append(places)
    if integers.place != len(integers.data):
        raise Malformed("something follows")
    return match[1], int(match[2]), data[:32], data[32:64], data[64:128], data[128:160], contests
