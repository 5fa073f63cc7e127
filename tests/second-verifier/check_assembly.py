"""Motions and decisions (specification §3.6, §8.6), part of check 5, and what they leave of earlier results."""
from dataclasses import dataclass

from canonical import to_base64url
from outcome import outcome_of
from paper_outcome import DEFAULTS, counters_of, outcome_on_paper
from attendance import attended
from placement import Placement, Round
from record import Findings, Line
from shape import label

ROUND = "round"


COMMITTEE = "委员"
SECRETARIES = ("书记", "副书记")
FORMALITY = ("applause", "hands", "ballot")


@dataclass
class Decided:
    """A contest with a result: elected, tie and unfilled as §8.6 leaves them, or None."""

    contest: dict
    round: int
    counts: list[int]
    outcome: dict | None
    again: bool = False
    refused: frozenset[str] = frozenset()
    unconfirmed: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()

    @property
    def void(self) -> bool:
        return self.outcome is not None and self.outcome["election"] == "void"

    @property
    def elected(self) -> list[str]:
        return self.outcome["elected"] if self.outcome else []

    @property
    def listed(self) -> list[str]:
        return [label(person) for person in [*self.contest["candidates"], *self.contest["writeIns"]]]


def _ctx(one: Round) -> str:
    return to_base64url(one.fixed.hash)


def _counted(placement: Placement, index: int) -> list[Round]:
    return [one for one in placement.rounds if one.fixed and one.counted and one.counted.index < index]


def _of_kind(placement: Placement, kind: str, index: int) -> list[Line]:
    return [entry for entry in placement.assembly if entry.kind == kind and entry.index < index]


def _decisions(placement: Placement, one: Round, index: int) -> list[Line]:
    return [entry for entry in _of_kind(placement, "decision", index) if entry["ctx"] == _ctx(one)]


def _reductions(placement: Placement, number: int, index: int) -> list[Line]:
    motions = _of_kind(placement, "motion", index)
    return [entry for entry in motions if entry["subject"] == "reduction" and entry["round"] == number]


def _recorded(one: Round, position: int) -> dict | None:
    stated = one.counted["outcome"]
    return stated[position] if position < len(stated) else None


def _counters(one: Round, position: int, contest: dict) -> list[int]:
    if one.paper_count is not None:
        boxes = one.paper_count["contests"]
        return counters_of(contest, boxes[position]["tally"]) if position < len(boxes) else []
    stated = one.counted["counts"]
    return stated[position] if position < len(stated) else []


def _without_refused(one: Round, position: int, contest: dict, refused: frozenset[str]) -> dict | None:
    recorded = _recorded(one, position)
    if recorded is None or not refused:
        return recorded
    rules = one.fixed["rules"]
    if one.paper_count is not None:
        entry = one.paper_count
        box = entry["contests"][position]
        tally = box["tally"]
        if tally is not None:
            kept = [vote for vote in tally["writeIns"] if vote["name"] not in refused]
            box = {**box, "tally": {**tally, "writeIns": kept}}
        paper = rules.get("paper", DEFAULTS)
        outcome, impossible = outcome_on_paper(contest, box, entry["expected"], entry["present"], rules, paper)
        return recorded if impossible else outcome
    if one.close is None:
        return recorded
    counts = _counters(one, position, contest)
    # A list of another length is check 11's; here missing counters are 0.
    first, due = 2 * len(contest["candidates"]), 2 * len(contest["candidates"]) + len(contest["writeIns"])
    kept = (list(counts) + [0] * due)[:due]
    for r, person in enumerate(contest["writeIns"]):
        if label(person) in refused:
            kept[first + r] = 0
    outcome, impossible = outcome_of(contest, kept, one.close.value, rules)
    return recorded if impossible else outcome


def _settle(one: Round, decisions: list[Line], reduced: set[str]) -> list[Decided]:
    settled = []
    for position, contest in enumerate(one.fixed["contests"]):
        if contest["kind"] != "election":
            settled.append(Decided(contest, one.number, [], None))
            continue
        own = [entry for entry in decisions if entry["post"] == contest["post"]]
        ruled = {entry["person"]: entry["granted"] for entry in own if entry["matter"] == "eligibility"}
        refused = frozenset(name for name, granted in ruled.items() if not granted)
        outcome = _without_refused(one, position, contest, refused)
        counts = _counters(one, position, contest)
        if outcome is None:
            settled.append(Decided(contest, one.number, counts, None))
            continue
        ties = [entry["granted"] for entry in own if entry["matter"] == "tie"]
        left = {name: outcome[name] for name in ("election", "elected", "tie", "unfilled")}
        if left["tie"] is not None and ties and not ties[-1]:
            left["unfilled"] += left["tie"]["seats"]
            left["tie"] = None
        if contest["post"] in reduced:
            left["unfilled"] = 0
        reached = {*left["elected"], *(left["tie"]["among"] if left["tie"] else [])}
        written = {label(person) for person in contest["writeIns"]}
        replaced = frozenset(entry["person"] for entry in own if entry["matter"] == "secretary" and entry["granted"])
        unconfirmed = frozenset((reached & written) - set(ruled))
        again = bool(ties) and ties[-1]
        settled.append(Decided(contest, one.number, counts, left, again, refused, unconfirmed, replaced))
    return settled


