"""Specification §3: C2SP signed notes, checkpoints, and the two kinds of signature lines."""
import re
from dataclasses import dataclass

import ed25519
from canonical import Malformed, from_base64, sha256


@dataclass(frozen=True)
class Line:
    name: str
    identifier: bytes
    signature: bytes


def split(note: str) -> tuple[str, list[Line]]:
    """The text and its signature lines; the last empty line separates them."""
    text, separator, rest = note.rpartition("\n\n")
    if not separator or not rest.endswith("\n"):
        raise Malformed("not a signed note")
    lines = []
    for line in rest[:-1].split("\n"):
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or not is_name(parts[1]):
            raise Malformed("not a signature line")
        blob = from_base64(parts[2])
        if len(blob) < 5:
            raise Malformed("signature too short")
        lines.append(Line(parts[1], blob[:4], blob[4:]))
    return text + "\n", lines


_BLANK_OR_PLUS = re.compile("[+\t-\r \xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]")


def is_name(name: str) -> bool:
    return name != "" and not _BLANK_OR_PLUS.search(name)


def read_checkpoint(text: str) -> tuple[str, int, bytes]:
    """Origin, tree size, root; extension lines are refused."""
    parts = text.split("\n")
    if len(parts) != 4 or parts[3] != "" or parts[0] == "" or not re.fullmatch(r"0|[1-9][0-9]*", parts[1], re.ASCII):
        raise Malformed("not a checkpoint of three lines")
    if int(parts[1]) >= 2**53:
        raise Malformed("not a tree size")
    root = from_base64(parts[2])
    if len(root) != 32:
        raise Malformed("root of another length")
    return parts[0], int(parts[1]), root


def log_key_id(name: str, key: bytes) -> bytes:
    return sha256(name.encode() + b"\n\x01" + key)[:4]


def cosigner_key_id(name: str, key: bytes) -> bytes:
    return sha256(name.encode() + b"\n\x04" + key)[:4]


def log_line_holds(text: str, line: Line, key: bytes) -> bool:
    return len(line.signature) == 64 and ed25519.verify(key, text.encode(), line.signature)


def cosignature_holds(text: str, line: Line, key: bytes) -> bool:
    """cosignature/v1: the time in seconds, 1 to 2^53 − 1, and Ed25519 over it and the text."""
    if len(line.signature) != 72:
        return False
    time = int.from_bytes(line.signature[:8], "big")
    message = f"cosignature/v1\ntime {time}\n{text}".encode()
    return 0 < time < 2**53 and ed25519.verify(key, message, line.signature[8:])
