"""Specification §3.3: one pass that gives every readable entry its place in a ceremony or a round."""
from dataclasses import dataclass, field

from canonical import to_base64url
from record import Findings, Line, Record

RANK = {
    "tokens": 1,
    "round": 2,
    "open": 3,
    "cast": 4,
    "challenge": 4,
    "void": 4,
    "close": 5,
    "aggregate": 6,
    "partial-decryption": 7,
    "result": 8,
    "attestation": 9,
    "paper-proof": 9,
}
REPEATED = (4, 7, 9)
REQUIRED = {
    1: ("tokens", "tokens-missing"),
    2: ("round", "round-missing"),
    3: ("round", "open-missing"),
    5: ("accounting", "close-missing"),
    6: ("aggregate", "aggregate-missing"),
    8: ("result", "result-missing"),
}
_CHECK_OF = {
    "meeting": "log",
    "tokens": "tokens",
    "round": "round",
    "open": "round",
    "paper": "round",
    "paper-round": "round",
    "paper-count": "result",
    "motion": "round",
    "decision": "round",
    "cast": "casts",
    "challenge": "casts",
    "void": "casts",
    "close": "accounting",
    "aggregate": "aggregate",
    "result": "result",
    "attestation": "attestations",
    "paper-proof": "attestations",
}


def check_of(entry: Line) -> str:
    """The check that judges an entry's signatures and place (§10)."""
    if entry.kind == "partial-decryption":
        return "key-ceremony" if entry["stage"] == "rehearsal" else "decryption"
    return _CHECK_OF.get(entry.kind, "key-ceremony")


@dataclass
class Ceremony:
    commits: list[Line] = field(default_factory=list)
    reveals: list[Line] = field(default_factory=list)
    confirms: list[Line] = field(default_factory=list)
    rehearsals: list[Line] = field(default_factory=list)
    abort: Line | None = None


@dataclass
class Round:
    number: int
    rank: int = 0
    paper: Line | None = None
    paper_round: Line | None = None
    paper_count: Line | None = None
    tokens: Line | None = None
    round: Line | None = None
    open: Line | None = None
    events: list[Line] = field(default_factory=list)
    close: Line | None = None
    aggregate: Line | None = None
    partials: list[Line] = field(default_factory=list)
    result: Line | None = None
    confirmations: list[Line] = field(default_factory=list)

    @property
    def over(self) -> bool:
        return self.paper is not None or self.paper_count is not None or self.rank >= 8

    @property
    def fixed(self) -> Line | None:
        """The signed entry that says what the round is about."""
        return self.paper_round or self.round

    @property
    def counted(self) -> Line | None:
        """What the next round builds on."""
        return self.paper_count or self.result

    def of_kind(self, *kinds: str) -> list[Line]:
        return [entry for entry in self.events if entry.kind in kinds]

    def add(self, entry: Line) -> None:
        lists = {4: self.events, 7: self.partials, 9: self.confirmations}
        if self.rank in lists:
            lists[self.rank].append(entry)
        else:
            setattr(self, entry.kind, entry)


