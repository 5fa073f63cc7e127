"""What earlier results allow of a contest, and the method a meeting has adopted (specification §8.6)."""
from check_assembly import (
    SECRETARIES,
    Decided,
    ballots_for,
    committee_of,
    elected_in,
    is_preliminary,
    stage_of,
)
from paper_outcome import DEFAULTS
from shape import label

# What a record older than these settings was held under (§3.6).
FIRST_VALUES = {
    "publicityCountsPostingDay": False,
    "appraisalScale": "per-meeting",
    "appraisalScoreBands": "integer",
    "appraisalDenominator": "valid-forms",
    "appraisalQuota": 0,
    "appraisalMinimumAttendance": 0,
    "appraisalWeights": [],
    "appraisalDimensions": "apart",
    "recommendWeights": [],
    "recommendCombine": "separate",
    "paper": DEFAULTS,
}


def adopted_rules(rules: dict) -> dict:
    return {**FIRST_VALUES, **rules}


def has_grounds(contest: dict, decided: list[Decided], rules: dict) -> bool:
    if contest["kind"] != "election":
        return True
    own, stage = ballots_for(contest["post"], decided), stage_of(contest["post"], decided)
    if own and own[-1].void and not _repeats(contest, own[-1].contest):
        return False
    called = _called_for(contest, stage, rules)
    return called and (contest["category"] == "revote" or _all_electable(contest, stage, decided))


def _names(persons: list) -> list[str]:
    return [label(person) for person in persons]


def _repeats(contest: dict, last: dict) -> bool:
    def kind_of(one: dict) -> tuple:
        return one["category"], one["seats"], sorted(_names(one["candidates"]))

    return kind_of(contest) == kind_of(last)


def _called_for(contest: dict, stage: list[Decided], rules: dict) -> bool:
    category, seats = contest["category"], contest["seats"]
    if not stage:
        return category in ("committee", "secretary", "preliminary")
    last = stage[-1]
    if last.outcome is None or category == "committee":
        return False
    if category == "secretary":
        return seats == len({name for one in stage for name in one.replaced})
    candidates = set(_names(contest["candidates"]))
    tie, unfilled = last.outcome["tie"], last.outcome["unfilled"]
    if category == "revote":
        if tie is None or tie["seats"] != seats or contest["writeIns"]:
            return False
        second = last.contest["category"] == "revote" and rules["revoteTiedAgain"] == "ask-superior"
        return candidates == set(tie["among"]) and (last.again or not second)
    if tie is not None:
        return False
    if category == "formal":
        whole = unfilled == 0 and seats == stage[0].contest["seats"]
        return is_preliminary(stage) and whole and candidates == elected_in(stage)
    if is_preliminary(stage) != (category == "preliminary") or seats != unfilled:
        return False
    return rules["furtherElectionPool"] == "new-nomination" or _by_rank(candidates, stage, seats)


def _refused(stage: list[Decided]) -> set[str]:
    return {name for one in stage for name in one.refused}


def _by_rank(candidates: set[str], stage: list[Decided], seats: int) -> bool:
    """The candidates left, most votes first; anybody where they are too few."""
    last, gone = stage[-1], elected_in(stage) | _refused(stage)
    names = _names(last.contest["candidates"])
    votes = [last.counts[2 * at] if 2 * at < len(last.counts) else 0 for at in range(len(names))]
    left = [(number, name) for number, name in zip(votes, names, strict=True) if name not in gone]
    needed = seats + max(1, -(-seats // 5))
    if len(left) < needed:
        return True
    least = sorted((number for number, _ in left), reverse=True)[needed - 1]
    return candidates == {name for number, name in left if number >= least}


def _all_electable(contest: dict, stage: list[Decided], decided: list[Decided]) -> bool:
    persons = set(_names([*contest["candidates"], *contest["writeIns"]]))
    category, post = contest["category"], contest["post"]
    gone = _refused(stage)
    if category not in ("formal", "secretary"):
        gone |= elected_in(stage)
    if persons & gone:
        return False
    listed = {name for one in stage for name in one.listed}
    if category != "secretary" and any(one.contest["writeIns"] for one in stage) and not persons <= listed:
        return False
    if post not in SECRETARIES:
        return True
    beside = set()
    for other in SECRETARIES:
        if other != post:
            others = stage_of(other, decided)
            beside |= elected_in(others) - {name for one in others for name in one.replaced}
    committee = committee_of(decided)
    return not persons & beside and (committee is None or persons <= committee)
