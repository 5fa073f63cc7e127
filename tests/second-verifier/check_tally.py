"""Checks 8 to 13 (specification §5, §8, §9, §10): accounting, aggregate, decryption, result, outcome, attestations."""
import canonical
import sodium
import tally
from canonical import Malformed, from_base64url, to_base64url
from ballot import read_point, read_scalar_text
from check_log import author_number
from circuit import Circuit, packing
from outcome import as_integers, attested_texts, outcome_of, split
from placement import Placement, Round
from record import Findings, Line, Record

ACCOUNTING, AGGREGATE, DECRYPTION = "accounting", "aggregate", "decryption"
RESULT, OUTCOME, ATTESTATIONS = "result", "outcome", "attestations"


def ctx_of(one: Round) -> str:
    return to_base64url(one.round.hash)


def report_ctx(check: str, entry: Line, one: Round, findings: Findings) -> None:
    if entry["ctx"] != ctx_of(one):
        findings.add(check, "ctx-differs", entry)


def counted(one: Round) -> tuple[int, int, dict]:
    """C, H and the voids of the log."""
    actions = [entry["action"] for entry in one.of_kind("void")]
    voids = {name: actions.count(f"void-{name}") for name in ("returned", "damaged", "unissued")}
    return len(one.of_kind("cast")), len(one.of_kind("challenge")), voids


def check_accounting(one: Round, findings: Findings) -> None:
    opening, close = one.open, one.close

    def report(condition: bool, code: str) -> None:
        if condition:
            findings.add(ACCOUNTING, code, close)

    report_ctx(ACCOUNTING, close, one, findings)
    C, H, voids = counted(one)
    report((close["casts"], close["challenges"], close["voids"]) != (C, H, voids), "close-count-differs")
    report(close["expected"] != opening["expected"] or close["present"] > close["expected"], "attendance-impossible")
    if one.paper is not None:
        return
    hand = close["handCounts"]
    Q, X, U, B = (hand[name] for name in ("received", "exchanged", "unreadable", "returnedBeforeOpening"))
    P = one.round["cards"]
    missing = P - C - H - sum(voids.values())
    report(opening["cardsInBox"] + opening["cardsAudited"] != P, "accounting-a")
    report(Q + X + voids["unissued"] != P, "accounting-b")
    report(X > H + voids["damaged"] + U or U > missing, "accounting-c")
    report(C > Q - B or B > voids["returned"] + U, "accounting-d")
    report(C < one.round["minimumBallots"], "minimum-not-reached")


def check_aggregate(one: Round, sums, findings: Findings) -> None:
    entry = one.aggregate
    report_ctx(AGGREGATE, entry, one, findings)
    own = [[to_base64url(first), to_base64url(second)] for first, second in sums]
    if entry["casts"] != len(one.of_kind("cast")) or entry["sums"] != own:
        findings.add(AGGREGATE, "aggregate-differs", entry)


def check_decryption(one: Round, sums, key: bytes, findings: Findings):
    """The first t valid partial decryptions, None if there are fewer, and the points M_j, if there is an aggregate."""
    valid: dict[int, list[bytes]] = {}
    seen = set()
    for entry in one.partials:
        report_ctx(DECRYPTION, entry, one, findings)
        index = entry["index"]
        first = index not in seen
        seen.add(index)
        if not first:
            findings.add(DECRYPTION, "partial-twice", entry)
        if index > len(one.round["X"]):
            findings.add(DECRYPTION, "partial-unknown-scrutineer", entry)
            continue
        try:
            D, c, s = [read_point(text) for text in entry["D"]], *(read_scalar_text(entry[name]) for name in "cs")
        except Malformed:
            findings.add(DECRYPTION, "partial-malformed", entry)
            continue
        X = from_base64url(one.round["X"][index - 1], 32)
        holds = tally.partial_holds(one.round.hash, "tally", index, key, X, sums, D, c, s)
        if not holds:
            findings.add(DECRYPTION, "partial-invalid", entry)
        elif first:
            valid[index] = D
    t = one.round["threshold"]
    if len(valid) < t:
        if one.result is not None:
            findings.add(DECRYPTION, "partials-too-few", one.result)
        return None, None
    chosen = dict(list(valid.items())[:t])
    return chosen, tally.decrypt([beta for _, beta in sums], chosen) if one.aggregate is not None else None


def counts_fit(one: Round, circuit: Circuit | None) -> bool:
    return circuit is not None and one.result is not None and [len(counts) for counts in one.result["counts"]] == [
        len(variables) for variables in circuit.counters
    ]


