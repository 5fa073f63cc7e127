"""Who must be there before ballots are handed out or hands are counted (specification §10, check 5)."""
from outcome import quorate

ELECTS_NOBODY = ("recommendation", "appraisal")


def attended(kind: str, present: int, expected: int, rules: dict) -> bool:
    """Kinds that elect nobody ask for the least number of participants of their rules, or for none."""
    if kind in ELECTS_NOBODY:
        return present >= rules.get("appraisalMinimumAttendance", 0)
    return quorate(present, expected, rules)
