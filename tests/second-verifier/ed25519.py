"""Ed25519 exactly as specification §2 wants it.

libsodium refuses an R of small order, which §2 accepts when the equation holds; so its refusals, and only these,
are decided again by the equation itself. Its acceptances imply §2: S < q, canonical A and R, A not of small order,
no cofactor.
"""
import functools
import hashlib

import sodium
from sodium import Q

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
_ROOT = pow(2, (P - 1) // 4, P)


def _decode(encoding: bytes):
    """RFC 8032 §5.1.3; None unless the point re-encodes to the same bytes."""
    y = int.from_bytes(encoding, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P == (-u) % P:
        x = x * _ROOT % P
    if v * x * x % P != u or (x == 0 and sign == 1):
        return None
    return (x if x & 1 == sign else P - x, y)


def _add(a, b):
    (x1, y1), (x2, y2) = a, b
    t = D * x1 * x2 * y1 * y2 % P
    return (x1 * y2 + x2 * y1) * pow(1 + t, -1, P) % P, (y1 * y2 + x1 * x2) * pow(1 - t, -1, P) % P


def _multiply(scalar: int, point):
    out = (0, 1)
    while scalar:
        if scalar & 1:
            out = _add(out, point)
        point = _add(point, point)
        scalar >>= 1
    return out


_BASE = _decode((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


@functools.cache
def is_key(key: bytes) -> bool:
    """Canonical and not of small order."""
    point = _decode(key)
    return point is not None and _multiply(8, point) != (0, 1)


def verify(key: bytes, message: bytes, signature: bytes) -> bool:
    if sodium.ed25519_accepts(signature, message, key):
        return True
    s = int.from_bytes(signature[32:], "little")
    r = _decode(signature[:32])
    if len(signature) != 64 or s >= Q or r is None or not is_key(key):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % Q
    return _multiply(s, _BASE) == _add(r, _multiply(k, _decode(key)))
