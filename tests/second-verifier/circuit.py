"""Specification §6.1: the circuit of a round, recompiled from its contests."""
from dataclasses import dataclass

import canonical

B = 2**16


@dataclass(frozen=True)
class Form:
    """An affine function: constant + Σ coefficient · u_variable; terms ascending, no coefficient 0."""

    constant: int
    terms: tuple[tuple[int, int], ...]

    def at(self, u) -> int:
        return self.constant + self.linear(u)

    def linear(self, u) -> int:
        return sum(coefficient * u[variable] for variable, coefficient in self.terms)

    def size(self) -> int:
        return abs(self.constant) + sum(abs(coefficient) for _, coefficient in self.terms)

    def as_object(self) -> dict:
        return {"c": self.constant, "t": [list(term) for term in self.terms]}


@dataclass(frozen=True)
class Circuit:
    m: int
    derived: tuple[Form, ...]
    counters: tuple[tuple[int, ...], ...]
    outputs: tuple[Form, ...]
    ranges: tuple[tuple[Form, tuple[tuple[int, int], ...]], ...]
    identifier: bytes

    @property
    def forms(self):
        return [Form(0, ((i, 1),)) for i in range(self.m)] + list(self.derived)


class Impossible(ValueError):
    """Contests a compiler refuses (`circuit-impossible`)."""


def coefs(limit: int) -> list[int]:
    out, p = [], 1
    while limit > 0:
        out.append(min(p, limit))
        limit -= out[-1]
        p *= 2
    return out


def form(constant: int, *groups) -> Form:
    """Σ of groups (coefficient, variables) and a constant."""
    terms: dict[int, int] = {}
    for coefficient, variables in groups:
        for variable in variables:
            terms[variable] = terms.get(variable, 0) + coefficient
    return Form(constant, tuple(sorted((v, c) for v, c in terms.items() if c != 0)))


class _Compiler:
    def __init__(self):
        self.m = 0
        self.derived: list[Form] = []
        self.counters: list[tuple[int, ...]] = []
        self.ranges: list = []

    def name(self, number: int) -> list[int]:
        self.m += number
        return list(range(self.m - number, self.m))

    def range(self, e: Form, limit: int) -> None:
        weights = coefs(limit)[1:]
        slack = list(zip(self.name(len(weights)), weights))
        terms = dict(e.terms)
        for variable, weight in slack:
            terms[variable] = -weight
        self.derived.append(Form(e.constant, tuple(sorted(terms.items()))))
        self.ranges.append((e, tuple(slack)))

    def election(self, k: int, seats: int, listed: int) -> None:
        variables = self.name(2 * k + listed)
        F, A, X = variables[0 : 2 * k : 2], variables[1 : 2 * k : 2], variables[2 * k :]
        self.counters.append(tuple(variables))
        for i in range(k):
            self.derived.append(form(1, (-1, (F[i], A[i]))))
        self.range(form(seats, (-1, F), (-1, X)), seats)
        if listed >= 1:
            self.range(form(0, (1, A), (-1, X)), k)

    def appraisal(self, subjects: int, grades: int) -> None:
        bits = self.name(subjects * grades)
        self.counters.append(tuple(bits))
        for subject in range(subjects):
            self.derived.append(form(1, (-1, bits[subject * grades : (subject + 1) * grades])))

    def recommendation(self, nominees: int, limit: int) -> None:
        bits = self.name(nominees)
        self.counters.append(tuple(bits))
        self.range(form(limit, (-1, bits)), limit)


def packing(cards: int) -> int:
    return 4 if cards <= 1000 else 2


def compile_circuit(contests, cards: int) -> Circuit:
    """`contests`: ("election", k, S, R), ("appraisal", subjects, grades) or ("recommendation", nominees, limit)."""
    if not contests or not 1 <= cards < B:
        raise Impossible("no contest or impossible number of cards")
    compiler = _Compiler()
    for kind, *numbers in contests:
        least = (1, 1, 0) if kind == "election" else (1, 1)
        if any(not low <= number < B for low, number in zip(least, numbers, strict=True)):
            raise Impossible("a number out of range")
        if kind == "appraisal" and numbers[0] * numbers[1] >= B or sum(numbers) >= 2 * B:
            raise Impossible("too many variables")
        getattr(compiler, kind)(*numbers)
    p = packing(cards)
    counters = [variable for contest in compiler.counters for variable in contest]
    outputs = tuple(
        Form(0, tuple(sorted((v, B**g) for g, v in enumerate(counters[start : start + p]))))
        for start in range(0, len(counters), p)
    )
    n = compiler.m + len(compiler.derived)
    large = any(f.size() >= 2**64 for f in compiler.derived) or any(o.size() >= 2**128 for o in outputs)
    if compiler.m + n >= B or large:
        raise Impossible("too large")
    variables = [Form(0, ((i, 1),)) for i in range(compiler.m)]
    identifier = canonical.object_hash(circuit_object(compiler.m, variables + compiler.derived, outputs))
    return Circuit(
        compiler.m, tuple(compiler.derived), tuple(compiler.counters), outputs, tuple(compiler.ranges), identifier
    )


def circuit_object(m: int, forms, outputs) -> dict:
    return {"m": m, "forms": [f.as_object() for f in forms], "outputs": [o.as_object() for o in outputs]}


def assign(circuit: Circuit, bits) -> list[int] | None:
    """u from the counter bits of all contests, slack by falling coefficient; None if some form is not 0 or 1."""
    u = [0] * circuit.m
    for variables, values in zip(circuit.counters, bits, strict=True):
        for variable, value in zip(variables, values, strict=True):
            u[variable] = value
    for e, slack in circuit.ranges:
        left = e.at(u)
        for variable, weight in sorted(slack, key=lambda pair: -pair[1]):
            u[variable] = 1 if left >= weight else 0
            left -= weight * u[variable]
    return u if all(f.at(u) in (0, 1) for f in circuit.derived) and all(v in (0, 1) for v in u) else None
