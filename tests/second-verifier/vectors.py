"""All vectors of tests/vectors, computed again by this implementation: `python3 vectors.py`.

Prints one line for each file and exits 0 only if every valid value is reproduced and every invalid case refused.
"""
import hashlib
import json
import sys
from pathlib import Path

import age
import ballot as ballots
import canonical
import card
import ceremony
import check_log
import codes
import ed25519
import fork
import merkle
import note as notes
import opening
import entries
import outcome
import p256
import shape
import sodium
import tally
import verify
from canonical import Malformed, from_base64url, to_base64url
from circuit import assign, circuit_object, compile_circuit
from group import (
    challenge,
    expand_message_xmd,
    generator,
    read_scalar,
    scalar_bytes,
    token_sign,
    token_signature_holds,
)
from placement import Placement
from record import Findings, Record
from sodium import IDENTITY, Q

FOLDER = Path(__file__).resolve().parent.parent / "vectors"
G = sodium.base(1)


def b(text: str) -> bytes:
    return from_base64url(text)


def contest(value: dict) -> tuple:
    names = {
        "election": ("candidates", "seats", "writeIns"),
        "appraisal": ("subjects", "grades"),
        "recommendation": ("nominees", "limit"),
    }
    return (value["kind"], *(value[name] for name in names[value["kind"]]))


def words(text: str):
    """The contests of protocol/vectors.json are written in words."""
    numbers = [int(part) for part in text.replace("=", " ").split() if part.isdigit()]
    cards = 80 if numbers.pop() == 4 or " p=" not in text else 1001
    if text.startswith("appraisal"):
        return [("appraisal", *numbers)], cards
    if text.startswith("recommendation"):
        return [("recommendation", *numbers)], cards
    return [("election", *numbers[i : i + 3]) for i in range(0, len(numbers), 3)], cards


def protocol(v):
    h = bytes.fromhex
    for index, value in v["generators"].items():
        yield generator(int(index)) == h(value)
    items = (7, "清溪", bytes(range(32)), [G, sodium.base(2)], (G, scalar_bytes(5)))
    yield challenge("vector", *items) == read_scalar(h(v["challenge"][0]["value"]))
    t = v["token"]
    tau = card.secret(h(t["meeting"]), t["round"], h(t["seed"]))
    yield scalar_bytes(tau) == h(t["tau"]) and sodium.base(tau) == h(t["T"])
    yield card.text(h(t["seed"])) == t["cardText"] and card.code(h(t["T"])) == t["cardCode"]
    for c in v["circuits"]:
        made = compile_circuit(*words(c["contest"]))
        yield (made.m, len(made.forms), len(made.outputs)) == (c["variables"], c["forms"], c["outputs"])
        yield made.identifier == h(c["id"])
    example = compile_circuit(*words(v["circuitExample"]["contest"]))
    written = canonical.encode(circuit_object(example.m, example.forms, example.outputs))
    yield written == v["circuitExample"]["canonical"].encode()
    for c in v["ballots"]:
        ctx, K, T = h(c["ctx"]), h(c["K"]), h(c["T"])
        yield ballots.make(c["u"], h(c["seed"]), T, ctx, K, example) == c["ballot"]
        read = ballots.decode(c["ballot"], example)
        y = ballots.link_challenge(read, example, K)
        yield scalar_bytes(y) == h(c["y"])
        yield challenge("ballot-proof", scalar_bytes(y), read.L) == read_scalar(h(c["x"]))
        yield ballots.failing([ballots.BallotClaim(read, example, K)], K) == []
        yield ballots.hash_of(c["ballot"]) == h(c["h"]) and ballots.code_of(h(c["h"])) == c["code"]
    s, ctx = v["tokenSignature"], h(v["ballots"][0]["ctx"])
    R, answer = token_sign(s["action"], ctx, tau, h(s["payload"]), h(s["random"]))
    yield (R, scalar_bytes(answer)) == (h(s["R"]), h(s["s"]))
    p, K = v["partialDecryption"], h(v["ballots"][0]["K"])
    pairs = [(h(first), h(second)) for first, second in p["pairs"]]
    D, c, answer = tally.partial_make(ctx, p["stage"], p["index"], K, p["share"], pairs, p["nonce"])
    yield (D, scalar_bytes(c), scalar_bytes(answer)) == ([h(d) for d in p["D"]], h(p["c"]), h(p["s"]))
    yield tally.partial_holds(ctx, p["stage"], p["index"], K, h(p["X"]), pairs, D, c, answer)
    k = v["keyProof"]
    C = [sodium.base(a) for a in k["coefficients"]]
    e = ceremony.proof_challenge(h(k["meeting"]), k["i"], k["n"], k["t"], C, sodium.base(k["nonce"]))
    answer = (k["nonce"] + e * k["coefficients"][0]) % Q
    yield (scalar_bytes(e), scalar_bytes(answer)) == (h(k["e"]), h(k["s"]))
    yield ceremony.proof_holds(h(k["meeting"]), k["i"], k["n"], k["t"], C, e, answer)


