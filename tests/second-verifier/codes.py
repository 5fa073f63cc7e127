"""Bytes split over printed codes (specification §9.2): base45 (RFC 9285) behind a frame that tells the parts."""
import hashlib
import re

from ballot import CROCKFORD

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
FRAME = re.compile(r"(CP[ABS]1) ([1-9][0-9]?)/([1-9][0-9]?):([0-9A-HJKMNP-TV-Z]{8}):([0-9A-Z $%*+\-./:]+):")


def base45(text: str) -> bytes | None:
    out = bytearray()
    for at in range(0, len(text), 3):
        digits = [ALPHABET.index(symbol) for symbol in text[at : at + 3]]
        value = sum(digit * 45**place for place, digit in enumerate(digits))
        length = len(digits) - 1
        if length == 0 or value >= 256**length:
            return None
        out += value.to_bytes(length, "big")
    return bytes(out)


def join(kind: str, texts: list[str]) -> bytes | None:
    """None unless all parts of one sheet are there and give what was printed."""
    found, sheet = {}, None
    for text in texts:
        match = FRAME.fullmatch(text)
        if match is None or match[1] != kind:
            return None
        part, data = int(match[2]), base45(match[5])
        if data is None or sheet not in (None, match.group(3, 4)):
            return None
        sheet = match.group(3, 4)
        found[part] = data
    if sheet is None or sorted(found) != list(range(1, int(sheet[0]) + 1)):
        return None
    whole = b"".join(found[part] for part in sorted(found))
    number = int.from_bytes(hashlib.sha256(whole).digest()[:5], "big")
    tag = "".join(CROCKFORD[number >> 5 * place & 31] for place in range(7, -1, -1))
    return whole if tag == sheet[1] else None
