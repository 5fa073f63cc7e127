"""Specification §6.2, §6.3: ballots, made and verified."""
import secrets
from dataclasses import dataclass

import canonical
import sodium
from canonical import Malformed, from_base64url, to_base64url
from circuit import Circuit
from group import challenge, generator, read_scalar, scalar_bytes, token_challenge, token_signature_holds
from sodium import IDENTITY, Q

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@dataclass(frozen=True)
class Ballot:
    ctx: bytes
    T: bytes
    E: list
    V: bytes
    Z: bytes
    L: tuple
    f: list
    z: int
    r: int


def read_point(text: str) -> bytes:
    point = from_base64url(text, 32)
    if not sodium.is_point(point):
        raise Malformed("not a point")
    return point


def read_scalar_text(text: str) -> int:
    value = read_scalar(from_base64url(text, 32))
    if value is None:
        raise Malformed("not a scalar")
    return value


def decode(value: dict, circuit: Circuit) -> Ballot:
    """§6.3: refuses points and scalars that do not decode, other lengths than c and m, T or a first component O."""
    ballot = Ballot(
        ctx=from_base64url(value["ctx"], 32),
        T=read_point(value["T"]),
        E=[(read_point(first), read_point(second)) for first, second in value["E"]],
        V=read_point(value["V"]),
        Z=read_point(value["Z"]),
        L=(read_point(value["L"][0]), read_point(value["L"][1])),
        f=[read_scalar_text(text) for text in value["f"]],
        z=read_scalar_text(value["z"]),
        r=read_scalar_text(value["r"]),
    )
    if len(ballot.E) != len(circuit.outputs) or len(ballot.f) != circuit.m:
        raise Malformed("another number of ciphertexts or responses")
    if ballot.T == IDENTITY or any(first == IDENTITY for first, _ in ballot.E):
        raise Malformed("O where it is refused")
    return ballot


def link_challenge(ballot: Ballot, circuit: Circuit, key: bytes) -> int:
    return challenge("ballot-link", ballot.ctx, key, circuit.identifier, ballot.T, ballot.E, ballot.V, ballot.Z)


class BallotClaim:
    """The three equations of a ballot, each as … = O over the points named there."""

    def __init__(self, ballot: Ballot, circuit: Circuit, key: bytes):
        y = link_challenge(ballot, circuit, key)
        x = challenge("ballot-proof", scalar_bytes(y), ballot.L)
        f, powers = ballot.f, [1]
        for _ in ballot.E[1:]:
            powers.append(powers[-1] * y % Q)
        values = list(f)
        values += [(x * form.constant + form.linear(f)) % Q for form in circuit.derived]
        scaled = [x * power % Q for power in powers]
        opened = sum(power * output.linear(f) for power, output in zip(powers, circuit.outputs, strict=True))
        firsts, seconds = [first for first, _ in ballot.E], [second for _, second in ballot.E]
        #  (1)  xV + Z − zH_0 − Σ f_k H_k − Σ g_i(x − g_i) H_{m+i}
        self.generators = [-ballot.z] + [-v for v in f] + [-(g * (x - g)) for g in values]
        self.first = ([x, 1], [ballot.V, ballot.Z])
        #  (2a), (2b) as the specification numbers them
        self.second = ([*scaled, 1], [*firsts, ballot.L[0]], -ballot.r)
        self.third = ([*scaled, 1], [*seconds, ballot.L[1]], -opened, -ballot.r)

    def add_to(self, total: "Sum", weight) -> None:
        w = weight()
        total.add_points(w, *self.first)
        total.add_generators(w, self.generators)
        w = weight()
        total.add_points(w, *self.second[:2])
        total.G += w * self.second[2]
        w = weight()
        total.add_points(w, *self.third[:2])
        total.G += w * self.third[2]
        total.K += w * self.third[3]

    def holds(self, key: bytes) -> bool:
        """Equation by equation, without weights (§6.3)."""
        for part in range(3):
            total = Sum()
            if part == 0:
                total.add_points(1, *self.first)
                total.add_generators(1, self.generators)
            elif part == 1:
                total.add_points(1, *self.second[:2])
                total.G = self.second[2]
            else:
                total.add_points(1, *self.third[:2])
                total.G, total.K = self.third[2:]
            if total.value(key) != IDENTITY:
                return False
        return True


class TokenClaim:
    """The token signature of §2 as R + eT − sG = O."""

    def __init__(self, action: str, ctx: bytes, token: bytes, payload: bytes, commitment: bytes, s: int):
        self.statement = (action, ctx, token, payload, commitment, s)
        self.e = token_challenge(action, ctx, token, payload, commitment)

    def add_to(self, total: "Sum", weight) -> None:
        w = weight()
        _, _, token, _, commitment, s = self.statement
        total.add_points(w, [1, self.e], [commitment, token])
        total.G -= w * s

    def holds(self, key: bytes) -> bool:
        return token_signature_holds(*self.statement)