def cards(v):
    for c in v["valid"]:
        seed = b(c["seed"])
        tau = card.secret(b(v["meeting"]), c["round"], seed)
        yield card.text(seed) == c["text"] and card.read(c["text"]) == seed
        yield "CP1" + card.symbols(seed) == c["qr"]
        yield (to_base64url(scalar_bytes(tau)), to_base64url(sodium.base(tau))) == (c["tau"], c["T"])
        yield card.code(sodium.base(tau)) == c["code"]
    for c in v["invalid"]:
        yield card.read(c["text"]) is None


def test_run_cards(v):
    for c in v["valid"]:
        seed = b(c["seed"])
        yield card.text(seed, True) == c["text"] and card.read(c["text"], True) == seed
        yield "CP1" + card.symbols(seed, True) == c["qr"] and card.read(c["text"]) is None
    for c in v["invalid"]:
        yield card.read(c["text"].removeprefix("CP1"), c["testRun"]) is None


def circuits(v):
    for c in v["valid"]:
        made = compile_circuit([contest(one) for one in c["contests"]], c["cards"])
        yield circuit_object(made.m, made.forms, made.outputs) == c["circuit"]
        yield to_base64url(made.identifier) == c["id"] and [list(x) for x in made.counters] == c["counters"]
        yield assign(made, c["bits"]) == c["u"]
    for c in v["invalid"]:
        yield assign(compile_circuit([contest(one) for one in c["contests"]], c["cards"]), c["bits"]) is None


def ballot_sets(v):
    for group in v["sets"]:
        made = compile_circuit([contest(one) for one in group["contests"]], group["cards"])
        ctx, K = b(group["ctx"]), b(group["K"])
        for c in group["valid"]:
            yield ballots.make(c["u"], b(c["seed"]), b(c["T"]), ctx, K, made) == c["ballot"]
            yield accepted(c["ballot"], made, ctx, K)
            h = ballots.hash_of(c["ballot"])
            yield (to_base64url(h), ballots.code_of(h)) == (c["h"], c["code"])
        for c in group["invalid"]:
            yield not accepted(c["ballot"], made, ctx, K)
        claims = [ballots.BallotClaim(ballots.decode(c["ballot"], made), made, K) for c in group["valid"]]
        yield ballots.failing(claims * 3, K) == []


def accepted(value, made, ctx: bytes, K: bytes) -> bool:
    try:
        entries.BALLOT(value)
        read = ballots.decode(value, made)
    except (Malformed, shape.Wrong):
        return False
    return read.ctx == ctx and ballots.failing([ballots.BallotClaim(read, made, K)], K) == []


def tokens(v):
    tau = read_scalar(b(v["tau"]))
    for c in v["valid"]:
        R, s = token_sign(c["action"], b(c["ctx"]), tau, b(c["payload"]), b(c["random"]))
        yield (to_base64url(R), to_base64url(scalar_bytes(s))) == (c["R"], c["s"])
        yield token_signature_holds(c["action"], b(c["ctx"]), b(c["T"]), b(c["payload"]), R, s)
    for c in v["invalid"]:
        s = read_scalar(b(c["s"]))
        yield not token_signature_holds(c["action"], b(c["ctx"]), b(c["T"]), b(c["payload"]), b(c["R"]), s)


