"""Specification §3.1: the lines of `record.jsonl`, and check 1."""
from dataclasses import dataclass

import canonical
import entries
import shape
from canonical import Malformed
from merkle import Tree, leaf_hash

ENCODING = "encoding"


@dataclass
class Line:
    """An entry, a checkpoint, or a line that cannot be read."""

    number: int
    index: int | None
    kind: str
    value: dict | None
    hash: bytes | None = None
    place: object = None

    def __getitem__(self, member):
        return self.value[member]


class Findings:
    """Everything found; never stops at the first."""

    def __init__(self):
        self.all: list[dict] = []

    def add(self, check: str, code: str, line: "Line | None", index: int | None = None) -> None:
        number = line.number if line else None
        index = line.index if line and index is None else index
        self.all.append({"check": check, "code": code, "entry": index, "line": number})

    def of(self, check: str) -> list[dict]:
        return [finding for finding in self.all if finding["check"] == check]


class Record:
    """Lines in order; `leaves` are those with an index, readable or not."""

    def __init__(self, data: bytes, findings: Findings):
        self.lines: list[Line] = []
        self.tree = Tree()
        if data == b"":
            findings.all.append({"check": ENCODING, "code": "file-empty", "entry": 0, "line": 1})
            return
        parts = data.split(b"\n")
        ended = parts[-1] == b""
        for number, part in enumerate(parts[:-1] if ended else parts, 1):
            line, code = self._read(number, part)
            self.lines.append(line)
            # Check 1 gives a line that is no leaf the index of the leaf to come.
            place = self.tree.size if line.kind.startswith("checkpoint") else line.index
            if code:
                findings.add(ENCODING, code, line, place)
            if number == len(parts) and not ended:
                findings.add(ENCODING, "line-end-missing", line, place)

    @property
    def leaves(self) -> list[Line]:
        return [line for line in self.lines if not line.kind.startswith("checkpoint")]

    @property
    def entries(self) -> list[Line]:
        return [line for line in self.lines if line.value is not None and line.kind != "checkpoint"]

    def _read(self, number: int, data: bytes) -> tuple[Line, str | None]:
        kind, value, code = _classify(data)
        if kind.startswith("checkpoint"):
            return Line(number, max(0, self.tree.size - 1), kind, value), code
        self.tree.append(leaf_hash(data))
        return Line(number, self.tree.size - 1, kind, value, canonical.sha256(data)), code


def _classify(data: bytes) -> tuple[str, dict | None, str | None]:
    """Kind, object and finding; `unreadable` is still a leaf, `checkpoint-unreadable` is not (§3.1)."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "unreadable", None, "utf8-malformed"
    noted = data.startswith(b'{"note":')
    try:
        value = canonical.decode(data)
    except Malformed:
        value = None
        if not noted:
            return "unreadable", None, "line-not-canonical"
    if noted:
        fits = _fits(entries.CHECKPOINT, value)
        return ("checkpoint", value, None) if fits else ("checkpoint-unreadable", None, "checkpoint-malformed")
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in entries.LINES:
        return "unreadable", None, "entry-type-unknown"
    return (kind, value, None) if _fits(entries.LINES[kind], value) else ("unreadable", None, "entry-malformed")


def _fits(check, value) -> bool:
    try:
        check(value)
    except shape.Wrong:
        return False
    return True
