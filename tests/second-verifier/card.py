"""Specification §5: cards, their text, their code."""
import canonical
from ballot import CROCKFORD
from group import challenge

_CHECK = CROCKFORD + "*~$=U"


def secret(meeting: bytes, round_number: int, seed: bytes) -> int:
    return challenge("token", meeting, round_number, seed)


def symbols(seed: bytes, test_run: bool = False) -> str:
    """26 characters, the last with two zero bits; of a test run 10."""
    number = int.from_bytes(seed, "big") << 2 | (2 if test_run else 0)
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in range(25, -1, -1))


def text(seed: bytes, test_run: bool = False) -> str:
    return symbols(seed, test_run) + _CHECK[(int.from_bytes(seed, "big") + (19 if test_run else 0)) % 37]


def read(written: str, test_run: bool = False) -> bytes | None:
    """Small letters, O for 0, I and L for 1, white space and hyphens; a set unused bit is refused."""
    clean = "".join(written.split()).replace("-", "").upper()
    clean = clean.replace("O", "0").replace("I", "1").replace("L", "1")
    body = clean[:26]
    if len(clean) != 27 or any(symbol not in CROCKFORD for symbol in body):
        return None
    number = 0
    for symbol in body:
        number = number << 5 | CROCKFORD.index(symbol)
    seed = (number >> 2).to_bytes(16, "big")
    return seed if number & 3 == (2 if test_run else 0) and text(seed, test_run) == clean else None


def code(token: bytes) -> str:
    """The first 30 bits of the hash as 6 characters."""
    number = int.from_bytes(canonical.sha256(b"card-code" + token)[:4], "big") >> 2
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in range(5, -1, -1))
