"""The group of specification §2 and Ed25519, from Debian's libsodium through ctypes.

A point is always its canonical 32-byte encoding, a scalar a Python integer below Q: so nothing can be passed on
that was not decoded, and comparing bytes is comparing points.
"""
import ctypes

Q = 2**252 + 27742317777372353535851937790883648493
IDENTITY = bytes(32)

_lib = ctypes.CDLL("libsodium.so.23")
if _lib.sodium_init() < 0:
    raise RuntimeError("libsodium does not start")

_scalarmult = _lib.crypto_scalarmult_ristretto255
_scalarmult_base = _lib.crypto_scalarmult_ristretto255_base
_add = _lib.crypto_core_ristretto255_add
_sub = _lib.crypto_core_ristretto255_sub
_is_valid = _lib.crypto_core_ristretto255_is_valid_point
_from_hash = _lib.crypto_core_ristretto255_from_hash
_verify = _lib.crypto_sign_ed25519_verify_detached
for _function in (_scalarmult, _add, _sub):
    _function.argtypes = (ctypes.c_char_p,) * 3
for _function in (_scalarmult_base, _from_hash):
    _function.argtypes = (ctypes.c_char_p,) * 2
_is_valid.argtypes = (ctypes.c_char_p,)
_verify.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_char_p)


def is_point(encoding: bytes) -> bool:
    """Canonical decoding of RFC 9496; O is a point."""
    return len(encoding) == 32 and _is_valid(encoding) == 1


def multiply(scalar: int, point: bytes) -> bytes:
    """libsodium answers -1 both for O and for bytes that are no point; the latter would be an error of ours."""
    scalar %= Q
    if scalar == 0 or point == IDENTITY:
        return IDENTITY
    out = ctypes.create_string_buffer(32)
    if _scalarmult(out, scalar.to_bytes(32, "little"), point) != 0:
        raise ValueError("not a point")
    return out.raw


def base(scalar: int) -> bytes:
    scalar %= Q
    if scalar == 0:
        return IDENTITY
    out = ctypes.create_string_buffer(32)
    _scalarmult_base(out, scalar.to_bytes(32, "little"))
    return out.raw


def add(p: bytes, q: bytes) -> bytes:
    out = ctypes.create_string_buffer(32)
    if _add(out, p, q) != 0:
        raise ValueError("not a point")
    return out.raw


def subtract(p: bytes, q: bytes) -> bytes:
    out = ctypes.create_string_buffer(32)
    if _sub(out, p, q) != 0:
        raise ValueError("not a point")
    return out.raw


def from_uniform(wide: bytes) -> bytes:
    """Element derivation of RFC 9496 §4.3.4 from 64 bytes."""
    out = ctypes.create_string_buffer(32)
    _from_hash(out, wide)
    return out.raw


def multi_multiply(scalars, points) -> bytes:
    """Σ scalar · point, summed up one by one.

    Buckets (Pippenger) lose here: libsodium's addition decodes both summands and encodes the sum, which costs a third
    of a whole multiplication, and buckets need some thirty-five additions for each point.
    """
    total = ctypes.create_string_buffer(32)
    term = ctypes.create_string_buffer(32)
    for scalar, point in zip(scalars, points, strict=True):
        scalar %= Q
        if scalar == 0 or point == IDENTITY:
            continue
        if _scalarmult(term, scalar.to_bytes(32, "little"), point) != 0 or _add(total, total, term) != 0:
            raise ValueError("not a point")
    return total.raw


def ed25519_accepts(signature: bytes, message: bytes, key: bytes) -> bool:
    """What libsodium accepts satisfies §2; it refuses more than §2 does (see ed25519.py)."""
    return _verify(signature, message, len(message), key) == 0
