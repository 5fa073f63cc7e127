"""Specification §2, confidential data: age files (age-encryption.org/v1) of one X25519 recipient or one scrypt passphrase.

`make_*` write the very file that given random bytes lead to, `open_*` give the content or raise Malformed.
"""
import base64
import binascii
import ctypes
import hashlib
import hmac
import re
import unicodedata

import sodium
from canonical import Malformed

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VERSION = b"age-encryption.org/v1\n"
_CHUNK = 64 * 1024
_TAG = 16
# Python strips U+001C–U+001F and U+0085 too; the specification does not.
_WHITE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))

_lib = sodium._lib
_size = ctypes.c_ulonglong


# --- Bech32 (BIP 173), without its limit of length


def _polymod(values) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= generator if top >> bit & 1 else 0
    return state


def _key(text: str, prefix: str) -> bytes:
    """32 bytes of a text in one case that begins with the prefix and `1`."""
    body = text[len(prefix) + 1 :].lower()
    right_case = text == (text.upper() if prefix.isupper() else text.lower())
    if not (text.startswith(prefix + "1") and right_case and set(body) <= set(_LETTERS)):
        raise Malformed("not a key of age")
    values = [_LETTERS.index(letter) for letter in body]
    expanded = [ord(c) >> 5 for c in prefix.lower()] + [0] + [ord(c) & 31 for c in prefix.lower()]
    if _polymod(expanded + values) != 1:
        raise Malformed("checksum")
    number = 0
    for value in values[:-6]:
        number = number << 5 | value
    if len(values) != 52 + 6 or number & 0xF:
        raise Malformed("not 32 bytes")
    return (number >> 4).to_bytes(32, "big")


def recipient_key(text: str) -> bytes:
    return _key(text, "age")


# --- the primitives


def _x25519(secret: bytes, point: bytes | None = None) -> bytes:
    out = ctypes.create_string_buffer(32)
    if point is None:
        _lib.crypto_scalarmult_curve25519_base(out, secret)
    elif _lib.crypto_scalarmult_curve25519(out, secret, point) != 0:
        raise Malformed("a point of small order")
    return out.raw


def _hkdf(secret: bytes, salt: bytes, label: bytes) -> bytes:
    extracted = hmac.digest(salt, secret, "sha256")
    return hmac.digest(extracted, label + b"\x01", "sha256")


def _seal(key: bytes, nonce: bytes, content: bytes) -> bytes:
    out = ctypes.create_string_buffer(len(content) + _TAG)
    _lib.crypto_aead_chacha20poly1305_ietf_encrypt(
        out, None, content, _size(len(content)), None, _size(0), None, nonce, key
    )
    return out.raw


def _unseal(key: bytes, nonce: bytes, sealed: bytes) -> bytes:
    if len(sealed) < _TAG:
        raise Malformed("too short")
    out = ctypes.create_string_buffer(max(1, len(sealed) - _TAG))
    if _lib.crypto_aead_chacha20poly1305_ietf_decrypt(
        out, None, None, sealed, _size(len(sealed)), None, _size(0), nonce, key
    ):
        raise Malformed("authentication")
    return out.raw[: len(sealed) - _TAG]