def challenges(v):
    for c in v["valid"]:
        made = compile_circuit([contest(one) for one in c["contests"]], c["cards"])
        ctx, K, T, h = (b(c[name]) for name in ("ctx", "K", "T", "h"))
        answer = canonical.encode({"T": c["T"], "ctx": c["ctx"], "h": c["h"], "type": "challenged"})
        yield answer.decode() == c["answer"]
        yield ed25519.verify(b(c["receiptsKey"]), answer, b(c["signature"]))
        state, _, _, *rest, signature = opening.read_review(c["review"])
        pending = canonical.encode({"T": c["T"], "ctx": c["ctx"], "h": c["h"], "type": "pending"})
        yield state == "P" and rest == [T, h] and ed25519.verify(b(c["receiptsKey"]), pending, signature)
        *_, token, code, signature, seed, places = opening.read_opening(c["opening"])
        yield (token, code, signature) == (T, h, b(c["signature"])) and len(places) == len(c["contests"])
        sizes = [len(variables) for variables in made.counters]
        marks = [[int(i in on) for i in range(size)] for on, size in zip(places, sizes, strict=True)]
        yield rebuilt(made, marks, seed, T, ctx, K) == h
        for o in c["openings"]:
            yield (rebuilt(made, o["marks"], b(o["seed"]), T, ctx, K) == h) == (o["verdict"] == "matches")
    for c in v["invalid"]:
        yield raises(lambda c=c: opening.read_opening(c["opening"]))


def rebuilt(made, marks, seed: bytes, token: bytes, ctx: bytes, key: bytes) -> bytes | None:
    if [len(bits) for bits in marks] != [len(variables) for variables in made.counters]:
        return None
    u = assign(made, marks)
    return None if u is None else ballots.hash_of(ballots.make(u, seed, token, ctx, key, made))


def package_holds(package, meeting: bytes, index: int, n: int, t: int) -> bool:
    try:
        entries.PACKAGE(package)
        return ceremony.package_refusal(package, meeting, index, n, t) is None
    except shape.Wrong:
        return False


def key_ceremony(v):
    valid = v["valid"]
    meeting, n, t = b(valid["meeting"]), valid["n"], valid["t"]
    for index, package in enumerate(valid["packages"], 1):
        coefficients = [read_scalar(b(text)) for text in valid["coefficients"][index - 1]]
        C = [b(text) for text in package["commitments"]]
        yield [sodium.base(a) for a in coefficients] == C
        yield to_base64url(canonical.object_hash(package)) == valid["commitments"][index - 1]
        yield package_holds(package, meeting, index, n, t)
        for j, received in enumerate(valid["sharesTo"], 1):
            share = sum(a * j**m for m, a in enumerate(coefficients)) % Q
            yield scalar_bytes(share) == b(received[index - 1]) and sodium.base(share) == ceremony.public_share(C, j)
    everything = ceremony.ceremony_hash(valid["meeting"], valid["packages"])
    yield to_base64url(everything) == valid["ceremony"]
    yield ceremony.digits(everything) == " ".join(valid["digits"])
    K, X = ceremony.public_keys([[b(text) for text in p["commitments"]] for p in valid["packages"]], n)
    yield (to_base64url(K), [to_base64url(x) for x in X]) == (valid["K"], valid["X"])
    yield [sodium.base(read_scalar(b(share))) for share in valid["keyShares"]] == X
    yield to_base64url(ceremony.rehearsal_point(everything)) == valid["rehearsalPoint"]
    for c in v["invalid"]:
        yield not package_holds(c["package"], meeting, c["index"], n, t)


def partial(part, stage, ctx, K, pairs) -> bool:
    D, c, s = [b(d) for d in part["D"]], read_scalar(b(part["c"])), read_scalar(b(part["s"]))
    return tally.partial_holds(ctx, stage, part["index"], K, b(part["X"]), pairs, D, c, s)


