"""ECDSA over P-256 with SHA-256, verification only (crypto/SPECIFICATION.md §9)."""
import hashlib

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)
PREFIX = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")


def key_point(spki: bytes):
    """The point of a SubjectPublicKeyInfo of 91 bytes; None for anything else."""
    if len(spki) != 91 or spki[:26] != PREFIX or spki[26] != 4:
        return None
    x, y = int.from_bytes(spki[27:59], "big"), int.from_bytes(spki[59:], "big")
    on_curve = x < P and y < P and (y * y - (x * x * x - 3 * x + B)) % P == 0
    return (x, y) if on_curve else None


def _add(a, b):
    if a is None or b is None:
        return a or b
    (x1, y1), (x2, y2) = a, b
    if x1 == x2 and (y1 + y2) % P == 0:
        return None
    slope = (3 * x1 * x1 - 3) * pow(2 * y1, -1, P) if a == b else (y2 - y1) * pow(x2 - x1, -1, P)
    x3 = (slope * slope - x1 - x2) % P
    return x3, (slope * (x1 - x3) - y1) % P


def _multiply(scalar: int, point):
    out = None
    while scalar:
        if scalar & 1:
            out = _add(out, point)
        point = _add(point, point)
        scalar >>= 1
    return out


def _integer(data: bytes, at: int) -> tuple[int, int]:
    """One DER INTEGER that is not negative and has no superfluous byte, and where it ends."""
    if data[at] != 2 or not 0 < data[at + 1] < 34:
        raise ValueError("integer")
    body = data[at + 2 : at + 2 + data[at + 1]]
    if len(body) != data[at + 1] or body[0] >= 128 or (len(body) > 1 and body[0] == 0 and body[1] < 128):
        raise ValueError("integer")
    return int.from_bytes(body, "big"), at + 2 + len(body)


def verify(spki: bytes, message: bytes, signature: bytes) -> bool:
    """A DER signature, in either half-order form."""
    point = key_point(spki)
    try:
        if signature[0] != 0x30 or signature[1] != len(signature) - 2:
            return False
        r, at = _integer(signature, 2)
        s, end = _integer(signature, at)
    except (IndexError, ValueError):
        return False
    if point is None or end != len(signature) or not (0 < r < N and 0 < s < N):
        return False
    e = int.from_bytes(hashlib.sha256(message).digest(), "big")
    w = pow(s, -1, N)
    sum_ = _add(_multiply(e * w % N, G), _multiply(r * w % N, point))
    return sum_ is not None and sum_[0] % N == r
