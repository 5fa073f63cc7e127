"""Checks 4 and 5, tokens and round (specification §3.6, §5, §10)."""
from attendance import ELECTS_NOBODY, attended
from canonical import from_base64url, to_base64url
from check_ceremony import Keys
from circuit import Circuit, Impossible, compile_circuit
from placement import Placement, Round
from record import Findings
from check_assembly import check_assembly, decided_before
from grounds import adopted_rules, has_grounds
from sodium import IDENTITY, is_point

TOKENS, ROUND = "tokens", "round"


def check_tokens(placement: Placement, findings: Findings) -> None:
    earlier: set[str] = set()
    for one in placement.rounds:
        if one.tokens is None:
            continue
        tokens = one.tokens["tokens"]
        points = [from_base64url(text, 32) for text in tokens]
        if one.tokens["round"] != one.number:
            findings.add(TOKENS, "tokens-round-differs", one.tokens)
        if any(first >= second for first, second in zip(points, points[1:])):
            findings.add(TOKENS, "tokens-not-sorted", one.tokens)
        if any(point == IDENTITY or not is_point(point) for point in points):
            findings.add(TOKENS, "token-malformed", one.tokens)
        if not earlier.isdisjoint(tokens):
            findings.add(TOKENS, "token-of-other-round", one.tokens)
        earlier.update(tokens)


def contest_numbers(contest: dict) -> tuple:
    """How §3.6 compiles a contest."""
    if contest["kind"] == "election":
        return "election", len(contest["candidates"]), contest["seats"], len(contest["writeIns"])
    if contest["kind"] == "appraisal":
        return "appraisal", len(contest["subjects"]), len(contest["grades"])
    return "recommendation", len(contest["nominees"]), contest["limit"]


def heading(contest: dict) -> str:
    return contest["post"] if contest["kind"] == "election" else contest["title"]["zh"]


def compile_round(one: Round) -> Circuit | None:
    try:
        return compile_circuit([contest_numbers(contest) for contest in one.round["contests"]], one.round["cards"])
    except Impossible:
        return None


def check_rounds(placement: Placement, keys: Keys | None, circuits: dict, findings: Findings) -> None:
    previous: str | None = None
    for one in placement.rounds:
        if one.fixed is None:
            continue
        _check_composition(one, placement.meeting, previous, findings)
        decided = decided_before(placement, one.fixed.index)
        first = next(other.fixed for other in placement.rounds if other.fixed is not None)
        if adopted_rules(first["rules"]) != adopted_rules(one.fixed["rules"]):
            findings.add(ROUND, "rules-differ", one.fixed)
        if any(earlier.unconfirmed for earlier in decided):
            findings.add(ROUND, "eligibility-missing", one.fixed)
        if not all(has_grounds(contest, decided, one.fixed["rules"]) for contest in one.fixed["contests"]):
            findings.add(ROUND, "contest-without-grounds", one.fixed)
        if one.round is not None:
            _check_round(one, placement, keys, circuits[one.number], findings)
            _check_open(one, placement.meeting, findings)
        if one.counted is not None:
            previous = to_base64url(one.counted.hash)
    check_assembly(placement, findings)


def _check_composition(one: Round, meeting, previous, findings: Findings) -> None:
    """What a round states with or without cards."""
    entry = one.fixed

    def report(condition: bool, code: str) -> None:
        if condition:
            findings.add(ROUND, code, entry)

    roll, headings = entry["roll"], [heading(contest) for contest in entry["contests"]]
    away = roll["probationary"] + roll["withoutRight"] + roll["excluded"]
    report(entry["meeting"] != to_base64url(meeting.hash), "round-meeting-differs")
    report(entry["round"] != one.number, "round-number")
    report(entry["previousResult"] != previous, "previous-result-differs")
    report(roll["members"] - away != roll["expected"] or roll["expected"] < 1, "roll-sum")
    report(len(set(headings)) < len(headings), "contests-same-title")
    categories = {contest["category"] for contest in entry["contests"] if contest["kind"] == "election"}
    report("preliminary" in categories and len(categories) > 1, "pre-election-mixed")
    strangers = [contest for contest in entry["contests"] if contest["kind"] != meeting["kind"]]
    report(meeting["kind"] in ELECTS_NOBODY and bool(strangers), "contest-kind-differs")


def _check_round(one: Round, placement: Placement, keys: Keys | None, circuit, findings: Findings) -> None:
    entry, meeting = one.round, placement.meeting

    def report(condition: bool, code: str) -> None:
        if condition:
            findings.add(ROUND, code, entry)

    stated = tuple(entry[name] for name in ("ceremony", "K", "X", "n", "threshold"))
    due = keys and (keys.ceremony, keys.K, keys.X, len(meeting["scrutineers"]), meeting["threshold"])
    tokens = one.tokens
    report(stated != due, "round-ceremony-differs")
    report(
        tokens is None or entry["tokens"] != to_base64url(tokens.hash) or entry["cards"] != len(tokens["tokens"]),
        "round-tokens-differ",
    )
    report(
        (entry["logOrigin"], entry["witnesses"]) != (meeting["logOrigin"], meeting["witnesses"]), "round-log-differs"
    )
    report(entry["minimumBallots"] < (3 if meeting["kind"] == "plenary" else 5), "minimum-ballots-illegal")
    if circuit is None:
        report(True, "circuit-impossible")
    else:
        report(entry["circuit"] != to_base64url(circuit.identifier), "circuit-differs")


def _check_open(one: Round, meeting, findings: Findings) -> None:
    opening = one.open
    if opening is None:
        return
    if opening["ctx"] != to_base64url(one.round.hash):
        findings.add(ROUND, "ctx-differs", opening)
    roll = one.round["roll"]
    # Members left out of the expected who turned up are counted again.
    counted = roll["expected"] <= opening["expected"] <= roll["expected"] + roll["excluded"]
    if not counted or opening["present"] > opening["expected"]:
        findings.add(ROUND, "attendance-impossible", opening)
    if not attended(meeting["kind"], opening["present"], opening["expected"], one.round["rules"]):
        findings.add(ROUND, "not-quorate", opening)