def tallies(v):
    valid = v["valid"]
    made = compile_circuit([contest(one) for one in valid["contests"]], valid["cards"])
    ctx, K = b(valid["ctx"]), b(valid["K"])
    E = [[(b(first), b(second)) for first, second in one] for one in valid["ciphertexts"]]
    pairs = tally.add_ciphertexts(E, len(made.outputs))
    yield [[to_base64url(first), to_base64url(second)] for first, second in pairs] == valid["sums"]
    yield all(partial(part, valid["stage"], ctx, K, pairs) for part in valid["partials"])
    released = {part["index"]: [b(d) for d in part["D"]] for part in valid["partials"]}
    M = tally.decrypt([second for _, second in pairs], released)
    yield [to_base64url(point) for point in M] == valid["M"]
    values = tally.packed(made, valid["counts"])
    yield [sodium.base(value) for value in values] == M
    P, m = tally.fold(pairs, values, 4)
    paper = valid["paper"]
    yield [[to_base64url(first), to_base64url(second)] for first, second in P] == paper["P"]
    yield [to_base64url(scalar_bytes(value)) for value in m] == paper["m"]
    parts = [(p["index"], b(p["X"]), b(p["DBar"]), *(read_scalar(b(p[k])) for k in "cs")) for p in paper["parts"]]
    t = len(parts)
    yield tally.paper_holds(ctx, K, t, P, m, parts)
    for place, part in enumerate(parts):
        for member in range(5):
            changed = list(part)
            changed[member] = sodium.add(part[member], G) if member in (1, 2) else part[member] + 1
            yield not tally.paper_holds(ctx, K, t, P, m, [*parts[:place], tuple(changed), *parts[place + 1 :]])
    yield not tally.paper_holds(ctx, K, t, P, [m[0] + 1, *m[1:]], parts)
    yield not tally.paper_holds(ctx, K, t, [(IDENTITY, P[0][1]), *P[1:]], m, parts)
    yield not tally.paper_holds(ctx, K, t, P, m, parts[:-1])
    for c in v["invalid"]:
        yield not partial(c["partial"], c["stage"], ctx, K, pairs)


def verifier_key(text: str) -> tuple[str, bytes]:
    name, _, key = text.split("+", 2)
    return name, notes.from_base64(key)[1:]


def log(v):
    valid = v["valid"]
    leaves = [b(text) for text in valid["leaves"]]
    yield [to_base64url(merkle.root_of(leaves[: i + 1])) for i in range(len(leaves))] == valid["roots"]
    yield note_holds(valid, valid["note"])
    key = verifier_key(valid["log"])[1]
    for c in v["forks"]:
        # Other words than these three name a refusal, and refusals are the implementation's own.
        due = c["judged"] if c["judged"] in ("two-roots", "rewritten", "unproven") else None
        yield fork.judge(c["evidence"], key) == due
    for c in v["invalid"]:
        yield not note_holds(valid, c["note"])


def note_holds(valid, note: str) -> bool:
    try:
        text, lines = notes.split(note)
        origin, size, root = notes.read_checkpoint(text)
    except Malformed:
        return False
    name, key = verifier_key(valid["log"])
    if (origin, size, root) != (name, len(valid["leaves"]), b(valid["roots"][-1])):
        return False
    known = {(name, notes.log_key_id(name, key)): (notes.log_line_holds, key)}
    for cosigner in valid["cosigners"]:
        name, key = verifier_key(cosigner)
        known[name, notes.cosigner_key_id(name, key)] = (notes.cosignature_holds, key)
    found = [(line.name, line.identifier) for line in lines]
    return set(found) == set(known) and all(
        known[line.name, line.identifier][0](text, line, known[line.name, line.identifier][1]) for line in lines
    )


def signed_note(v):
    text, lines = notes.split(v["note"])
    name, key = verifier_key(v["verifierKey"])
    yield lines[0].name == name and lines[0].identifier == notes.log_key_id(name, key)
    yield notes.log_line_holds(text, lines[0], key) and not notes.log_line_holds(text + "x", lines[0], key)
    c = v["checkpoint"]
    yield notes.read_checkpoint(c["text"]) == (c["origin"], c["size"], bytes.fromhex(c["root"]))


def ed25519_cases(v):
    h = bytes.fromhex
    for case in v["valid"]:
        yield ed25519.verify(h(case["publicKey"]), h(case["message"]), h(case["signature"]))
    for case in v["edge"]:
        yield ed25519.verify(h(case["publicKey"]), h(case["message"]), h(case["signature"])) == case["valid"]


