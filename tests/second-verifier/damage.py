"""Elections made up by sample.py, sound ones and damaged ones, each with the findings that both verifiers must report.

    python3 damage.py FOLDER

writes one record for each case and `expected.json`: name → sorted list of "check code". Damage is done before signing,
so that one change leaves everything else consistent: what a dishonest server with dishonest scrutineers would write.
"""
import copy
import json
import sys
from pathlib import Path

import canonical
import sample
import sodium
import writer
from canonical import to_base64url as b64

O = b64(bytes(32))  # noqa: E741
NOT_A_POINT = b64(bytes([1]) + bytes(31))
OTHER_HASH = b64(bytes([7]) * 32)


def at(*path):
    """A change of one member: at("roll", "expected")(value or function)."""

    def change(value):
        def apply(entry):
            place = entry
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = value(place[path[-1]]) if callable(value) else value

        return apply

    return change


class Changed(writer.Hooks):
    """Applies a change to the given entries of one type before they are signed."""

    def __init__(self, kind, change, *numbers):
        self.kind, self.change, self.numbers = kind, change, numbers or (1,)

    def before(self, kind, value, number):
        value = copy.deepcopy(value)
        if kind == self.kind and number in self.numbers:
            self.change(value)
        return value


class Signed(writer.Hooks):
    """Other authors for one entry."""

    def __init__(self, kind, authors):
        self.kind, self.signers = kind, authors

    def authors(self, kind, authors, number):
        return self.signers if kind == self.kind else authors


class Arranged(writer.Hooks):
    """Another order of leaves and checkpoints; checkpoints and attestations are made afterwards."""

    def __init__(self, change):
        self.arrange = change


class Noted(writer.Hooks):
    """Other signature lines under one checkpoint."""

    def __init__(self, number, change):
        self.number, self.change = number, change

    def note(self, lines, number):
        return self.change(lines) if number == self.number else lines


class Headed(writer.Hooks):
    """Another text under one checkpoint, signed by all."""

    def __init__(self, number, change):
        self.number, self.change = number, change

    def text(self, text, number):
        return self.change(text) if number == self.number else text


class Packaged(writer.Hooks):
    def __init__(self, change):
        self.change = change

    def package(self, package, i):
        if i == 1:
            self.change(package)
        return package


class Finished(writer.Hooks):
    def __init__(self, change):
        self.finish = change


def kind_of(item) -> str:
    return item["type"] if isinstance(item, dict) else item[0]


def find(items, kind: str, number: int = 1) -> int:
    return [i for i, item in enumerate(items) if kind_of(item) == kind][number - 1]


def without(kind: str, number: int = 1):
    def change(items):
        i = find(items, kind, number)
        return items[:i] + items[i + 1 :]

    return Arranged(change)


def moved(kind: str, before: str, number: int = 1):
    def change(items):
        i = find(items, kind)
        item, rest = items[i], items[:i] + items[i + 1 :]
        j = find(rest, before, number)
        return rest[:j] + [item] + rest[j:]

    return Arranged(change)


def inserted(line: bytes, before: str):
    return Arranged(lambda items: items[: find(items, before)] + [line] + items[find(items, before) :])


def twice(kind: str, number: int = 1):
    def change(items):
        i = find(items, kind, number)
        return items[: i + 1] + [items[i]] + items[i + 1 :]

    return Arranged(change)


def spoiled(line):
    name, identifier, signature = line
    return name, identifier, signature[:-1] + bytes([signature[-1] ^ 1])


