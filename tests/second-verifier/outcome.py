"""Specification §8.5: the outcome of an election from the numbers; §9: as integers."""
from itertools import zip_longest

from shape import label


def quorate(present: int, expected: int, rules: dict) -> bool:
    if rules["ruleSet"] == "1990" and not rules["quorumEqualAccepted"]:
        return 5 * present > 4 * expected
    return 5 * present >= 4 * expected


def split(contest: dict, counts: list[int]):
    """F_i, A_i and X_r of the counters of §6.1."""
    k = len(contest["candidates"])
    return counts[0 : 2 * k : 2], counts[1 : 2 * k : 2], counts[2 * k :]


def _impossible(Y, S, C, issued, F, A, X, seats) -> bool:
    return (
        Y == 0
        or S > Y
        or issued > S
        or issued < C
        or any(f + a > C for f, a in zip(F, A, strict=True))
        or any(x > C for x in X)
        or sum(X) > sum(A)
        or sum(F) + sum(X) > seats * C
    )


def _threshold(base: int, contest: dict, rules: dict) -> int:
    category = contest["category"]
    if category == "revote" and rules["revoteThreshold"] == "none":
        return 1
    if category == "further-election" and rules["furtherElectionThreshold"] == "plurality":
        return 1
    return base // 2 + 1


def _decide(persons, threshold: int, seats: int):
    """elected, tie and unfilled under one threshold; `persons` are (label, votes) in their order."""
    passed = [person for person in persons if person[1] >= threshold]
    if len(passed) < seats:
        return [name for name, _ in passed], None, seats - len(passed)
    v = sorted((votes for _, votes in passed), reverse=True)[seats - 1]
    above = [name for name, votes in passed if votes > v]
    level = [name for name, votes in passed if votes == v]
    if len(above) + len(level) == seats:
        return [name for name, votes in passed if votes >= v], None, 0
    return above, {"among": level, "seats": seats - len(above)}, 0


def base_of_round(contests: list[dict], rules: dict) -> str:
    """§8.5, 4."""
    preliminary = any(contest.get("category") == "preliminary" for contest in contests)
    return rules["preVoteBase"] if preliminary and rules["preVoteBase"] != "same" else rules["majorityBase"]


def outcome_of(contest: dict, counts: list[int], close: dict, rules: dict) -> tuple[dict | None, bool]:
    """The outcome of §8.5, and whether the numbers are impossible."""
    if contest["kind"] != "election":
        return None, False
    Y, S, C = close["expected"], close["present"], close["casts"]
    issued = close["handCounts"]["received"] - close["handCounts"]["returnedBeforeOpening"]
    F, A, X = split(contest, counts)
    seats = contest["seats"]
    if _impossible(Y, S, C, issued, F, A, X, seats):
        return None, True
    persons = [(label(person), votes) for person, votes in zip(contest["candidates"], F, strict=True)]
    written = [(label(person), votes) for person, votes in zip(contest["writeIns"], X, strict=True) if votes > 0]
    persons += sorted(written, key=lambda one: (-one[1], one[0].encode("utf-16-be")))
    bases = {"expected": Y, "present": S}
    is_quorate = quorate(S, Y, rules)
    decisions = decisions_of(persons, contest, rules, bases, is_quorate)
    return judgement(decisions, base_of_round([contest], rules), bases, contest, rules, is_quorate, is_quorate), False


def decisions_of(persons, contest: dict, rules: dict, bases: dict, counted: bool) -> dict:
    """§8.5, 6 under either base."""
    seats = contest["seats"]
    return {
        name: _decide(persons, _threshold(base, contest, rules), seats) if counted else ([], None, seats)
        for name, base in bases.items()
    }


def judgement(decisions: dict, own: str, bases: dict, contest: dict, rules: dict, is_quorate: bool, valid: bool) -> dict:
    other = "present" if own == "expected" else "expected"
    elected, tie, unfilled = decisions[own]
    return {
        "quorate": is_quorate,
        "election": "valid" if valid else "void",
        "elected": elected,
        "tie": tie,
        "unfilled": unfilled,
        "baseSensitive": decisions[own] != decisions[other],
        "smallestWinning": _threshold(bases[own], contest, rules),
    }


# All that §8.5 asks of the rule settings.
DECIDING_RULES = (
    "ruleSet",
    "majorityBase",
    "quorumEqualAccepted",
    "recoveredLimit",
    "revoteThreshold",
    "furtherElectionThreshold",
)


def attested_texts(meeting: dict, round_entry: dict, counts) -> dict:
    """§9: the names the integers of an attestation stand for."""
    contests = []
    # A list of counts that is missing names nobody.
    for contest, numbers in zip_longest(round_entry["contests"], counts[: len(round_entry["contests"])], fillvalue=[]):
        if contest["kind"] == "election":
            _, _, X = split(contest, numbers)
            written = [label(person) for person, votes in zip(contest["writeIns"], X, strict=False) if votes > 0]
            contests.append(
                {
                    "kind": "election",
                    "category": contest["category"],
                    "post": contest["post"],
                    "seats": contest["seats"],
                    "candidates": [label(person) for person in contest["candidates"]],
                    "writeIns": written,
                }
            )
        elif contest["kind"] == "appraisal":
            subjects, grades = contest["subjects"], contest["grades"]
            contests.append(
                {
                    "kind": "appraisal",
                    "title": contest["title"]["zh"],
                    "subjects": [label(person) for person in subjects],
                    "grades": [grade["zh"] for grade in grades],
                }
            )
        else:
            contests.append(
                {
                    "kind": "recommendation",
                    "title": contest["title"]["zh"],
                    "nominees": [label(person) for person in contest["nominees"]],
                    "limit": contest["limit"],
                }
            )
    return {
        "meeting": meeting["id"],
        "title": meeting["title"],
        "date": meeting["date"],
        "round": round_entry["round"],
        "rules": {
            **{name: round_entry["rules"][name] for name in DECIDING_RULES},
            "majorityBase": base_of_round(round_entry["contests"], round_entry["rules"]),
        },
        "scrutineers": [scrutineer["name"] for scrutineer in meeting["scrutineers"]],
        "contests": contests,
    }


def as_integers(contest: dict, outcome: dict | None) -> list[int] | None:
    """§9; None where a person is nobody of the contest."""
    if outcome is None:
        return []
    if contest["kind"] != "election":
        return None
    places = {label(person): i for i, person in enumerate([*contest["candidates"], *contest["writeIns"]])}
    tie = outcome["tie"] or {"among": [], "seats": 0}
    try:
        elected = [places[name] for name in outcome["elected"]]
        among = [places[name] for name in tie["among"]]
    except KeyError:
        return None
    truths = [int(outcome["quorate"]), int(outcome["election"] == "valid"), int(outcome["baseSensitive"])]
    numbers = [outcome["smallestWinning"], outcome["unfilled"]]
    return [*truths, *numbers, len(elected), *elected, tie["seats"], len(among), *among]