def canonical_json(v):
    for case in v["cases"]:
        value = json.loads(case["input"], parse_float=lambda text: int(float(text)))
        yield canonical.encode(value).decode() == case["canonical"]
        yield canonical.encode(canonical.decode(case["canonical"].encode())).decode() == case["canonical"]
    for text in [*v["refused"], *(text for _, text in v["depth"]["refused"])]:
        yield raises(lambda text=text: canonical.decode(text.encode()))
    for _, text in v["depth"]["accepted"]:
        yield canonical.encode(canonical.decode(text.encode())).decode() == text


def raises(action) -> bool:
    try:
        action()
    except Malformed:
        return True
    return False


def ristretto(v):
    h = bytes.fromhex
    for i, value in enumerate(v["multiples"]):
        yield sodium.base(i) == h(value)
    for value in v["invalid"]:
        yield not sodium.is_point(h(value))
    for case in v["derivations"]:
        yield sodium.from_uniform(h(case["uniform"])) == h(case["element"])


def xmd(v):
    for case in v["cases"]:
        expected = bytes.fromhex(case["uniform"])
        yield expand_message_xmd(case["message"].encode(), v["dst"].encode(), len(expected)) == expected


def merkle_tree(v):
    h = bytes.fromhex
    leaves = [merkle.leaf_hash(h(leaf)) for leaf in v["leaves"]]
    roots = [h(root) for root in v["roots"]]
    yield merkle.root_of([]) == h(v["empty"])
    yield [merkle.root_of(leaves[: i + 1]) for i in range(len(leaves))] == roots
    for case in v["inclusion"]:
        proof, size = [h(node) for node in case["proof"]], case["size"]
        yield merkle.inclusion_holds(leaves[case["index"]], case["index"], size, proof, roots[size - 1])
        yield not merkle.inclusion_holds(leaves[case["index"] - 1], case["index"], size, proof, roots[size - 1])
    for case in v["consistency"]:
        proof, first, second = [h(node) for node in case["proof"]], case["first"], case["second"]
        yield merkle.consistency_holds(first, second, proof, roots[first - 1], roots[second - 1])
        yield not merkle.consistency_holds(first, second, proof, roots[first - 1], roots[second - 2])


def item(value: dict):
    """As transcripts.json writes the items of a challenge."""
    ((kind, one),) = value.items()
    if kind in ("int", "text"):
        return one
    if kind == "list":
        return [item(part) for part in one]
    if kind == "pair":
        return tuple(item(part) for part in one)
    return b(one)


def transcripts(v):
    for c in v["valid"]:
        yield to_base64url(scalar_bytes(challenge(c["tag"], *map(item, c["items"])))) == c["value"]


def answers(v):
    key = b(v["receiptsKey"])
    for c in v["valid"]:
        for a in c["answers"]:
            due = canonical.encode({"T": c["T"], "ctx": v["ctx"], "h": c["h"], "type": a["type"]})
            yield due.decode() == a["bytes"] and ed25519.verify(key, due, b(a["signature"]))
            if a["code"] is not None:
                due = (a["type"][0].upper(), v["meetingId"], v["round"], b(c["T"]), b(c["h"]), b(a["signature"]))
                yield opening.read_review(a["code"]) == due
    for c in v["invalid"]:
        yield raises(lambda c=c: opening.read_review(c["code"]))
    for c in v["crossed"]:
        yield not ed25519.verify(key, c["bytes"].encode(), b(c["signature"]))


def share_refusal(text: str, ceremony_hash: str, sender: int, to: int, commitments) -> str | None:
    """§4, 3: what the addressee finds wrong with a share."""
    try:
        message = canonical.decode(text.encode())
        if sorted(message) != ["ceremony", "from", "share", "to"]:
            return "malformed"
        share = read_scalar(from_base64url(message["share"], 32))
    except Malformed:
        return "malformed"
    if message["ceremony"] != ceremony_hash:
        return "other-ceremony"
    if (message["from"], message["to"]) != (sender, to):
        return "addressee"
    return None if sodium.base(share) == ceremony.public_share(commitments, to) else "share-wrong"