def _nonce(index: int, is_last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([is_last])


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _data(text: bytes) -> bytes:
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise Malformed("base64") from error
    if _text(data) != text:
        raise Malformed("base64 that is not canonical")
    return data


def _x25519_key(ephemeral_share: bytes, recipient: bytes, shared: bytes) -> bytes:
    return _hkdf(shared, ephemeral_share + recipient, b"age-encryption.org/v1/X25519")


def _scrypt_key(passphrase: str, salt: bytes, work: int) -> bytes:
    typed = unicodedata.normalize("NFKC", passphrase).strip(_WHITE).encode()
    salt = b"age-encryption.org/v1/scrypt" + salt
    return hashlib.scrypt(typed, salt=salt, n=1 << work, r=8, p=1, maxmem=1 << 28, dklen=32)


# --- files


def _written(stanza: bytes, wrapped: bytes, file_key: bytes, nonce: bytes, content: bytes) -> bytes:
    head = _VERSION + b"-> " + stanza + b"\n" + _text(wrapped) + b"\n---"
    mac = hmac.digest(_hkdf(file_key, bytes(32), b"header"), head, "sha256")
    key = _hkdf(file_key, nonce, b"payload")
    parts = [content[at : at + _CHUNK] for at in range(0, len(content), _CHUNK)] or [b""]
    sealed = [_seal(key, _nonce(i, i == len(parts) - 1), part) for i, part in enumerate(parts)]
    return head + b" " + _text(mac) + b"\n" + nonce + b"".join(sealed)


def make_message(recipient: str, content: bytes, random: bytes) -> bytes:
    """`random`: file key, ephemeral secret, nonce."""
    file_key, ephemeral, nonce = random[:16], random[16:48], random[48:]
    to = recipient_key(recipient)
    share = _x25519(ephemeral)
    wrapped = _seal(_x25519_key(share, to, _x25519(ephemeral, to)), bytes(12), file_key)
    return _written(b"X25519 " + _text(share), wrapped, file_key, nonce, content)


def make_key_file(passphrase: str, work: int, content: bytes, random: bytes) -> bytes:
    """`random`: file key, salt, nonce."""
    file_key, salt, nonce = random[:16], random[16:32], random[32:]
    wrapped = _seal(_scrypt_key(passphrase, salt, work), bytes(12), file_key)
    return _written(b"scrypt " + _text(salt) + b" %d" % work, wrapped, file_key, nonce, content)


_FILE = re.compile(
    rb"(?P<head>age-encryption\.org/v1\n-> (?P<kind>X25519|scrypt) (?P<share>[A-Za-z0-9+/]+)(?: (?P<work>[1-9][0-9]?))?\n"
    rb"(?P<wrapped>[A-Za-z0-9+/]{43})\n---) (?P<mac>[A-Za-z0-9+/]{43})\n(?P<nonce>.{16})(?P<sealed>.*)",
    re.DOTALL,
)


def _opened(file: bytes, kind: bytes, unwrap) -> bytes:
    found = _FILE.fullmatch(file)
    if found is None or found["kind"] != kind or (found["work"] is None) != (kind == b"X25519"):
        raise Malformed("not such a file")
    key = unwrap(_data(found["share"]), int(found["work"] or 0))
    file_key = _unseal(key, bytes(12), _data(found["wrapped"]))
    mac = hmac.digest(_hkdf(file_key, bytes(32), b"header"), found["head"], "sha256")
    if not hmac.compare_digest(mac, _data(found["mac"])):
        raise Malformed("head")
    key, sealed = _hkdf(file_key, found["nonce"], b"payload"), found["sealed"]
    step = _CHUNK + _TAG
    parts = [sealed[at : at + step] for at in range(0, len(sealed), step)] or [b""]
    opened = [_unseal(key, _nonce(i, i == len(parts) - 1), part) for i, part in enumerate(parts)]
    if len(opened) > 1 and opened[-1] == b"":
        raise Malformed("an empty chunk")
    return b"".join(opened)


def open_message(identity: str, file: bytes) -> bytes:
    secret = _key(identity, "AGE-SECRET-KEY-")
    own = _x25519(secret)

    def unwrap(share: bytes, _work: int) -> bytes:
        if len(share) != 32:
            raise Malformed("share")
        return _x25519_key(share, own, _x25519(secret, share))

    return _opened(file, b"X25519", unwrap)


def open_key_file(passphrase: str, file: bytes) -> bytes:
    def unwrap(salt: bytes, work: int) -> bytes:
        if len(salt) != 16 or work > 20:
            raise Malformed("salt or work")
        return _scrypt_key(passphrase, salt, work)

    return _opened(file, b"scrypt", unwrap)
