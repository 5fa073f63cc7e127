"""Specification §4: packages, their proofs, the keys that follow from them, the rehearsal point."""
import canonical
import ed25519
import sodium
from canonical import from_base64url
from group import challenge, hash_to_group, read_scalar
from sodium import IDENTITY, Q


BECH32 = set("qpzry9x8gf2tvdw0s3jn54khce6mua7l")


def proof_challenge(meeting: bytes, i: int, n: int, t: int, commitments, R: bytes) -> int:
    return challenge("key-pok", meeting, i, n, t, list(commitments), R)


def proof_holds(meeting: bytes, i: int, n: int, t: int, commitments, e: int, s: int) -> bool:
    """R = sG − eC_i0 is not O and gives e again."""
    R = sodium.subtract(sodium.base(s), sodium.multiply(e, commitments[0]))
    return R != IDENTITY and proof_challenge(meeting, i, n, t, commitments, R) == e


def ceremony_hash(meeting: str, packages) -> bytes:
    return canonical.object_hash([meeting, *packages])


def digits(ceremony: bytes) -> str:
    text = f"{int.from_bytes(ceremony, 'big') % 10**20:020d}"
    return " ".join(text[i : i + 4] for i in range(0, 20, 4))


def public_share(commitments, j: int) -> bytes:
    """f(j)G = Σ_m j^m C_m of one package."""
    return sodium.multi_multiply([pow(j, m, Q) for m in range(len(commitments))], commitments)


def public_keys(all_commitments, n: int):
    """K and X_1 … X_n."""
    key = IDENTITY
    for commitments in all_commitments:
        key = sodium.add(key, commitments[0])
    shares = []
    for j in range(1, n + 1):
        X = IDENTITY
        for commitments in all_commitments:
            X = sodium.add(X, public_share(commitments, j))
        shares.append(X)
    return key, shares


def rehearsal_point(ceremony: bytes) -> bytes:
    return hash_to_group(b"rehearsal" + ceremony)


def numbers_fit(n: int, t: int) -> bool:
    return (2 <= t <= n - 1 and n < 256) if n >= 3 else (n, t) in ((2, 2), (1, 1))


def package_refusal(package: dict, meeting: bytes, index: int, n: int, t: int) -> str | None:
    """Why §4 refuses a package whose members have the right shape; None if it does not."""
    commitments = [from_base64url(text, 32) for text in package["commitments"]]
    e, s = (read_scalar(from_base64url(package["proof"][name], 32)) for name in ("e", "s"))
    if from_base64url(package["meeting"], 32) != meeting:
        return "meeting"
    if (package["index"], package["n"], package["t"]) != (index, n, t):
        return "index, n or t"
    if not ed25519.is_key(from_base64url(package["signKey"], 32)):
        return "signing key"
    if not set(package["recipient"][4:]) <= BECH32:
        return "recipient"
    if len(commitments) != t or any(C == IDENTITY or not sodium.is_point(C) for C in commitments):
        return "commitments"
    if e is None or s is None or not proof_holds(meeting, index, n, t, commitments, e, s):
        return "proof"
    return None
