"""Check 3, key-ceremony (specification §4, §10)."""
from dataclasses import dataclass

import canonical
import ceremony
import tally
from canonical import Malformed, from_base64url, to_base64url
from ballot import read_point, read_scalar_text
from placement import Ceremony, Placement
from record import Findings, Line
from sodium import IDENTITY

CHECK = "key-ceremony"


@dataclass(frozen=True)
class Keys:
    """What the packages determine, as texts of the record."""

    ceremony: str
    K: str
    X: list[str]


def first_of_each(entries, index_of) -> dict[int, Line]:
    firsts: dict[int, Line] = {}
    for entry in entries:
        firsts.setdefault(index_of(entry), entry)
    return firsts


def report_twice(entries, index_of, code: str, findings: Findings) -> None:
    seen = set()
    for entry in entries:
        if index_of(entry) in seen:
            findings.add(CHECK, code, entry)
        seen.add(index_of(entry))


def check_ceremony(placement: Placement, findings: Findings) -> Keys | None:
    """The recomputed keys of the last ceremony; None if they cannot be recomputed."""
    meeting = placement.meeting
    n, t = len(meeting["scrutineers"]), meeting["threshold"]
    if not ceremony.numbers_fit(n, t):
        findings.add(CHECK, "meeting-threshold", meeting)
    ceremonies = placement.ceremonies
    # On paper before any round: only a ceremony that came to a confirmation, and to no abort, is judged.
    if placement.paper_without_round and not (ceremonies and ceremonies[-1].confirms and not ceremonies[-1].abort):
        return None
    if not ceremonies:
        findings.add(CHECK, "ceremony-missing", meeting)
        return None
    last = ceremonies[-1]
    if last.abort is not None:
        findings.add(CHECK, "ceremony-incomplete", last.abort)
        return None
    packages = _check_packages(last, meeting, n, findings)
    keys = _recompute(packages, meeting, n, t, findings) if packages else None
    if keys is not None:
        _check_confirmations(last, keys, n, findings)
        _check_rehearsals(last, keys, placement, n, findings)
    return keys


def _check_packages(last: Ceremony, meeting: Line, n: int, findings: Findings) -> list[Line] | None:
    by_index = lambda entry: entry["index"]  # noqa: E731
    by_package = lambda entry: entry["package"]["index"]  # noqa: E731
    report_twice(last.commits, by_index, "commitment-twice", findings)
    report_twice(last.reveals, by_package, "package-twice", findings)
    report_twice(last.confirms, by_index, "confirmation-twice", findings)
    commits = first_of_each(last.commits, by_index)
    if last.reveals and len(commits) < n:
        findings.add(CHECK, "commitment-missing", last.reveals[0])
    for reveal in last.reveals:
        commit = commits.get(by_package(reveal))
        package_hash = to_base64url(canonical.object_hash(reveal["package"]))
        if commit is None or commit["commitment"] != package_hash:
            findings.add(CHECK, "commitment-differs", reveal)
    reveals = first_of_each(last.reveals, by_package)
    if any(i not in reveals for i in range(1, n + 1)):
        findings.add(CHECK, "ceremony-incomplete", (last.reveals or last.commits or [meeting])[-1])
        return None
    return [reveals[i] for i in range(1, n + 1)]


def _recompute(reveals: list[Line], meeting: Line, n: int, t: int, findings: Findings) -> Keys | None:
    sound, sign_keys, recipients = True, set(), set()
    for i, reveal in enumerate(reveals, 1):
        package, declared = reveal["package"], meeting["scrutineers"][i - 1]
        if (package["name"], package["signKey"]) != (declared["name"], declared["signKey"]):
            findings.add(CHECK, "package-differs-from-meeting", reveal)
        shared = package["signKey"] in sign_keys or package["recipient"] in recipients
        if shared or ceremony.package_refusal(package, meeting.hash, i, n, t) is not None:
            findings.add(CHECK, "package-invalid", reveal)
            sound = False
        sign_keys.add(package["signKey"])
        recipients.add(package["recipient"])
    if not sound:
        return None
    packages = [reveal["package"] for reveal in reveals]
    K, X = ceremony.public_keys([[from_base64url(C, 32) for C in one["commitments"]] for one in packages], n)
    if IDENTITY in (K, *X):
        findings.add(CHECK, "package-invalid", reveals[-1])
        return None
    everything = ceremony.ceremony_hash(to_base64url(meeting.hash), packages)
    return Keys(to_base64url(everything), to_base64url(K), [to_base64url(point) for point in X])


def _check_confirmations(last: Ceremony, keys: Keys, n: int, findings: Findings) -> None:
    for confirm in last.confirms:
        if (confirm["ceremony"], confirm["K"], confirm["X"]) != (keys.ceremony, keys.K, keys.X):
            findings.add(CHECK, "confirmation-differs", confirm)
    confirmed = {confirm["index"] for confirm in last.confirms}
    if any(i not in confirmed for i in range(1, n + 1)):
        findings.add(CHECK, "ceremony-incomplete", (last.confirms or last.reveals)[-1])


def _check_rehearsals(last: Ceremony, keys: Keys, placement: Placement, n: int, findings: Findings) -> None:
    report_twice(last.rehearsals, lambda entry: entry["index"], "rehearsal-twice", findings)
    for rehearsal in last.rehearsals:
        if not rehearsal_holds(rehearsal, keys):
            findings.add(CHECK, "rehearsal-invalid", rehearsal)
    rehearsed = {entry["index"] for entry in last.rehearsals}
    if any(one.round is not None for one in placement.rounds) and len(rehearsed) < n:
        findings.add(CHECK, "rehearsal-missing", (last.rehearsals or [placement.meeting])[-1])


def rehearsal_holds(entry: Line, keys: Keys) -> bool:
    """§8.3 over the one pair (R, R)."""
    index = entry["index"]
    if entry["ctx"] != keys.ceremony or index > len(keys.X):
        return False
    try:
        D = [read_point(text) for text in entry["D"]]
        c, s = read_scalar_text(entry["c"]), read_scalar_text(entry["s"])
    except Malformed:
        return False
    ctx, K, X = (from_base64url(text, 32) for text in (keys.ceremony, keys.K, keys.X[index - 1]))
    point = ceremony.rehearsal_point(ctx)
    return tally.partial_holds(ctx, "rehearsal", index, K, X, [(point, point)], D, c, s)
