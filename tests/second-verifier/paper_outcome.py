"""The outcome of §8.5 with the numbers of a box (specification §14)."""
from outcome import base_of_round, decisions_of, judgement, quorate
from shape import label

# What a record older than these settings was held under.
DEFAULTS = {
    "writeInLayout": "under-candidate",
    "writeInExcess": "void-write-ins",
    "writeInRequiresDisapproval": True,
    "writeInWithoutCircle": "void-entry",
    "writeInListedCandidate": "void-entry",
    "writeInIneligible": "void-entry",
    "chosenCount": "raw",
    "partialIllegible": "void-row",
    "identifyingMark": "ignore",
    "alteration": "scrutineer-decides",
    "blankBallot": "valid-all-abstain",
}


def utf16(name: str) -> bytes:
    return name.encode("utf-16-be", "surrogatepass")


def within_limit(box: dict, rules: dict) -> bool:
    limit, C = rules["recoveredLimit"], box["recovered"]
    within_voters = limit == "issued" or C <= box["voters"]
    within_issued = limit == "voters" or C <= box["issued"]
    return within_voters and within_issued


def counters_of(contest: dict, tally: dict | None) -> list[int]:
    """The counters of §6.1 that the counts stand for."""
    if tally is None:
        return []
    if contest["kind"] != "election":
        return [number for row in tally["rows"] for number in row]
    votes = {one["name"]: one["votes"] for one in tally["writeIns"]}
    written = [votes.get(label(person), 0) for person in contest["writeIns"]]
    return [number for row in tally["rows"] for number in row[:2]] + written


def outcome_on_paper(contest: dict, box: dict, Y: int, S: int, rules: dict, paper: dict) -> tuple[dict | None, bool]:
    """§8.5 with the numbers of a box; and whether they are impossible."""
    if contest["kind"] != "election":
        return None, False
    tally, C = box["tally"], box["recovered"]
    valid = tally["valid"] if tally else 0
    rows = tally["rows"] if tally else []
    written = [(one["name"], one["votes"]) for one in tally["writeIns"]] if tally else []
    F, A = [row[0] for row in rows], [row[1] for row in rows]
    counted = quorate(S, Y, rules) and within_limit(box, rules)
    chosen, seats = sum(F) + sum(votes for _, votes in written), contest["seats"]
    if (
        Y == 0
        or S > Y
        or box["issued"] > S
        or box["voters"] > box["issued"]
        or valid > C
        or any(votes > valid for _, votes in written)
        or (paper["writeInRequiresDisapproval"] and chosen - sum(F) > sum(A))
        or chosen > seats * valid
        or ((counted or any(map(any, rows))) and any(sum(row) != valid for row in rows))
    ):
        return None, True
    candidates = [label(person) for person in contest["candidates"]]
    persons = list(zip(candidates, F if tally else [0] * len(candidates), strict=True))
    persons += sorted(written, key=lambda one: (-one[1], utf16(one[0])))
    own = base_of_round([contest], rules)
    decisions = decisions_of(persons, contest, rules, {"expected": Y, "present": S}, counted)
    return judgement(decisions, own, {"expected": Y, "present": S}, contest, rules, quorate(S, Y, rules), counted), False
