"""Specification §2: challenges, generators, token signatures; §8.4: interpolation at zero."""
import functools
import hashlib
import unicodedata

import sodium
from sodium import IDENTITY, Q


def scalar_bytes(value: int) -> bytes:
    return value.to_bytes(32, "little")


def read_scalar(data: bytes) -> int | None:
    value = int.from_bytes(data, "little")
    return value if len(data) == 32 and value < Q else None


def _field(data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + data


def _flatten(item, parts: list) -> None:
    """bytes: point, scalar, hash or other bytes · int: integer · str: text · tuple: pair · list: list."""
    if isinstance(item, bytes):
        parts.append(_field(item))
    elif isinstance(item, int):
        parts.append(_field(item.to_bytes(4, "big")))
    elif isinstance(item, str):
        parts.append(_field(unicodedata.normalize("NFC", item).encode("utf-8")))
    elif isinstance(item, tuple):
        for part in item:
            _flatten(part, parts)
    elif isinstance(item, list):
        _flatten(len(item), parts)
        for part in item:
            _flatten(part, parts)
    else:
        raise TypeError(type(item))


def challenge(tag: str, *items) -> int:
    parts = [_field(tag.encode("utf-8"))]
    for item in items:
        _flatten(item, parts)
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little") % Q


def expand_message_xmd(message: bytes, tag: bytes, length: int) -> bytes:
    """RFC 9380 §5.3.1 over SHA-512; a tag over 255 bytes is hashed first (§5.3.3)."""
    if len(tag) > 255:
        tag = hashlib.sha512(b"H2C-OVERSIZE-DST-" + tag).digest()
    suffix = tag + bytes([len(tag)])
    blocks = -(-length // 64)
    first = hashlib.sha512(bytes(128) + message + length.to_bytes(2, "big") + b"\0" + suffix).digest()
    block = hashlib.sha512(first + b"\1" + suffix).digest()
    out = block
    for index in range(2, blocks + 1):
        mixed = bytes(a ^ b for a, b in zip(first, block))
        block = hashlib.sha512(mixed + bytes([index]) + suffix).digest()
        out += block
    return out[:length]


def hash_to_group(message: bytes) -> bytes:
    return sodium.from_uniform(expand_message_xmd(message, b"changpiao-v1-generator", 64))


@functools.cache
def generator(index: int) -> bytes:
    return hash_to_group(index.to_bytes(4, "big"))


def token_challenge(action: str, ctx: bytes, token: bytes, payload: bytes, commitment: bytes) -> int:
    return challenge("token-" + action, ctx, token, payload, commitment)


def token_signature_holds(action, ctx, token, payload, commitment, s: int) -> bool:
    """§2: T ≠ O and sG = R + eT."""
    if token == IDENTITY:
        return False
    e = token_challenge(action, ctx, token, payload, commitment)
    return sodium.base(s) == sodium.add(commitment, sodium.multiply(e, token))


def token_sign(action, ctx, tau: int, payload, random: bytes) -> tuple[bytes, int]:
    """§2, with the nonce the specification fixes."""
    k = challenge("token-nonce", random, scalar_bytes(tau), action, ctx, payload)
    commitment = sodium.base(k)
    e = token_challenge(action, ctx, sodium.base(tau), payload, commitment)
    return commitment, (k + e * tau) % Q


def lagrange(indices, at: int = 0) -> dict[int, int]:
    """§8.4: Λ_i = Π_{j≠i} j/(j − i), which interpolates at 0; §9 needs other places too."""
    weights = {}
    for i in indices:
        above, below = 1, 1
        for j in indices:
            if j != i:
                above, below = above * (j - at) % Q, below * (j - i) % Q
        weights[i] = above * pow(below, -1, Q) % Q
    return weights
