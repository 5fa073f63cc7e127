"""Specification §3 (two trees) and §3.7: evidence that a log showed two histories."""
import merkle
import note as notes
from canonical import Malformed, from_base64url

MEMBERS = {"type", "version", "logOrigin", "logKey", "cosigned", "shown", "path"}


def prefix_roots(first: int, second: int, path: list[bytes]) -> tuple[bytes, bytes] | None:
    """RFC 9162 §2.1.4.2 without its comparisons: the roots of the first leaves and of all."""
    if not 0 < first < second or not path:
        return None
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            fr, sr = merkle.node_hash(c, fr), merkle.node_hash(c, sr)
            while not fn & 1 and fn != 0:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = merkle.node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return (fr, sr) if sn == 0 else None


def judge(evidence: dict, key: bytes) -> str | None:
    """`two-roots`, `rewritten`, `unproven`, or None for no evidence; `key` is the log's, as the reader trusts it."""
    if set(evidence) != MEMBERS or (evidence["type"], evidence["version"]) != ("fork-evidence", 1):
        return None
    try:
        heads = [_head(evidence[name], evidence["logOrigin"], key) for name in ("cosigned", "shown")]
        path = [from_base64url(text, 32) for text in evidence["path"]]
        if from_base64url(evidence["logKey"], 32) != key:
            return None
    except Malformed:
        return None
    (small, small_root), (large, large_root) = sorted(heads)
    if small == large:
        return "two-roots" if small_root != large_root and not path else None
    if not path:
        return "unproven"
    roots = prefix_roots(small, large, path)
    return "rewritten" if roots and roots[1] == large_root and roots[0] != small_root else None


def _head(note: str, origin: str, key: bytes) -> tuple[int, bytes]:
    text, lines = notes.split(note)
    stated, size, root = notes.read_checkpoint(text)
    of_log = [line for line in lines if (line.name, line.identifier) == (origin, notes.log_key_id(origin, key))]
    if stated != origin or not of_log or not all(notes.log_line_holds(text, line, key) for line in of_log):
        raise Malformed("not a head of this log")
    return size, root
