"""Specification §8.1, §8.3, §8.4 and §9: sums, partial decryptions, counts, the proof on paper."""
import sodium
from circuit import B
from group import challenge, lagrange, scalar_bytes
from sodium import IDENTITY, Q


def add_ciphertexts(ballots, outputs: int):
    """§8.1: component sums of E_j."""
    sums = []
    for j in range(outputs):
        first = second = IDENTITY
        for E in ballots:
            first, second = sodium.add(first, E[j][0]), sodium.add(second, E[j][1])
        sums.append((first, second))
    return sums


def _powers(e: int, number: int):
    powers = [1]
    for _ in range(number - 1):
        powers.append(powers[-1] * e % Q)
    return powers


def partial_holds(ctx, stage, index, key, X, pairs, D, c: int, s: int) -> bool:
    """§8.3."""
    if not pairs or len(D) != len(pairs) or X == IDENTITY or any(alpha == IDENTITY for alpha, _ in pairs):
        return False
    e = partial_weight(ctx, stage, index, key, X, pairs, D)
    powers = _powers(e, len(pairs))
    alpha = sodium.multi_multiply(powers, [first for first, _ in pairs])
    folded = sodium.multi_multiply(powers, D)
    R1 = sodium.subtract(sodium.base(s), sodium.multiply(c, X))
    R2 = sodium.subtract(sodium.multiply(s, alpha), sodium.multiply(c, folded))
    return challenge("partial-proof", scalar_bytes(e), R1, R2) == c


def partial_weight(ctx, stage, index, key, X, pairs, D) -> int:
    items = [(alpha, beta, d) for (alpha, beta), d in zip(pairs, D, strict=True)]
    return challenge("partial-weight", ctx, stage, index, key, X, items)


def partial_make(ctx, stage, index, key, share: int, pairs, nonce: int):
    X = sodium.base(share)
    D = [sodium.multiply(share, alpha) for alpha, _ in pairs]
    e = partial_weight(ctx, stage, index, key, X, pairs, D)
    alpha = sodium.multi_multiply(_powers(e, len(pairs)), [first for first, _ in pairs])
    c = challenge("partial-proof", scalar_bytes(e), sodium.base(nonce), sodium.multiply(nonce, alpha))
    return D, c, (nonce + c * share) % Q


def decrypt(betas, partials: dict):
    """§8.4: M_j = β_j − Σ Λ_i D_ij over the indices of `partials`."""
    weights = lagrange(list(partials))
    return [
        sodium.subtract(beta, sodium.multi_multiply([weights[i] for i in partials], [D[j] for D in partials.values()]))
        for j, beta in enumerate(betas)
    ]


def packed(circuit, counts):
    """Stated counts per contest as one integer λ_j to an output (§6.1)."""
    values = [0] * circuit.m
    for variables, numbers in zip(circuit.counters, counts, strict=True):
        for variable, number in zip(variables, numbers, strict=True):
            values[variable] = number
    return [output.at(values) for output in circuit.outputs]


def interpolate(partials: dict, i: int):
    """D_ij of scrutineer i from the lists of t others: x_i = f(i), and f has degree below t (§9)."""
    if i in partials:
        return partials[i]
    weights = lagrange(list(partials), at=i)
    lists = list(zip(*partials.values(), strict=True))
    return [sodium.multi_multiply([weights[j] for j in partials], column) for column in lists]


def fold(pairs, values, p: int):
    """§9: consecutive aggregates w at a time, and their counts as one integer."""
    w = 3 if p == 4 else 7
    P, m = [], []
    for start in range(0, len(pairs), w):
        group = pairs[start : start + w]
        shifts = [pow(B, p * g) for g in range(len(group))]
        P.append(tuple(sodium.multi_multiply(shifts, [pair[side] for pair in group]) for side in (0, 1)))
        m.append(sum(shift * value for shift, value in zip(shifts, values[start : start + w], strict=True)))
    return P, m


def paper_weight(ctx, key, P, m) -> int:
    return challenge("paper-weight", ctx, key, list(P), [scalar_bytes(value) for value in m])


def paper_part_holds(ctx, key, pairs, values, p: int, i: int, X, D, c: int, s: int) -> bool:
    """One part (§9): c is reproduced from R_1 and R_2."""
    P, m = fold(pairs, values, p)
    if IDENTITY in (key, X) or any(first == IDENTITY for first, _ in P):
        return False
    e = paper_weight(ctx, key, P, m)
    alpha = sodium.multi_multiply(_powers(e, len(P)), [first for first, _ in P])
    folded = fold([(d, d) for d in D], [0] * len(D), p)[0]
    released = sodium.multi_multiply(_powers(e, len(P)), [first for first, _ in folded])
    R1 = sodium.subtract(sodium.base(s), sodium.multiply(c, X))
    R2 = sodium.subtract(sodium.multiply(s, alpha), sodium.multiply(c, released))
    return challenge("paper-proof", scalar_bytes(e), i, X, released, R1, R2) == c


def paper_part_make(ctx, key, pairs, values, p: int, i: int, share: int, nonce: int):
    P, m = fold(pairs, values, p)
    e = paper_weight(ctx, key, P, m)
    alpha = sodium.multi_multiply(_powers(e, len(P)), [first for first, _ in P])
    D = sodium.multiply(share, alpha)
    R1, R2 = sodium.base(nonce), sodium.multiply(nonce, alpha)
    c = challenge("paper-proof", scalar_bytes(e), i, sodium.base(share), D, R1, R2)
    return c, (nonce + c * share) % Q


def paper_holds(ctx, key, threshold: int, P, m, parts) -> bool:
    """§9: `parts` are (i, X_i, D̄_i, c_i, s_i)."""
    indices = [part[0] for part in parts]
    if len(parts) != threshold or len(set(indices)) != len(indices) or any(i < 1 for i in indices) or not P:
        return False
    if key == IDENTITY or any(X == IDENTITY for _, X, *_ in parts) or any(first == IDENTITY for first, _ in P):
        return False
    if len(P) != len(m):
        return False
    e = paper_weight(ctx, key, P, m)
    powers = _powers(e, len(P))
    alpha = sodium.multi_multiply(powers, [first for first, _ in P])
    for i, X, D, c, s in parts:
        R1 = sodium.subtract(sodium.base(s), sodium.multiply(c, X))
        R2 = sodium.subtract(sodium.multiply(s, alpha), sodium.multiply(c, D))
        if challenge("paper-proof", scalar_bytes(e), i, X, D, R1, R2) != c:
            return False
    weights = lagrange(indices)
    coefficients = [weights[i] for i in indices]
    opened = sodium.subtract(
        sodium.multi_multiply(powers, [second for _, second in P]),
        sodium.base(sum(power * value for power, value in zip(powers, m, strict=True))),
    )
    return key == sodium.multi_multiply(coefficients, [part[1] for part in parts]) and opened == sodium.multi_multiply(
        coefficients, [part[2] for part in parts]
    )