def share_messages(v):
    C = [[b(text) for text in package["commitments"]] for package in v["packages"]]
    for c in v["valid"]:
        due = {"ceremony": v["ceremony"], "from": c["from"], "share": c["share"], "to": c["to"]}
        yield canonical.encode(due).decode() == c["bytes"]
        yield share_refusal(c["bytes"], v["ceremony"], c["from"], c["to"], C[c["from"] - 1]) is None
    for c in v["invalid"]:
        yield share_refusal(c["bytes"], v["ceremony"], v["from"], v["to"], C[v["from"] - 1]) == c["error"]


def detected(n: int) -> int | None:
    """§7.9: products of doubles."""
    for permille in range(1, 1001 if n else 0):
        missed, left = 1.0, n
        while left and missed > 0.05:
            missed, left = missed * ((1000 - permille) / 1000), left - 1
        if missed <= 0.05:
            return permille
    return None


def detection(v):
    for c in v["valid"]:
        yield detected(c["challenges"]) == c["permille"]


def problems(data: bytes) -> list[str]:
    findings = Findings()
    Record(data, findings)
    return [finding["code"] for finding in findings.all]


def record_entries(v):
    for c in v["valid"]:
        data = c["line"].encode()
        yield problems(data + b"\n") == []
        value = canonical.decode(data)
        hashes = (canonical.object_hash(value), merkle.leaf_hash(data))
        yield (value["type"], *map(to_base64url, hashes)) == (c["type"], c["hash"], c["leaf"])
        if c["signed"] is None:
            continue
        signed = canonical.encode({name: member for name, member in value.items() if name != "signatures"})
        yield to_base64url(canonical.sha256(signed)) == c["signed"]
        for due, own in zip(c["authors"], value["signatures"], strict=True):
            yield own["author"] == due["author"] and ed25519.verify(b(due["key"]), signed, b(own["signature"]))
    for c in v["invalid"]:
        yield problems(c["line"].encode() + b"\n") == [c["code"]]


def whole_record(v):
    lines = [line.encode() + b"\n" for line in v["lines"]]
    record = Record(b"".join(lines), Findings())
    hashes = [merkle.leaf_hash(lines[line.number - 1][:-1]) for line in record.leaves]
    yield [(line.number, to_base64url(leaf)) for line, leaf in zip(record.leaves, hashes, strict=True)] == [
        (c["line"], c["leaf"]) for c in v["leaves"]
    ]
    yield to_base64url(merkle.root_of(hashes)) == v["root"]
    noted = [line for line in record.lines if line.kind == "checkpoint"]
    for line, c in zip(noted, v["checkpoints"], strict=True):
        text, signed = notes.split(line["note"])
        origin, size, root = notes.read_checkpoint(text)
        yield (line.number, origin, size, to_base64url(root)) == (c["line"], c["origin"], c["size"], c["root"])
        yield [own.name for own in signed] == c["signed"] and root == merkle.root_of(hashes[:size])
    placement = Placement(record, Findings())
    found = [[to_base64url(entry.hash) for entry in run] for run in check_log.groups(record, placement.rounds[0])]
    yield found == v["groups"]
    for c in v["orders"]:
        report = verify.Verification(b"".join(lines[line - 1] for line in c["order"]), None, []).report(False)
        yield sorted({f"{one['check']} {one['code']}" for one in report["findings"]}) == c["found"]


def age_files(v):
    for c in v["valid"]["messages"]:
        content, file = b(c["content"]), b(c["file"])
        yield age.make_message(c["recipient"], content, b(c["random"])) == file
        yield age.open_message(c["identity"], file) == content
    for c in v["valid"]["keyFiles"]:
        content, file = b(c["content"]), b(c["file"])
        for typed in (c["passphrase"], *c["alike"]):
            yield age.make_key_file(typed, c["work"], content, b(c["random"])) == file
            yield age.open_key_file(typed, file) == content
    for c in v["invalid"]["messages"]:
        yield raises(lambda c=c: age.open_message(c["identity"], b(c["file"])))
    for c in v["invalid"]["keyFiles"]:
        yield raises(lambda c=c: age.open_key_file(c["passphrase"], b(c["file"])))
    for c in v["invalid"]["recipients"]:
        yield raises(lambda c=c: age.recipient_key(c["recipient"]))