def decided_before(placement: Placement, index: int) -> list[Decided]:
    return [
        decided
        for one in _counted(placement, index)
        for decided in _settle(
            one,
            _decisions(placement, one, index),
            {entry.value.get("post") for entry in _reductions(placement, one.number, index) if entry["carried"]},
        )
    ]


def stage_of(post: str, decided: list[Decided]) -> list[Decided]:
    """§8.6: the valid ballots of the last election of a post."""
    own = [one for one in ballots_for(post, decided) if not one.void]
    for start in range(len(own) - 1, -1, -1):
        category = own[start].contest["category"]
        if category in ("revote", "further-election"):
            continue
        if category == "preliminary" and is_preliminary(own[:start]):
            continue
        return own[start:]
    return own


def ballots_for(post: str, decided: list[Decided]) -> list[Decided]:
    return [one for one in decided if one.contest["kind"] == "election" and one.contest["post"] == post]


def is_preliminary(stage: list[Decided]) -> bool:
    names = [one.contest["category"] for one in stage if one.contest["category"] != "revote"]
    return bool(names) and names[-1] == "preliminary"


def elected_in(stage: list[Decided]) -> set[str]:
    return {name for one in stage for name in one.elected}


def committee_of(decided: list[Decided]) -> set[str] | None:
    stage = stage_of(COMMITTEE, decided)
    return None if not stage or is_preliminary(stage) else elected_in(stage)


def check_assembly(placement: Placement, findings: Findings) -> None:
    for entry in placement.assembly:
        if entry.kind == "motion":
            _check_motion(entry, placement, findings)
    for entry in placement.assembly:
        if entry.kind == "decision":
            _check_decision(entry, placement, findings)
    for one in placement.rounds:
        begun = one.open or one.paper_count
        if not one.fixed or not begun:
            continue
        carried = _carried_when_needed(placement, one, begun)
        if False in carried:
            findings.add(ROUND, "motion-lost", begun)
        if None in carried and "motionsRequired" in placement.meeting.value:
            findings.add(ROUND, "motion-missing", begun)


def _carried_when_needed(placement: Placement, one: Round, begun: Line) -> list[bool | None]:
    """Of each subject that the opening needs, its last motion; None: never put."""
    last = {entry["subject"]: entry["carried"] for entry in _of_kind(placement, "motion", begun.index)}
    fixed, needed = one.fixed, ["method", "scrutineers"]
    if fixed["rules"]["tellerSource"] == "voted":
        needed.append("tellers")
    if begun["expected"] < fixed["roll"]["expected"] + fixed["roll"]["excluded"]:
        needed.append("exclusions")
    return [last.get(subject) for subject in needed]


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


def _motion_has_grounds(motion: Line, placement: Placement, rules: dict) -> bool:
    number, post = motion["round"], motion.value.get("post")
    if motion["subject"] != "reduction":
        return number is None and post is None
    if post is None or any(entry.value.get("post") == post for entry in _reductions(placement, number, motion.index)):
        return False
    decided = decided_before(placement, motion.index)
    own, stage = ballots_for(post, decided), stage_of(post, decided)
    if not stage or own[-1].void or is_preliminary(stage):
        return False
    last = stage[-1]
    return (
        rules["shortfall"] != "further-election"
        and last.round == number
        and last.outcome is not None
        and last.outcome["unfilled"] > 0
        and stage[0].contest["seats"] > 1
        and bool(elected_in(stage))
    )


def _check_motion(motion: Line, placement: Placement, findings: Findings) -> None:
    ruled = [one.fixed for one in placement.rounds if one.fixed and one.fixed.index < motion.index][-1]
    if motion["meeting"] != to_base64url(placement.meeting.hash):
        findings.add(ROUND, "motion-meeting-differs", motion)
    if not _possible(motion, ruled["roll"]):
        findings.add(ROUND, "motion-impossible", motion)
    rules = ruled["rules"]
    if not attended(placement.meeting["kind"], motion["present"], motion["expected"], rules):
        findings.add(ROUND, "motion-not-quorate", motion)
    by_applause = motion["subject"] == "reduction" and motion["mode"] == "applause"
    if by_applause or FORMALITY.index(motion["mode"]) < FORMALITY.index(rules["motionMode"]):
        findings.add(ROUND, "motion-mode-differs", motion)
    if motion["carried"] != _carried(motion, rules):
        findings.add(ROUND, "motion-carried-differs", motion)
    if not _motion_has_grounds(motion, placement, rules):
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
        each for each in _settle(one, before, set()) if each.contest["kind"] == "election" and each.contest["post"] == post
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
    committee = committee_of(decided_before(placement, decision.index))
    return person in outcome["elected"] and committee is not None and person not in committee
