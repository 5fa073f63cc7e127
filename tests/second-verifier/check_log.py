"""Check 2, log (specification §3.2, §3.4, §3.5, §10): keys, checkpoints; and the signatures of all entries."""
import canonical
import ed25519
import note as notes
from canonical import Malformed, from_base64url
from placement import Placement, check_of
from record import Findings, Line, Record

CHECK = "log"
_SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200" + "04")
_P256 = 2**256 - 2**224 + 2**192 + 2**96 - 1
_P256_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B


def is_sheet_key(text: str) -> bool:
    """The DER SubjectPublicKeyInfo of an uncompressed point of P-256, 91 bytes."""
    try:
        data = from_base64url(text)
    except Malformed:
        return False
    x, y = int.from_bytes(data[27:59], "big"), int.from_bytes(data[59:], "big")
    on_curve = (y * y - (x * x * x - 3 * x + _P256_B)) % _P256 == 0
    return len(data) == 91 and data.startswith(_SPKI) and x < _P256 and y < _P256 and on_curve


# --- authors (§3.2)


def authors_of(entry: Line, n: int) -> tuple[list[int], list[int]]:
    """Those who must sign and those who may; the server is 0. `attestation` and what t must sign are counted besides."""
    everybody = list(range(n + 1))
    kind = entry.kind
    if kind in ("meeting", "aggregate", "result", "paper"):
        return [0], [0]
    if kind == "key-reveal":
        return [entry["package"]["index"]], [entry["package"]["index"]]
    if kind in ("key-commit", "key-confirm", "key-abort", "partial-decryption", "paper-proof"):
        return [entry["index"]], [entry["index"]]
    if kind == "attestation":
        return [], everybody[1:]
    if kind in ("tokens", "round"):
        return everybody, everybody
    return [0], everybody


def author_number(author: str) -> int:
    return 0 if author == "server" else int(author.removeprefix("scrutineer-"))


def check_signatures(entry: Line, meeting: Line, findings: Findings) -> None:
    keys = [meeting["keys"]["entries"], *(scrutineer["signKey"] for scrutineer in meeting["scrutineers"])]
    n, t = len(keys) - 1, meeting["threshold"]
    must, may = authors_of(entry, n)
    signed = [author_number(signature["author"]) for signature in entry["signatures"]]
    check = check_of(entry)
    scrutineers = {author for author in signed if 1 <= author <= n}
    too_few = entry.kind in ("open", "close", "paper-round", "paper-count", "motion", "decision") and len(scrutineers) < t
    if any(author not in signed for author in must) or too_few or (entry.kind == "attestation" and not scrutineers):
        findings.add(check, "author-missing", entry)
    if any(a not in may or a > n for a in signed) or (entry.kind == "attestation" and len(signed) > 1):
        findings.add(check, "author-wrong", entry)
    if any(first >= second for first, second in zip(signed, signed[1:])):
        findings.add(check, "signature-order", entry)
    message = canonical.encode({name: value for name, value in entry.value.items() if name != "signatures"})
    for signature, author in zip(entry["signatures"], signed, strict=True):
        if author <= n and not ed25519.verify(
            from_base64url(keys[author], 32), message, from_base64url(signature["signature"], 64)
        ):
            findings.add(check, "signature-invalid", entry)
            break


# --- the meeting's keys


def check_meeting(meeting: Line, trusted: dict | None, findings: Findings) -> None:
    keys, origin = meeting["keys"], meeting["logOrigin"]
    scrutineers, witnesses = meeting["scrutineers"], meeting["witnesses"]
    ed25519_keys = [keys["entries"], keys["log"], keys["receipts"]]
    ed25519_keys += [scrutineer[name] for scrutineer in scrutineers for name in ("signKey", "cosignKey")]
    ed25519_keys += [witness["key"] for witness in witnesses]
    names = [origin, *(f"{origin}/scrutineer-{i}" for i in range(1, len(scrutineers) + 1))]
    names += [witness["name"] for witness in witnesses]
    if len(set(ed25519_keys)) < len(ed25519_keys) or len(set(names)) < len(names):
        findings.add(CHECK, "key-reused", meeting)
    if not all(ed25519.is_key(from_base64url(key, 32)) for key in ed25519_keys) or not is_sheet_key(keys["sheet"]):
        findings.add(CHECK, "key-malformed", meeting)
    if trusted is None:
        return
    for code, ours, theirs in (
        ("trusted-meeting-differs", meeting["id"], trusted["meeting"]),
        ("trusted-log-differs", origin, trusted["logOrigin"]),
        ("trusted-server-keys-differ", keys, trusted["keys"]),
        ("trusted-scrutineers-differ", scrutineers, trusted["scrutineers"]),
        ("trusted-witnesses-differ", witnesses, trusted["witnesses"]),
    ):
        if ours != theirs:
            findings.add(CHECK, code, meeting)