def trusted_keys(v):
    meeting = Placement(Record(v["meeting"].encode() + b"\n", Findings()), Findings()).meeting
    for c in v["valid"]:
        trusted, findings = json.loads(c["text"]), Findings()
        entries.TRUSTED_KEYS(trusted)
        check_log.check_meeting(meeting, trusted, findings)
        yield sorted(found["code"] for found in findings.all) == c["found"]
    for c in v["invalid"]:
        yield trusted_refusal(c["text"]) == c["error"]


def trusted_refusal(text: str) -> str | None:
    try:
        entries.TRUSTED_KEYS(json.loads(text))
    except shape.Wrong:
        return "not-trusted-keys"
    except ValueError:
        return "not-json"
    return None


def attestation(v):
    for c in v["texts"]:
        texts = outcome.attested_texts(v["meeting"], {**v["round"], "contests": c["contests"]}, c["counts"])
        yield canonical.encode(texts).decode() == c["bytes"] and to_base64url(canonical.object_hash(texts)) == c["hash"]
    valid = v["valid"]
    stated = canonical.decode(valid["bytes"].encode())
    yield ed25519.verify(b(valid["key"]), valid["bytes"].encode(), b(valid["signature"]))
    yield (stated["texts"], stated["counts"]) == (v["texts"][0]["hash"], v["texts"][0]["counts"])
    integers = [outcome.as_integers(*one) for one in zip(v["round"]["contests"], valid["outcome"], strict=True)]
    yield integers == stated["outcome"]
    for c in v["invalid"]:
        yield not ed25519.verify(b(valid["key"]), c["bytes"].encode(), b(c["signature"]))


_TEXT32 = shape.octets(32)
_RELEASE = shape.members({"ctx": _TEXT32, "stage": shape.one_of("rehearsal", "tally"), "list": _TEXT32})
_NUMBER = shape.integer(0, (1 << 53) - 1)
_SHARE = shape.members(
    {
        "attempt": _NUMBER,
        "ceremony": _TEXT32,
        "K": _TEXT32,
        "X": shape.list_of(_TEXT32, 1),
        "threshold": shape.integer(1, 99),
        "x": _TEXT32,
    }
)
_PROGRESS = {
    "attempt": _NUMBER,
    "commitments": shape.nullable(shape.list_of(_TEXT32)),
    "confirmed": shape.nullable(_TEXT32),
    "sent": shape.nullable(_TEXT32),
}
_CEREMONY = shape.members({**_PROGRESS, "polynomial": shape.list_of(_TEXT32, 1), "package": entries.PACKAGE})
_COSIGNED = shape.members({"size": _NUMBER, "root": _TEXT32, "note": shape.string})
_NO_FORK = shape.one_of(None)
_MEMORY = {
    "cosigned": shape.nullable(_COSIGNED),
    "fork": _NO_FORK,
    "released": shape.list_of(_RELEASE),
}
_DEVICE = shape.members(
    {
        "version": shape.integer(1, 1),
        "meeting": shape.words(64),
        "index": shape.integer(1, 99),
        "name": shape.words(60),
        "signKey": _TEXT32,
        "cosignKey": _TEXT32,
        "ageIdentity": shape.matching("AGE-SECRET-KEY-1[0-9A-Z]{58}"),
        "ageRecipient": shape.matching("age1[0-9a-z]{58}"),
        "ceremony": shape.nullable(_CEREMONY),
        "share": shape.nullable(_SHARE),
        **_MEMORY,
    }
)


def _key_file(content: str):
    try:
        state = canonical.decode(content.encode())
        _DEVICE(state)
    except (Malformed, ValueError):
        return None
    return state