def check_result(one: Round, circuit: Circuit | None, points, findings: Findings) -> None:
    entry = one.result
    report_ctx(RESULT, entry, one, findings)
    if not counts_fit(one, circuit):
        findings.add(RESULT, "counts-shape", entry)
        return
    C, impossible = len(one.of_kind("cast")), False
    for contest, counts in zip(one.round["contests"], entry["counts"], strict=True):
        impossible |= any(count > C for count in counts)
        if contest["kind"] == "election":
            F, A, _ = split(contest, counts)
            impossible |= any(f + a > C for f, a in zip(F, A, strict=True))
    if impossible:
        findings.add(RESULT, "counts-impossible", entry)
    if points is None or [sodium.base(value) for value in tally.packed(circuit, entry["counts"])] != points:
        findings.add(RESULT, "counts-differ", entry)


def check_outcome(one: Round, findings: Findings) -> None:
    entry, rules, own = one.result, one.round["rules"], []
    for contest, counts in zip(one.round["contests"], entry["counts"], strict=True):
        outcome, impossible = outcome_of(contest, counts, one.close.value, rules)
        if impossible:
            findings.add(OUTCOME, "outcome-impossible", entry)
        own.append(outcome)
    if entry["outcome"] != own:
        findings.add(OUTCOME, "outcome-differs", entry)


def check_attestations(record: Record, one: Round, placement: Placement, findings: Findings) -> None:
    due = _attested(record, one, placement)
    authors = set()
    for entry in one.confirmations:
        if entry.kind != "attestation":
            continue
        author = entry["signatures"][0]["author"] if entry["signatures"] else None
        if author in authors:
            findings.add(ATTESTATIONS, "attestation-twice", entry)
        if author is not None:
            authors.add(author)
        stated = {name: value for name, value in entry.value.items() if name not in ("type", "signatures")}
        if due is None or stated != due:
            findings.add(ATTESTATIONS, "attestation-differs", entry)
    n = len(placement.meeting["scrutineers"])
    scrutineers = [author for author in authors if 1 <= author_number(author) <= n]
    if len(scrutineers) < placement.meeting["threshold"]:
        findings.add(ATTESTATIONS, "attestations-too-few", one.result)


def check_paper_proofs(one: Round, circuit, sums, chosen, key: bytes, findings: Findings) -> None:
    """§9.1; `chosen` are the first t valid partial decryptions, None if there are fewer."""
    judged = sums is not None and chosen is not None and counts_fit(one, circuit)
    seen, valid = set(), set()
    for entry in one.confirmations:
        if entry.kind != "paper-proof":
            continue
        index = entry["index"]
        report_ctx(ATTESTATIONS, entry, one, findings)
        if index in seen:
            findings.add(ATTESTATIONS, "paper-proof-twice", entry)
        seen.add(index)
        if not judged or _paper_proof_holds(entry, one, circuit, sums, chosen, key):
            valid.add(index)
        else:
            findings.add(ATTESTATIONS, "paper-proof-invalid", entry)
    if len(valid) < one.round["threshold"]:
        findings.add(ATTESTATIONS, "paper-proofs-too-few", one.result)


def _paper_proof_holds(entry: Line, one: Round, circuit: Circuit, sums, chosen, key: bytes) -> bool:
    index = entry["index"]
    if index > len(one.round["X"]):
        return False
    try:
        X, c, s = read_point(one.round["X"][index - 1]), read_scalar_text(entry["c"]), read_scalar_text(entry["s"])
    except Malformed:
        return False
    values, p = tally.packed(circuit, one.result["counts"]), packing(one.round["cards"])
    D = tally.interpolate(chosen, index)
    return tally.paper_part_holds(one.round.hash, key, sums, values, p, index, X, D, c, s)


def _attested(record: Record, one: Round, placement: Placement) -> dict | None:
    """The statement of §9 that this record makes."""
    opening, close, result = one.open, one.close, one.result
    contests, stated = one.round["contests"], result["outcome"]
    if opening is None or close is None:
        return None
    texts = attested_texts(placement.meeting.value, one.round.value, result["counts"])
    padded = stated + [None] * (len(contests) - len(stated))
    outcome = [as_integers(contest, value) for contest, value in zip(contests, padded, strict=False)]
    hand, voids = close["handCounts"], close["voids"]
    return {
        "ctx": ctx_of(one),
        "root": to_base64url(record.tree.root(result.index + 1)),
        "size": result.index + 1,
        "texts": to_base64url(canonical.object_hash(texts)),
        "accounting": [
            close["expected"],
            close["present"],
            one.round["cards"],
            hand["received"],
            hand["exchanged"],
            hand["unreadable"],
            hand["returnedBeforeOpening"],
            close["casts"],
            close["challenges"],
            voids["returned"],
            voids["damaged"],
            voids["unissued"],
            opening["cardsInBox"],
            opening["cardsAudited"],
        ],
        "counts": result["counts"],
        "outcome": outcome,
    }
