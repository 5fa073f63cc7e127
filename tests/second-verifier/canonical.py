"""Objects of specification §2: the canonical form of RFC 8785 restricted to integers, base64url, hashes."""
import base64
import binascii
import hashlib
import json
import re

LIMIT = 2**53
DEEPEST = 32
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


class Malformed(ValueError):
    """Bytes that a decoder of the specification refuses."""


def _ordered(value, depth=0):
    """RFC 8785 sorts members by UTF-16 code units; Python would sort by code points."""
    if isinstance(value, (dict, list, tuple)) and depth == DEEPEST:
        raise Malformed("lists and objects more than 32 deep")
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {name: _ordered(value[name], depth + 1) for name in names}
    if isinstance(value, (list, tuple)):
        return [_ordered(item, depth + 1) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and not -LIMIT < value < LIMIT:
        raise Malformed("integer of 2^53 or more")
    return value


def encode(value) -> bytes:
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Malformed("text that is not well-formed") from error


def _refuse(literal):
    raise Malformed("not an integer: " + literal)


def decode(data: bytes):
    """The object whose canonical form is exactly `data`; a repeated member or a blank does not re-encode (§2)."""
    try:
        value = json.loads(data.decode("utf-8"), parse_float=_refuse, parse_constant=_refuse)
        if encode(value) != data:
            raise Malformed("not canonical")
    except Malformed:
        raise
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    return value


def sha256(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def object_hash(value) -> bytes:
    return sha256(encode(value))


def to_base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str, length: int | None = None) -> bytes:
    """Unpadded, unused bits zero: what does not re-encode to itself is refused (§2)."""
    if not isinstance(text, str) or not _BASE64URL.fullmatch(text):
        raise Malformed("not base64url")
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise Malformed("not base64url") from error
    if to_base64url(data) != text or (length is not None and len(data) != length):
        raise Malformed("not base64url of this length")
    return data


def from_base64(text: str) -> bytes:
    """Padded standard base64 of signed notes (§3)."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Malformed("not base64") from error
    if base64.b64encode(data).decode("ascii") != text:
        raise Malformed("not base64 that re-encodes to itself")
    return data