def devices(v):
    key = b(v["valid"]["signKey"])
    for c in v["valid"]["statements"]:
        yield ed25519.verify(key, c["bytes"].encode(), b(c["signature"]))
        yield canonical.encode(canonical.decode(c["bytes"].encode())) == c["bytes"].encode()
    for c in v["invalid"]["statements"]:
        yield not ed25519.verify(key, c["bytes"].encode(), b(c["signature"]))
    state = _key_file(v["valid"]["keyFile"]["content"])
    memory = {name: state[name] for name in _MEMORY}
    ceremony_now = state["ceremony"] and {name: state["ceremony"][name] for name in _PROGRESS}
    yield {**memory, "ceremony": ceremony_now} == v["valid"]["keyFile"]["memory"]
    for c in v["invalid"]["keyFiles"]:
        yield _key_file(c["content"]) is None
    sheet = v["valid"]["shareSheet"]
    yield codes.join("CPS1", sheet["texts"]) == b(sheet["file"])
    yield codes.join("CPS1", sheet["texts"][::-1]) == b(sheet["file"])
    for c in v["invalid"]["shareSheets"]:
        yield codes.join("CPS1", c["texts"]) is None


def sheet_signature(v):
    valid = v["valid"]
    attributes = b(valid["attributes"])
    digest = hashlib.sha256(valid["text"].encode()).digest()
    yield attributes.count(digest) == 1 and b(valid["certificate"]).count(b(valid["key"])) == 1
    yield hashlib.sha256(b(valid["certificate"])).digest() in attributes
    for signature in valid["signatures"]:
        yield p256.verify(b(valid["key"]), attributes, b(signature))
    for c in v["invalid"]["signatures"]:
        yield not p256.verify(b(valid["key"]), b(c["attributes"]), b(c["signature"]))
    for c in v["invalid"]["keys"]:
        yield p256.key_point(b(c["key"])) is None


_SHEET = shape.members(
    {
        "type": shape.one_of("result-sheet"),
        "version": shape.integer(1, 1),
        "round": shape.integer(-(1 << 53) + 1, (1 << 53) - 1),
        "checkAddress": shape.string,
    }
)


def _sheet_settings(text: str):
    try:
        settings = canonical.decode(text.encode())
        _SHEET(settings)
    except (Malformed, ValueError):
        return None
    return settings


def sheet_settings(v):
    for c in v["valid"]:
        settings = _sheet_settings(c["bytes"])
        yield settings is not None and settings["round"] == c["round"]
        yield settings is not None and settings["checkAddress"] == c["checkAddress"]
    for c in v["invalid"]:
        yield _sheet_settings(c["bytes"]) is None


FILES = {
    "protocol/vectors.json": protocol,
    "changpiao/cards.json": cards,
    "changpiao/test-run-cards.json": test_run_cards,
    "changpiao/circuits.json": circuits,
    "changpiao/ballots.json": ballot_sets,
    "changpiao/tokens.json": tokens,
    "changpiao/challenges.json": challenges,
    "changpiao/ceremony.json": key_ceremony,
    "changpiao/tally.json": tallies,
    "changpiao/log.json": log,
    "changpiao/transcripts.json": transcripts,
    "changpiao/answers.json": answers,
    "changpiao/share-messages.json": share_messages,
    "changpiao/detection.json": detection,
    "changpiao/entries.json": record_entries,
    "changpiao/record.json": whole_record,
    "changpiao/attestation.json": attestation,
    "changpiao/age-files.json": age_files,
    "changpiao/trusted-keys.json": trusted_keys,
    "changpiao/devices.json": devices,
    "changpiao/sheet-signature.json": sheet_signature,
    "changpiao/sheet-settings.json": sheet_settings,
    "c2sp/signed-note.json": signed_note,
    "rfc8032/ed25519.json": ed25519_cases,
    "rfc8785/canonical-json.json": canonical_json,
    "rfc9496/ristretto255.json": ristretto,
    "rfc9380/expand-message-xmd-sha512.json": xmd,
    "rfc9162/merkle-tree.json": merkle_tree,
}


def main() -> int:
    failed = 0
    for name, check in FILES.items():
        outcomes = list(check(json.loads((FOLDER / name).read_text("utf-8"))))
        wrong = outcomes.count(False)
        failed += wrong + (not outcomes)
        print(f"{name}: {len(outcomes) - wrong} hold, {wrong} fail")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
