"""Who must be there before ballots are handed out or hands are counted (specification §10, check 5)."""
from outcome import quorate

ELECTS_NOBODY = ("recommendation", "appraisal")


def attended(kind: str, present: int, expected: int, rules: dict) -> bool:
    """Rules of the kinds that elect nobody may name a least number of participants instead of the quorum."""
    least = rules.get("appraisalMinimumAttendance", 0) if kind in ELECTS_NOBODY else 0
    return present >= least if least > 0 else quorate(present, expected, rules)