ANOTHER_POINT = b64(sodium.base(5))
small, large = sample.small, sample.large
CASES = {
    "small": (small, writer.Hooks(), ""),
    "large": (large, writer.Hooks(), ""),
    "one scrutineer": (lambda hooks: small(hooks, n=1, t=1, witnesses=0), writer.Hooks(), ""),
    "two scrutineers": (lambda hooks: small(hooks, n=2, t=2), writer.Hooks(), ""),
    "five scrutineers, plenary": (lambda hooks: small(hooks, n=5, t=3, kind="plenary"), writer.Hooks(), ""),
    "a partial decryption less": (small, without("partial-decryption", 4), ""),
    "no line end": (small, Finished(lambda data: data[:-1]), "encoding line-end-missing"),
    "a strange line": (small, inserted(b'{"type":"news"}', "aggregate"), "encoding entry-type-unknown"),
    "another checkpoint member": (
        small,
        Finished(lambda data: data.replace(b'"type":"checkpoint"}', b'"type":"checkpoint","x":1}', 1)),
        "encoding checkpoint-malformed, casts group-not-sorted",
    ),
    "an election called an appraisal": (
        small,
        Changed("meeting", lambda entry: entry.update(kind="appraisal", group="党员")),
        "round contest-kind-differs",
    ),
    "keys reused": (
        small,
        Changed("meeting", lambda entry: entry["keys"].update(receipts=entry["keys"]["log"])),
        "log key-reused",
    ),
    "unsound key": (small, Changed("meeting", at("keys", "receipts")(NOT_A_POINT)), "log key-malformed"),
    "no cosignature at the close": (small, Noted(3, lambda lines: lines[:-1]), "log cosignature-missing"),
    "a false cosignature": (
        small,
        Noted(3, lambda lines: [*lines[:-1], spoiled(lines[-1])]),
        "log checkpoint-signature-invalid, log cosignature-missing",
    ),
    "the log does not sign": (small, Noted(1, lambda lines: [spoiled(lines[0])]), "log checkpoint-log-signature"),
    "another origin": (small, Headed(1, lambda text: "x" + text), "log checkpoint-origin"),
    "another root": (
        small,
        Headed(1, lambda text: "\n".join(text.split("\n")[:2]) + "\n" + "A" * 43 + "=\n"),
        "log checkpoint-root",
    ),
    "no checkpoint after a group": (small, without("checkpoint", 2), "log checkpoint-missing"),
    "two groups in one": (small, without("checkpoint"), "casts group-not-sorted"),
    "a package with another proof": (
        small,
        Packaged(at("proof", "e")(OTHER_HASH)),
        "key-ceremony package-invalid, round round-ceremony-differs",
    ),
    "another commitment": (
        small,
        Changed("key-commit", at("commitment")(OTHER_HASH)),
        "key-ceremony commitment-differs",
    ),
    "another confirmation": (small, Changed("key-confirm", at("K")(OTHER_HASH)), "key-ceremony confirmation-differs"),
    "a false rehearsal": (
        small,
        Changed("partial-decryption", at("D", 0)(ANOTHER_POINT)),
        "key-ceremony rehearsal-invalid",
    ),
    "no rehearsal": (small, without("partial-decryption"), "key-ceremony rehearsal-missing"),
    "tokens in another order": (
        small,
        Changed("tokens", lambda entry: entry["tokens"].reverse()),
        "tokens tokens-not-sorted",
    ),
    "a token that is no point": (
        small,
        Changed("tokens", lambda entry: entry["tokens"].insert(0, NOT_A_POINT)),
        "tokens token-malformed, round round-tokens-differ",
    ),
    "another circuit": (small, Changed("round", at("circuit")(OTHER_HASH)), "round circuit-differs"),
    "a revote without a tie": (
        small,
        Changed("round", at("contests", 0, "category")("revote")),
        "round contest-without-grounds, outcome outcome-differs",
    ),
    "not quorate": (small, Changed("open", at("present")(7)), "round not-quorate"),
    "a scrutineer does not sign the round": (small, Signed("round", [0, 1, 2]), "round author-missing"),
    "another ciphertext": (
        small,
        Changed("cast", at("ballot", "E", 0, 1)(ANOTHER_POINT)),
        "ballots proof-invalid, casts token-signature-invalid, result counts-differ",
    ),
    "a malformed ballot": (
        small,
        Changed("cast", at("ballot", "V")(NOT_A_POINT)),
        "ballots ballot-malformed, aggregate aggregate-differs, decryption partial-invalid, "
        "decryption partials-too-few, result counts-differ",
    ),
    "another token signature": (small, Changed("cast", at("s")(O)), "casts token-signature-invalid"),
    "a cast twice": (
        small,
        twice("cast"),
        "casts ballot-code-twice, casts token-used-twice, casts group-not-sorted, accounting close-count-differs, "
        "aggregate aggregate-differs, decryption partial-invalid, "
        "decryption partials-too-few, result counts-differ",
    ),
    "a late cast": (
        small,
        moved("cast", "aggregate"),
        "casts entry-out-of-order, accounting close-count-differs, aggregate aggregate-differs, "
        "decryption partial-invalid, decryption partials-too-few, result counts-differ, result counts-impossible",
    ),
    "a cheating kiosk": (
        small,
        Changed("challenge", lambda entry: entry.update(seed=OTHER_HASH, verdict="differs")),
        "casts challenge-differs",
    ),
    "a cheating kiosk, denied": (
        small,
        Changed("challenge", at("seed")(OTHER_HASH)),
        "casts challenge-differs, casts challenge-verdict-wrong",
    ),
    "close counts": (small, Changed("close", at("challenges")(2)), "accounting close-count-differs"),
    "too many exchanged": (
        small,
        Changed("close", at("handCounts", "exchanged")(3)),
        "accounting accounting-b, accounting accounting-c",
    ),
    "another aggregate": (
        small,
        Changed("aggregate", at("sums", 0, 0)(ANOTHER_POINT)),
        "aggregate aggregate-differs",
    ),
    "one false decryption": (
        small,
        Changed("partial-decryption", at("D", 0)(ANOTHER_POINT), 4),
        "decryption partial-invalid",
    ),
    "two false decryptions": (
        small,
        Changed("partial-decryption", at("D", 0)(ANOTHER_POINT), 4, 5),
        "decryption partial-invalid, decryption partials-too-few, result counts-differ",
    ),
    "another count": (
        small,
        Changed("result", at("counts", 0, 0)(5)),
        "result counts-differ, result counts-impossible, outcome outcome-differs, outcome outcome-impossible",
    ),
    "another outcome": (small, Changed("result", at("outcome", 0, "elected")(["李㛃"])), "outcome outcome-differs"),
    "another attestation": (
        small,
        Changed("attestation", at("accounting", 2)(13)),
        "attestations attestation-differs",
    ),
    "a paper proof of nothing": (small, Changed("paper-proof", at("c")(O)), "attestations paper-proof-invalid"),
    "the second result forgotten": (
        large,
        Changed("round", at("previousResult")(None), 4),
        "round previous-result-differs",
    ),
}


def main() -> None:
    folder, expected = Path(sys.argv[1]), {}
    for name, (make, hooks, findings) in CASES.items():
        (folder / f"{name}.jsonl").write_bytes(make(hooks).record())
        expected[name] = sorted(filter(None, findings.split(", ")))
    (folder / "expected.json").write_bytes(canonical.encode(expected))
    (folder / "keys.json").write_bytes(json.dumps(small().trusted_keys()).encode())


if __name__ == "__main__":
    main()