# --- checkpoints (§3.5)


class Parties:
    """Who may sign the head of the log, by name and id."""

    def __init__(self, meeting: Line):
        self.origin = meeting["logOrigin"]
        log_key = from_base64url(meeting["keys"]["log"], 32)
        self.log = (self.origin, notes.log_key_id(self.origin, log_key))
        self.log_key = log_key
        self.cosigners = {}
        declared = [
            (f"{self.origin}/scrutineer-{i}", scrutineer["cosignKey"])
            for i, scrutineer in enumerate(meeting["scrutineers"], 1)
        ]
        declared += [(witness["name"], witness["key"]) for witness in meeting["witnesses"]]
        for name, text in declared:
            key = from_base64url(text, 32)
            self.cosigners[name, notes.cosigner_key_id(name, key)] = key


def check_checkpoint(line: Line, size: int, root: bytes, parties: Parties, findings: Findings) -> set:
    """Reports what is wrong; the answer is who cosigned validly."""
    try:
        text, signatures = notes.split(line["note"])
        origin, stated_size, stated_root = notes.read_checkpoint(text)
    except Malformed:
        findings.add(CHECK, "checkpoint-unreadable", line)
        return set()
    if origin != parties.origin:
        findings.add(CHECK, "checkpoint-origin", line)
    if stated_size != size:
        findings.add(CHECK, "checkpoint-size", line)
    if stated_root != root:
        findings.add(CHECK, "checkpoint-root", line)
    of_log = [one for one in signatures if (one.name, one.identifier) == parties.log]
    if not of_log or not all(notes.log_line_holds(text, one, parties.log_key) for one in of_log):
        findings.add(CHECK, "checkpoint-log-signature", line)
    seen, spoilt = set(), set()
    for one in signatures:
        party = (one.name, one.identifier)
        key = parties.cosigners.get(party)
        if key is None and party != parties.log:
            findings.add(CHECK, "checkpoint-signature-unknown", line)
        elif party in seen:
            findings.add(CHECK, "checkpoint-signature-twice", line)
        # One wrong line of a known key spoils that key (§3).
        if key is not None and party not in spoilt and not notes.cosignature_holds(text, one, key):
            findings.add(CHECK, "checkpoint-signature-invalid", line)
            spoilt.add(party)
        seen.add(party)
    return (seen & parties.cosigners.keys()) - spoilt


def check_log(record: Record, placement: Placement, trusted: dict | None, findings: Findings) -> None:
    meeting = placement.meeting
    check_meeting(meeting, trusted, findings)
    for entry in record.entries:
        if "signatures" in entry.value:
            check_signatures(entry, meeting, findings)
    parties, cosigned = Parties(meeting), {}
    size = 0
    for line in record.lines:
        if line.kind == "checkpoint":
            cosigned[line.number] = check_checkpoint(line, size, record.tree.root(size), parties, findings)
        elif line.kind != "checkpoint-unreadable":
            size += 1
    for one in placement.rounds:
        for entry in (one.close, one.result, one.paper_count):
            if entry is not None and not checkpoints_after(record, entry):
                findings.add(CHECK, "checkpoint-missing", entry)
        for group in groups(record, one):
            if not followed(record, group[-1]):
                findings.add(CHECK, "checkpoint-missing", group[-1])
        if one.close is not None and one.paper is None:
            closing = checkpoints_after(record, one.close)
            if closing and set(parties.cosigners) - cosigned[closing[-1].number]:
                findings.add(CHECK, "cosignature-missing", closing[-1])
    if not checkpoints_after(record, record.leaves[-1]):
        findings.add(CHECK, "checkpoint-missing", record.leaves[-1])


def checkpoints_after(record: Record, entry: Line) -> list[Line]:
    """The checkpoint lines between an entry and the next leaf."""
    found = []
    for line in record.lines[entry.number :]:
        if line.kind == "checkpoint":
            found.append(line)
        elif line.kind != "checkpoint-unreadable":
            break
    return found


def followed(record: Record, entry: Line) -> bool:
    """The next line that can be read is a checkpoint."""
    for line in record.lines[entry.number :]:
        if line.kind not in ("unreadable", "checkpoint-unreadable"):
            return line.kind == "checkpoint"
    return False


def groups(record: Record, one) -> list[list[Line]]:
    """§3.4: runs of casts, challenges and voids of one round, which only unreadable lines interrupt."""
    runs: list[list[Line]] = []
    running = False
    for line in record.lines:
        if line.place is one and line.kind in ("cast", "challenge", "void"):
            if not running:
                runs.append([])
            runs[-1].append(line)
            running = True
        elif line.kind not in ("unreadable", "checkpoint-unreadable"):
            running = False
    return runs