class Sum:
    """One multi-scalar sum; the coefficients of G, K and the H_i are collected over the batch."""

    def __init__(self):
        self.G, self.K = 0, 0
        self.H: list[int] = []
        self.scalars: list[int] = []
        self.points: list[bytes] = []

    def add_points(self, weight: int, scalars, points) -> None:
        self.scalars += [weight * scalar % Q for scalar in scalars]
        self.points += points

    def add_generators(self, weight: int, coefficients) -> None:
        if len(self.H) < len(coefficients):
            self.H += [0] * (len(coefficients) - len(self.H))
        for i, coefficient in enumerate(coefficients):
            self.H[i] = (self.H[i] + weight * coefficient) % Q

    def value(self, key: bytes) -> bytes:
        total = sodium.multi_multiply(
            [*self.scalars, self.K, *self.H], [*self.points, key, *map(generator, range(len(self.H)))]
        )
        return sodium.add(total, sodium.base(self.G))


def _weight() -> int:
    """Sixteen fresh bytes; never 0, which would drop the equation."""
    return secrets.randbits(128) or 1


def failing(claims: list, key: bytes) -> list[int]:
    """Positions of the claims that do not hold: one sum, halved with new weights while it is not O (§6.3, Batches)."""

    def search(low: int, high: int) -> list[int]:
        if high - low == 1:
            return [] if claims[low].holds(key) else [low]
        total = Sum()
        for claim in claims[low:high]:
            claim.add_to(total, _weight)
        if total.value(key) == IDENTITY:
            return []
        middle = (low + high) // 2
        return search(low, middle) + search(middle, high)

    return search(0, len(claims)) if claims else []


def hash_of(value: dict) -> bytes:
    return canonical.object_hash(value)


def code_of(h: bytes) -> str:
    """The first 80 bits of h as 16 Crockford characters (§6.3)."""
    number = int.from_bytes(h[:10], "big")
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in range(15, -1, -1))


def make(u, seed: bytes, token: bytes, ctx: bytes, key: bytes, circuit: Circuit) -> dict:
    """§6.2, §6.3: the ballot that marks and seed determine."""
    packed = bytearray(-(-circuit.m // 8))
    for i, bit in enumerate(u):
        packed[i // 8] |= bit << i % 8

    def nonce(name: str, index: int = 0) -> int:
        return challenge("ballot-nonce", seed, ctx, circuit.identifier, token, bytes(packed), name, index)

    r = [nonce("r", j) for j in range(len(circuit.outputs))]
    a = [nonce("a", i) for i in range(circuit.m)]
    rho, sigma, s = nonce("rho"), nonce("sigma"), nonce("s")
    E = [
        (sodium.base(rj), sodium.add(sodium.base(output.at(u)), sodium.multiply(rj, key)))
        for rj, output in zip(r, circuit.outputs, strict=True)
    ]
    alpha = [form.linear(a) for form in circuit.forms]
    bits = [form.at(u) for form in circuit.forms]
    V = _commit([*u, *(al * (1 - 2 * b) for al, b in zip(alpha, bits, strict=True))], rho)
    Z = _commit([*a, *(-al * al for al in alpha)], sigma)
    y = challenge("ballot-link", ctx, key, circuit.identifier, token, E, V, Z)
    opened = sum(pow(y, j, Q) * output.linear(a) for j, output in enumerate(circuit.outputs))
    L = (sodium.base(s), sodium.add(sodium.base(opened), sodium.multiply(s, key)))
    x = challenge("ballot-proof", scalar_bytes(y), L)
    f = [(x * ui + ai) % Q for ui, ai in zip(u, a, strict=True)]
    z = (x * rho + sigma) % Q
    answer = (x * sum(pow(y, j, Q) * rj for j, rj in enumerate(r)) + s) % Q
    point, scalar = to_base64url, lambda value: to_base64url(scalar_bytes(value))
    return {
        "ctx": point(ctx),
        "T": point(token),
        "E": [[point(first), point(second)] for first, second in E],
        "V": point(V),
        "Z": point(Z),
        "L": [point(L[0]), point(L[1])],
        "f": [scalar(value) for value in f],
        "z": scalar(z),
        "r": scalar(answer),
    }


def _commit(vector, blinding: int) -> bytes:
    """Com(v; ρ) = ρH_0 + Σ v_i H_i."""
    return sodium.multi_multiply([blinding, *vector], [generator(i) for i in range(len(vector) + 1)])
