"""Checks 6 and 7 of one record with made-up hashes of its ballots, as two ballots with one code would have them.

    python3 code_prefix.py RECORD HASHES

HASHES is JSON, entry index → hash. Two ballots whose hashes agree in 80 bits cannot be made, so the check is given the
hashes alone. Prints the findings as JSON.
"""
import json
import sys
from pathlib import Path

import ballot
from canonical import from_base64url
from check_casts import check_events
from check_round import compile_round
from placement import Placement
from record import Findings, Record


def main() -> None:
    record = Record(Path(sys.argv[1]).read_bytes(), Findings())
    (one,) = Placement(record, Findings()).rounds
    given = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    hashes = {
        id(entry["ballot"]): from_base64url(given[str(entry.index)], 32) for entry in one.events if entry.kind != "void"
    }
    ballot.hash_of = lambda value: hashes[id(value)]
    findings = Findings()
    check_events(record, one, compile_round(one), from_base64url(one.round["K"], 32), findings)
    print(json.dumps(findings.all))


if __name__ == "__main__":
    main()
