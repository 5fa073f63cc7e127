"""Motions and decisions (specification §3.6, §8.6), part of check 5, and what they leave of earlier results."""
from dataclasses import dataclass

from canonical import to_base64url
from outcome import outcome_of
from placement import Placement, Round
from record import Findings, Line
from shape import label

ROUND = "round"


@dataclass
class Decided:
    """A contest with a result: elected, tie and unfilled as §8.6 leaves them, or None."""

    contest: dict
    outcome: dict | None
    again: bool = False


def _ctx(one: Round) -> str:
    return to_base64url(one.fixed.hash)


def _counted(placement: Placement, index: int) -> list[Round]:
    return [one for one in placement.rounds if one.fixed and one.counted and one.counted.index < index]


def _decisions(placement: Placement, one: Round, index: int) -> list[Line]:
    found = (entry for entry in placement.assembly if entry.kind == "decision" and entry.index < index)
    return [entry for entry in found if entry["ctx"] == _ctx(one)]


def _is_reduced(placement: Placement, one: Round, index: int) -> bool:
    return any(
        entry.kind == "motion"
        and entry.index < index
        and entry["subject"] == "reduction"
        and entry["round"] == one.number
        and entry["carried"]
        for entry in placement.assembly
    )


def _recorded(one: Round, position: int) -> dict | None:
    stated = one.counted["outcome"]
    return stated[position] if position < len(stated) else None


def _without_refused(one: Round, position: int, contest: dict, refused: set[str]) -> dict | None:
    recorded = _recorded(one, position)
    if recorded is None or not refused or one.close is None:
        return recorded
    stated = one.counted["counts"]
    counts = stated[position] if position < len(stated) else []
    # A list of another length is check 11's; here missing counters are 0.
    first, due = 2 * len(contest["candidates"]), 2 * len(contest["candidates"]) + len(contest["writeIns"])
    kept = (list(counts) + [0] * due)[:due]
    for r, person in enumerate(contest["writeIns"]):
        if label(person) in refused:
            kept[first + r] = 0
    outcome, impossible = outcome_of(contest, kept, one.close.value, one.fixed["rules"])
    return recorded if impossible else outcome


def _settle(one: Round, decisions: list[Line], reduced: bool) -> list[Decided]:
    settled = []
    for position, contest in enumerate(one.fixed["contests"]):
        if contest["kind"] != "election":
            settled.append(Decided(contest, None))
            continue
        own = [entry for entry in decisions if entry["post"] == contest["post"]]
        refused = {entry["person"] for entry in own if entry["matter"] == "eligibility" and not entry["granted"]}
        outcome = _without_refused(one, position, contest, refused)
        ties = [entry["granted"] for entry in own if entry["matter"] == "tie"]
        if outcome is None:
            settled.append(Decided(contest, None))
            continue
        left = {name: outcome[name] for name in ("elected", "tie", "unfilled")}
        if left["tie"] is not None and ties and not ties[-1]:
            left["unfilled"] += left["tie"]["seats"]
            left["tie"] = None
        if reduced:
            left["unfilled"] = 0
        settled.append(Decided(contest, left, bool(ties) and ties[-1]))
    return settled


def decided_before(placement: Placement, index: int) -> list[Decided]:
    return [
        decided
        for one in _counted(placement, index)
        for decided in _settle(one, _decisions(placement, one, index), _is_reduced(placement, one, index))
    ]


def check_assembly(placement: Placement, findings: Findings) -> None:
    for entry in placement.assembly:
        if entry.kind == "motion":
            _check_motion(entry, placement, findings)
    for entry in placement.assembly:
        if entry.kind == "decision":
            _check_decision(entry, placement, findings)


def _possible(motion: Line, roll: dict) -> bool:
    expected, present = motion["expected"], motion["present"]
    votes = [motion[name] for name in ("inFavour", "against", "abstain")]
    if present > expected or not roll["expected"] <= expected <= roll["expected"] + roll["excluded"]:
        return False
    return votes == [present, 0, 0] if motion["mode"] == "applause" else sum(votes) <= present


def _carried(motion: Line, rules: dict) -> bool:
    if motion["subject"] != "reduction":
        return 2 * motion["inFavour"] > motion[rules["motionBase"]]
    base = motion[rules["reductionBase"]]
    return 2 * motion["inFavour"] > base or (rules["reductionEqualAccepted"] and 2 * motion["inFavour"] == base)


def _motion_has_grounds(motion: Line, placement: Placement) -> bool:
    if motion["subject"] != "reduction":
        return motion["round"] is None
    rounds = [one for one in _counted(placement, motion.index) if one.number == motion["round"]]
    if not rounds or motion["mode"] == "applause" or _is_reduced(placement, rounds[0], motion.index):
        return False
    settled = _settle(rounds[0], _decisions(placement, rounds[0], motion.index), False)
    return any(one.outcome is not None and one.outcome["unfilled"] > 0 for one in settled)


def _check_motion(motion: Line, placement: Placement, findings: Findings) -> None:
    ruled = [one.fixed for one in placement.rounds if one.fixed and one.fixed.index < motion.index][-1]
    if motion["meeting"] != to_base64url(placement.meeting.hash):
        findings.add(ROUND, "motion-meeting-differs", motion)
    if not _possible(motion, ruled["roll"]):
        findings.add(ROUND, "motion-impossible", motion)
    if motion["carried"] != _carried(motion, ruled["rules"]):
        findings.add(ROUND, "motion-carried-differs", motion)
    if not _motion_has_grounds(motion, placement):
        findings.add(ROUND, "motion-without-grounds", motion)


def _check_decision(decision: Line, placement: Placement, findings: Findings) -> None:
    rounds = [one for one in _counted(placement, decision.index) if _ctx(one) == decision["ctx"]]
    if not rounds:
        findings.add(ROUND, "ctx-differs", decision)
    elif not _has_reason(decision, rounds[0], placement):
        findings.add(ROUND, "decision-without-grounds", decision)


def _has_reason(decision: Line, one: Round, placement: Placement) -> bool:
    before = _decisions(placement, one, decision.index)
    matter, post, person = (decision[name] for name in ("matter", "post", "person"))
    if any((entry["matter"], entry["post"], entry["person"]) == (matter, post, person) for entry in before):
        return False
    settled = [
        each for each in _settle(one, before, False) if each.contest["kind"] == "election" and each.contest["post"] == post
    ]
    if not settled or settled[0].outcome is None:
        return False
    contest, outcome = settled[0].contest, settled[0].outcome
    tied = outcome["tie"]["among"] if outcome["tie"] else []
    if matter == "eligibility":
        written = [label(person) for person in contest["writeIns"]]
        return person in written and (person in outcome["elected"] or person in tied)
    if matter == "tie":
        return person == "" and contest["category"] == "revote" and outcome["tie"] is not None
    return person in outcome["elected"]
