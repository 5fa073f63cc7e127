"""A second verifier of election records, written from the two SPECIFICATION.md alone.

    python3 verify.py RECORD... [--keys trusted-keys.json] [--acceptances acceptances.json] [--json]

It shares no line with the project's own verifier: another language, another curve library. Checks 1 to 13 of
specification §10; a result sheet (check 14) is not read. With --json one line for each file. Exit status 0 only if all
records hold, 1 if one does not, 2 if a file cannot be read.
"""
import argparse
import json
import sys

import entries
from canonical import from_base64url
from check_casts import check_events
from check_ceremony import check_ceremony
from check_log import check_log
from check_paper import check_paper_count
from check_round import check_rounds, check_tokens, compile_round
from check_tally import (
    check_accounting,
    check_aggregate,
    check_attestations,
    check_decryption,
    check_outcome,
    check_paper_proofs,
    check_result,
    counts_fit,
)
from placement import Placement, Round
from record import Findings, Record
from sodium import IDENTITY, is_point
from tally import add_ciphertexts

CHECKS = (
    "encoding",
    "log",
    "key-ceremony",
    "tokens",
    "round",
    "ballots",
    "casts",
    "accounting",
    "aggregate",
    "decryption",
    "result",
    "outcome",
    "attestations",
)


class Verification:
    """One record: what was found, and which checks could not be carried out."""

    def __init__(self, data: bytes, trusted: dict | None, accepted: list):
        self.findings = Findings()
        self.impossible: set[str] = set()
        self.record = Record(data, self.findings)
        self.placement = Placement(self.record, self.findings)
        self.accepted = accepted
        self.circuits: dict = {}
        if self.placement.meeting is None:
            self._cannot(*CHECKS[1:])
        else:
            self._check(trusted)

    def _cannot(self, *checks: str) -> None:
        self.impossible.update(checks)

    def _check(self, trusted: dict | None) -> None:
        placement, findings, record = self.placement, self.findings, self.record
        check_log(record, placement, trusted, findings)
        keys = check_ceremony(placement, findings)
        # A meeting that went to paper before any round needs nothing for checks 3 to 13.
        paper_first = placement.paper_without_round
        if keys is None and not paper_first:
            self._cannot("key-ceremony")
        if not placement.rounds and not paper_first:
            self._cannot(*CHECKS[3:])
        self.circuits = {one.number: compile_round(one) for one in placement.rounds if one.round is not None}
        check_tokens(placement, findings)
        check_rounds(placement, keys, self.circuits, findings)
        for one in placement.rounds:
            if one.round is not None:
                self._check_round(one)
            elif one.paper is None and one.paper_round is None:
                self._cannot(*CHECKS[5:])
            if one.paper_count is not None and not check_paper_count(one, placement.meeting, findings):
                self._cannot("outcome")

    def _check_round(self, one: Round) -> None:
        """Checks 6 to 13 of one round, each with what it needs (§10)."""
        findings, circuit = self.findings, self.circuits[one.number]
        key = from_base64url(one.round["K"], 32)
        needs_nothing = one.paper is not None
        sums = points = chosen = None
        if circuit is None or not sound([key]):
            circuit = None
            self._cannot("ballots", "casts")
        events = check_events(self.record, one, circuit, key, findings, self.accepted)
        if circuit is not None:
            sums = add_ciphertexts([ballot.E for ballot in events.cast], len(circuit.outputs))
        cannot = set()
        if one.open is not None and one.close is not None:
            check_accounting(one, findings)
        else:
            cannot.add("accounting")
        if sums is not None and one.aggregate is not None:
            check_aggregate(one, sums, findings)
        else:
            cannot.add("aggregate")
        # Counts have a right shape only in a round whose K and X_i are all sound (§10).
        if not sound(from_base64url(text, 32) for text in one.round["X"]):
            circuit = None
        if circuit is not None:
            chosen, points = check_decryption(one, sums, key, findings)
        if points is None:
            cannot.add("decryption")
        fits = circuit is not None and counts_fit(one, circuit)
        if one.result is not None:
            check_result(one, circuit, points, findings)
        if not fits:
            cannot.add("result")
        if fits and one.open is not None and one.close is not None:
            check_outcome(one, findings)
        else:
            cannot.add("outcome")
        if one.result is not None:
            check_attestations(self.record, one, self.placement, findings)
            check_paper_proofs(one, circuit, sums, chosen, key, findings)
        else:
            cannot.add("attestations")
        if not needs_nothing:
            self._cannot(*cannot)

    def report(self, trusted: bool) -> dict:
        found = sorted(self.findings.all, key=lambda finding: (finding["line"] or 0, CHECKS.index(finding["check"])))
        checks = [{"name": name, **self._verdict(name)} for name in CHECKS]
        results = [
            {"round": one.number, "counts": one.result["counts"], "outcome": one.result["outcome"]}
            for one in self.placement.rounds
            if one.result is not None and self.circuits.get(one.number) and counts_fit(one, self.circuits[one.number])
        ]
        return {
            "ok": all(check["ok"] for check in checks),
            "trustedKeys": trusted,
            "testRun": self.placement.meeting is not None and "testRun" in self.placement.meeting.value,
            "checks": checks,
            "findings": found,
            "result": results[-1] if results else None,
        }

    def _verdict(self, name: str) -> dict:
        found = len(self.findings.of(name))
        if found:
            return {"ok": False, "detail": {"zh": f"发现 {found} 处问题", "en": f"{found} finding{'' if found == 1 else 's'}"}}
        if name in self.impossible:
            return {"ok": False, "detail": {"zh": "无法进行", "en": "could not be carried out"}}
        return {"ok": True, "detail": {"zh": "通过", "en": "holds"}}


def sound(points) -> bool:
    return all(point != IDENTITY and is_point(point) for point in points)


def read_trusted(path: str) -> dict:
    """§3.1: need not be canonical; unknown members are refused."""
    with open(path, "rb") as file:
        value = json.load(file)
    entries.TRUSTED_KEYS(value)
    return value


def show(path: str, report: dict) -> None:
    print(f"{path}: {'全部通过 · all checks hold' if report['ok'] else '不通过 · does not hold'}")
    if report["testRun"]:
        print("  演练的档案，不是选举结果 · the record of a test run, no result of an election")
    if not report["trustedKeys"]:
        print("  公钥取自档案本身 · the keys were taken from the record itself")
    for number, check in enumerate(report["checks"], 1):
        print(f"  {number:2} {check['name']}: {check['detail']['zh']} · {check['detail']['en']}")
    for finding in report["findings"]:
        print(f"     {finding['check']} {finding['code']} entry {finding['entry']} line {finding['line']}")


def main(arguments=None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--keys")
    parser.add_argument("--acceptances")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    try:
        trusted = read_trusted(options.keys) if options.keys else None
        accepted = json.load(open(options.acceptances, "rb")) if options.acceptances else []
    except (OSError, ValueError, RecursionError) as error:
        print(f"密钥文件无法读取 · the keys cannot be read: {error!r}", file=sys.stderr)
        return 2
    status = 0
    for path in options.files:
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            print(f"找不到文件 · there is no such file: {error}", file=sys.stderr)
            status = 2
            continue
        report = Verification(data, trusted, accepted).report(trusted is not None)
        if options.json:
            print(json.dumps({"file": path, **report}, ensure_ascii=False))
        else:
            show(path, report)
        status = max(status, 0 if report["ok"] else 1)
    return status


if __name__ == "__main__":
    sys.exit(main())
