"""A round counted on paper (specification §14): the box (check 8), the counts (check 11), the outcome (check 12)."""
import canonical
from canonical import to_base64url
from attendance import ELECTS_NOBODY, attended
from entries import INVALID_REASONS, VOID_REASONS
from outcome import attested_texts
from paper_outcome import DEFAULTS, counters_of, outcome_on_paper, utf16, within_limit
from placement import Round
from record import Findings
from shape import label

LEAST_FORMS = 5
ACCOUNTING, RESULT, OUTCOME = "accounting", "result", "outcome"
def check_paper_count(one: Round, meeting, findings: Findings) -> bool:
    """True iff the counts have the right shape."""
    entry, fixed = one.paper_count, one.fixed
    rules, roll, boxes = fixed["rules"], fixed["roll"], entry["contests"]
    paper = rules.get("paper", DEFAULTS)

    def report(condition: bool, check: str, code: str) -> None:
        if condition:
            findings.add(check, code, entry)

    Y, S = entry["expected"], entry["present"]
    report(entry["ctx"] != to_base64url(fixed.hash), RESULT, "ctx-differs")
    report(
        not roll["expected"] <= Y <= roll["expected"] + roll["excluded"] or S > Y, ACCOUNTING, "attendance-impossible"
    )
    unbalanced = [
        box for box in boxes if box["printed"] != box["issued"] + box["remaining"] or box["voters"] > box["issued"]
    ]
    report(bool(unbalanced), ACCOUNTING, "paper-box")
    forms = meeting["kind"] in ELECTS_NOBODY
    report(forms and not of_one_form(boxes), ACCOUNTING, "paper-form")
    here = attended(meeting["kind"], S, Y, rules)
    valid = [here and within_limit(box, rules) and (not forms or box["recovered"] >= LEAST_FORMS) for box in boxes]
    report([box["tally"] is not None for box in boxes] != valid, RESULT, "paper-void-counted")
    contests = fixed["contests"]
    if len(contests) != len(boxes) or not all(
        fits(contest, box["tally"]) for contest, box in zip(contests, boxes, strict=True)
    ):
        findings.add(RESULT, "counts-shape", entry)
        return False
    pairs = list(zip(contests, boxes, strict=True))
    report(not all(adds_up(contest, box) for contest, box in pairs), RESULT, "counts-impossible")
    report(not all(adopted(contest, box["tally"], paper) for contest, box in pairs), RESULT, "paper-reason")
    counters = [counters_of(contest, box["tally"]) for contest, box in pairs]
    texts = attested_texts(meeting.value, fixed.value, counters)
    report(entry["texts"] != to_base64url(canonical.object_hash(texts)), RESULT, "paper-texts")
    own = []
    for contest, box in pairs:
        outcome, impossible = outcome_on_paper(contest, box, Y, S, rules, paper)
        report(impossible, OUTCOME, "outcome-impossible")
        own.append(outcome)
    report(own != entry["outcome"], OUTCOME, "outcome-differs")
    return True


def of_one_form(boxes: list) -> bool:
    """One paper holds every list: as many of them in each, and as many invalid as a whole."""

    def declared(tally: dict | None) -> int:
        reasons = [] if tally is None else tally["invalidReasons"]
        return sum(one["ballots"] for one in reasons if one["reason"] == "declared-invalid")

    numbers = [{**{key: value for key, value in box.items() if key != "tally"}, "declared": declared(box["tally"])} for box in boxes]
    return all(one == numbers[0] for one in numbers)


def width_of(contest: dict) -> tuple[int, int]:
    """Rows, and numbers in a row."""
    if contest["kind"] == "election":
        return len(contest["candidates"]), 4
    if contest["kind"] == "appraisal":
        return len(contest["subjects"]), len(contest["grades"]) + 2
    return len(contest["nominees"]), 1


def fits(contest: dict, tally: dict | None) -> bool:
    if tally is None:
        return True
    rows, width = width_of(contest)
    listed = {label(person) for person in contest["writeIns"]} if contest["kind"] == "election" else set()
    written = [(-one["votes"], utf16(one["name"])) for one in tally["writeIns"]]
    invalid = [INVALID_REASONS.index(one["reason"]) for one in tally["invalidReasons"]]
    void = [VOID_REASONS.index(one["reason"]) for one in tally["voidEntries"]]
    return (
        [len(row) for row in tally["rows"]] == [width] * rows
        and all(one["name"] in listed for one in tally["writeIns"])
        and all(first < second for first, second in zip(written, written[1:]))
        and sorted(set(invalid)) == invalid
        and sorted(set(void)) == void
    )


def adds_up(contest: dict, box: dict) -> bool:
    tally = box["tally"]
    if tally is None:
        return True
    valid, rows = tally["valid"], tally["rows"]
    reasons = sum(one["ballots"] for one in tally["invalidReasons"])
    if valid + tally["invalid"] != box["recovered"] or reasons != tally["invalid"]:
        return False
    if contest["kind"] != "election" and valid < LEAST_FORMS:
        return False
    if contest["kind"] == "appraisal":
        return all(sum(row) == valid for row in rows)
    if contest["kind"] == "recommendation":
        ticks = [row[0] for row in rows]
        return all(count <= valid for count in ticks) and sum(ticks) <= contest["limit"] * valid
    return True


def adopted(contest: dict, tally: dict | None, paper: dict) -> bool:
    """Every reason stands in the adopted method."""
    if tally is None:
        return True
    kind = contest["kind"]
    pooled, needs = paper["writeInLayout"] == "pooled", paper["writeInRequiresDisapproval"]
    grounds = {
        "illegible": True,
        "blank": paper["blankBallot"] == "invalid",
        "identifying-mark": paper["identifyingMark"] == "void-ballot",
        "alteration": paper["alteration"] == "void-ballot",
        "unreadable-row": paper["partialIllegible"] == "void-ballot",
        "write-in-without-circle": paper["writeInWithoutCircle"] == "void-ballot",
        "write-in-listed-candidate": paper["writeInListedCandidate"] == "void-ballot",
        "write-in-ineligible": paper["writeInIneligible"] == "void-ballot",
        "write-ins-exceed-disapprovals": paper["writeInExcess"] == "void-ballot" and pooled and needs,
    }
    voids = {
        "without-disapproval": needs and not pooled,
        "more-than-one-name": needs and not pooled,
        "exceeds-disapprovals": needs and pooled,
        "without-circle": paper["writeInWithoutCircle"] != "count",
    }

    def is_ground(reason: str) -> bool:
        if reason == "too-many-chosen":
            return kind != "appraisal"
        if reason == "declared-invalid":
            return kind != "election"
        return kind == "election" and grounds[reason]

    return all(is_ground(one["reason"]) for one in tally["invalidReasons"]) and all(
        kind == "election" and voids.get(one["reason"], True) for one in tally["voidEntries"]
    )