class Placement:
    def __init__(self, record: Record, findings: Findings):
        self.findings = findings
        self.ceremonies: list[Ceremony] = []
        self.rounds: list[Round] = []
        self.assembly: list[Line] = []
        self.paper_without_round = False
        first = record.leaves[0] if record.leaves else None
        self.meeting = first if first is not None and first.kind == "meeting" else None
        self.n = len(self.meeting["scrutineers"]) if self.meeting else 0
        # An unreadable first leaf is reported by check 1; a file without any readable entry has no place for it.
        if not record.entries or (self.meeting is None and first.value is not None):
            findings.add("log", "meeting-missing", first if record.entries else None)
        for entry in record.entries:
            if entry is not self.meeting and not self._place(entry):
                findings.add(check_of(entry), "entry-out-of-order", entry)
        last = self.rounds[-1] if self.rounds else None
        if self.rounds and all(one.paper_round is not None for one in self.rounds):
            self.paper_without_round = True
        on_paper = last.paper is not None if last else self.paper_without_round
        if last is not None and last.paper_round is not None:
            if last.paper_count is None:
                findings.add("result", "result-missing", record.leaves[-1])
        elif not on_paper:
            self._report_missing(last.rank if last else 0, 10, record.leaves[-1] if record.leaves else None)

    def _report_missing(self, above: int, below: int, entry: Line | None) -> None:
        for rank, (check, code) in REQUIRED.items():
            if above < rank < below:
                self.findings.add(check, code, entry)

    def _place(self, entry: Line) -> bool:
        if entry.kind == "meeting":
            return False
        if entry.kind.startswith("key-"):
            return self._place_key(entry)
        if entry.kind == "paper":
            return self._place_paper(entry)
        if entry.kind == "paper-round":
            return self._place_paper_round(entry)
        if entry.kind == "paper-count":
            return self._place_paper_count(entry)
        if entry.kind in ("motion", "decision"):
            return self._place_assembly(entry)
        if entry.kind == "partial-decryption" and entry["stage"] == "rehearsal":
            return self._place_rehearsal(entry)
        return self._place_in_round(entry, RANK[entry.kind])

    def _place_key(self, entry: Line) -> bool:
        if self.rounds:
            return False
        ceremony = self.ceremonies[-1] if self.ceremonies else None
        if ceremony is None or ceremony.abort is not None:
            if entry.kind != "key-commit":
                return False
            ceremony = Ceremony()
            self.ceremonies.append(ceremony)
        if entry.kind == "key-abort":
            ceremony.abort = entry
            ceremony.rehearsals.clear()
        elif entry.kind == "key-commit":
            if ceremony.reveals or ceremony.confirms:
                return False
            ceremony.commits.append(entry)
        elif entry.kind == "key-reveal":
            if ceremony.confirms:
                return False
            ceremony.reveals.append(entry)
        else:
            ceremony.confirms.append(entry)
        return True

    def _place_rehearsal(self, entry: Line) -> bool:
        ceremony = self.ceremonies[-1] if self.ceremonies else None
        if ceremony is None or ceremony.abort is not None or len(ceremony.confirms) < self.n:
            return False
        if len(self.rounds) > 1 or any(
            one.rank > 1 or one.paper is not None or one.paper_round is not None for one in self.rounds
        ):
            return False
        ceremony.rehearsals.append(entry)
        return True

    def _place_paper_round(self, entry: Line) -> bool:
        if self.meeting is None or (self.rounds and not self.rounds[-1].over):
            return False
        self.rounds.append(Round(len(self.rounds) + 1, paper_round=entry))
        entry.place = self.rounds[-1]
        return True

    def _place_paper_count(self, entry: Line) -> bool:
        current = self.rounds[-1] if self.rounds else None
        if current is None or current.fixed is None or current.paper_count is not None:
            return False
        if current.paper_round is None and current.paper is None:
            return False
        current.paper_count = entry
        entry.place = current
        return True

    def _place_assembly(self, entry: Line) -> bool:
        current = self.rounds[-1] if self.rounds else None
        ruled = any(one.fixed is not None for one in self.rounds)
        if current is None or not ruled or not (current.over or current.rank <= 2):
            return False
        self.assembly.append(entry)
        return True

    def _place_paper(self, entry: Line) -> bool:
        current = self.rounds[-1] if self.rounds else None
        ended = current is None or current.over
        if not ended and current.paper_round is not None:
            return False
        of_round = not ended and current.round is not None
        due = current.round.hash if of_round else self.meeting.hash if self.meeting else None
        if due is None or entry["ctx"] != to_base64url(due):
            self.findings.add("round", "ctx-differs", entry)
        elif current is None:
            self.paper_without_round = True
        elif not ended and current.rank >= RANK["aggregate"]:
            self.findings.add("round", "paper-after-aggregate", entry)
        elif not ended:
            current.paper = entry
        return True

    def _place_in_round(self, entry: Line, rank: int) -> bool:
        current = self.rounds[-1] if self.rounds else None
        if entry.kind == "tokens":
            if current is not None and not current.over:
                return False
            current = None
        if current is None:
            current = Round(len(self.rounds) + 1)
            self.rounds.append(current)
        elif current.paper is not None or current.paper_round is not None or rank < current.rank or (rank == current.rank and rank not in REPEATED):
            return False
        self._report_missing(current.rank, rank, entry)
        current.rank = rank
        current.add(entry)
        entry.place = current
        return True
