"""Checks 6 and 7, ballots and casts (specification §3.4, §6.3, §7, §10)."""
from dataclasses import dataclass, field

import ballot as ballots
from ballot import Ballot, BallotClaim, TokenClaim, read_point, read_scalar_text
from canonical import Malformed, from_base64url, to_base64url
from check_log import groups
from circuit import Circuit, assign
from placement import Round
from record import Findings, Line, Record
from sodium import IDENTITY

BALLOTS, CASTS = "ballots", "casts"
NOTHING = bytes(32)


@dataclass
class Events:
    """What check 9 needs of the ballots of a round."""

    cast: list[Ballot] = field(default_factory=list)


def check_events(record: Record, one: Round, circuit, key: bytes, findings: Findings, accepted=()) -> Events:
    """Every equation of the round in one batch; each claim remembers which finding its failure is.

    Without a circuit, that is of a round with a wrong K or impossible contests, ballots are not read at all (§10).
    """
    ctx, listed = one.round.hash, set(one.tokens["tokens"]) if one.tokens else set()
    claims, meanings, events = [], [], Events()

    def claim(equations, check: str, code: str, entry: Line) -> None:
        claims.append(equations)
        meanings.append((check, code, entry))

    seen_tokens, seen_codes, hashes = set(), set(), {}
    for entry in one.events:
        if entry.kind == "void":
            token = entry["T"]
            if token not in listed:
                findings.add(CASTS, "token-not-listed", entry)
            if entry["ctx"] != to_base64url(ctx):
                findings.add(CASTS, "ctx-differs", entry)
            _claim_void(entry, claim, findings)
        else:
            value, token = entry["ballot"], entry["ballot"]["T"]
            h = hashes[entry.number] = ballots.hash_of(value)
            if circuit is not None and h[:10] in seen_codes:
                findings.add(CASTS, "ballot-code-twice", entry)
            seen_codes.add(h[:10])
            if token not in listed:
                findings.add(BALLOTS, "token-not-listed", entry)
            read = _read(value, circuit) if circuit else None
            if read is None and circuit:
                findings.add(BALLOTS, "ballot-malformed", entry)
            elif read is not None:
                if entry.kind == "cast":
                    events.cast.append(read)
                if read.ctx != ctx:
                    findings.add(BALLOTS, "ballot-of-other-round", entry)
                    findings.add(BALLOTS, "proof-invalid", entry)
                else:
                    claim(BallotClaim(read, circuit, key), BALLOTS, "proof-invalid", entry)
                _claim_signature(entry, ctx, read.T, h, claim, findings)
            if entry.kind == "challenge":
                _check_challenge(entry, circuit, key, findings)
        if token in seen_tokens:
            findings.add(CASTS, "token-used-twice", entry)
        seen_tokens.add(token)
    for position in ballots.failing(claims, key):
        findings.add(*meanings[position])
    _check_groups(record, one, findings)
    _check_acceptances(one, hashes, accepted, findings)
    return events


def _read(value: dict, circuit: Circuit) -> Ballot | None:
    try:
        return ballots.decode(value, circuit)
    except Malformed:
        return None


def _claim_signature(entry: Line, ctx: bytes, token: bytes, h: bytes, claim, findings: Findings) -> None:
    try:
        R, s = read_point(entry["R"]), read_scalar_text(entry["s"])
    except Malformed:
        findings.add(CASTS, "token-signature-malformed", entry)
        return
    claim(TokenClaim(entry.kind, ctx, token, h, R, s), CASTS, "token-signature-invalid", entry)


def _claim_void(entry: Line, claim, findings: Findings) -> None:
    """Under the ctx the void states; a wrong one is a finding of its own."""
    try:
        T, R, s = read_point(entry["T"]), read_point(entry["R"]), read_scalar_text(entry["s"])
        if T == IDENTITY:
            raise Malformed("O as token")
    except Malformed:
        findings.add(CASTS, "token-signature-invalid", entry)
        return
    ctx = from_base64url(entry["ctx"], 32)
    claim(TokenClaim(entry["action"], ctx, T, NOTHING, R, s), CASTS, "token-signature-invalid", entry)


def _check_challenge(entry: Line, circuit, key: bytes, findings: Findings) -> None:
    """Rebuilt byte by byte from marks and seed (§7)."""
    matches = circuit is not None and _rebuilds(entry, circuit, key)
    if (entry["verdict"] == "matches") != matches:
        findings.add(CASTS, "challenge-verdict-wrong", entry)
    if not matches:
        findings.add(CASTS, "challenge-differs", entry)


def _rebuilds(entry: Line, circuit: Circuit, key: bytes) -> bool:
    value, marks = entry["ballot"], entry["marks"]
    if [len(bits) for bits in marks] != [len(variables) for variables in circuit.counters]:
        return False
    u = assign(circuit, marks)
    if u is None:
        return False
    try:
        token, ctx = read_point(value["T"]), from_base64url(value["ctx"], 32)
    except Malformed:
        return False
    return ballots.make(u, from_base64url(entry["seed"], 32), token, ctx, key, circuit) == value


def _check_groups(record: Record, one: Round, findings: Findings) -> None:
    runs = groups(record, one)
    for run in runs:
        for first, second in zip(run, run[1:]):
            if second.hash <= first.hash:
                findings.add(CASTS, "group-not-sorted", second)
                break
    for run in runs[:-1]:
        if len(run) < 5:
            findings.add(CASTS, "group-too-small", run[0])


def _check_acceptances(one: Round, hashes: dict, accepted, findings: Findings) -> None:
    cast = {(entry["ballot"]["T"], to_base64url(hashes[entry.number])) for entry in one.of_kind("cast")}
    for kept in accepted:
        if kept["ctx"] == to_base64url(one.round.hash) and (kept["T"], kept["h"]) not in cast and one.close:
            findings.add(CASTS, "acceptance-missing", one.close)
