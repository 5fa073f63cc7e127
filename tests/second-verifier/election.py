"""A whole election made up from a seed, with every key at hand: so that a record can be changed anywhere and signed again.

The verifier does not use this module; its tests do. Hooks see every entry before it is signed (`before`) and after
(`after`), every list of leaves (`arrange`) and every note (`note`), so that one change leaves all the rest consistent.
"""
import ctypes
import hashlib
import random

import ballot as ballots
import canonical
import ceremony
import merkle
import note as notes
import sodium
import tally
from canonical import to_base64url as b64
from check_round import contest_numbers
from circuit import assign, compile_circuit, packing
from group import challenge, scalar_bytes, token_sign
from outcome import as_integers, attested_texts, outcome_of
from sodium import IDENTITY, Q

RULES = {
    "abroadRequiresSelfFunded": True,
    "exclusionCategories": ["E1", "E2", "E3", "E4", "E5", "E6"],
    "exclusionPublicityDays": 0,
    "furtherElectionPool": "losers-by-rank",
    "furtherElectionThreshold": "half",
    "majorityBase": "expected",
    "mobileBox": False,
    "motionBase": "expected",
    "motionMode": "hands",
    "preVoteBase": "same",
    "publicityDayKind": "natural",
    "publicityDays": 3,
    "quorumEqualAccepted": True,
    "recoveredLimit": "both",
    "reductionBase": "present",
    "reductionEqualAccepted": True,
    "resultListOrder": "strokes",
    "revoteThreshold": "none",
    "revoteTiedAgain": "ask-superior",
    "ruleSet": "2020",
    "scrutineerCount": 3,
    "secretBooth": True,
    "secretaryMode": "indirect",
    "secretarySurplus": "equal",
    "shortfall": "ask",
    "singleGivenName": "blank-first",
    "structureRules": "warn",
    "tellerSource": "designated",
    "writeInRequiresDisapproval": True,
}
_SHEET_POINT = (
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)
SHEET = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200" + "04" + _SHEET_POINT)


class SigningKey:
    def __init__(self, seed: bytes):
        public, self.secret = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
        sodium._lib.crypto_sign_ed25519_seed_keypair(public, self.secret, seed)
        self.public = public.raw

    def sign(self, message: bytes) -> bytes:
        out = ctypes.create_string_buffer(64)
        sodium._lib.crypto_sign_ed25519_detached(out, None, message, ctypes.c_ulonglong(len(message)), self.secret)
        return out.raw


def persons(*names: str) -> list[dict]:
    return [{"name": name, "remark": ""} for name in names]


def election_contest(post="委员", names=("王建国", "李㛃"), listed=("陈䶮", "杨志强"), seats=1, category="committee") -> dict:
    return {
        "kind": "election",
        "category": category,
        "post": post,
        "title": {"zh": "选举" + post, "en": "Election"},
        "seats": seats,
        "candidates": persons(*names),
        "writeIns": persons(*listed),
    }


APPRAISAL = {
    "kind": "appraisal",
    "title": {"zh": "民主测评", "en": "Appraisal"},
    "subjects": persons("林海燕", "田大利"),
    "grades": [{"zh": "优秀", "en": "Excellent"}, {"zh": "称职", "en": "Competent"}, {"zh": "不称职", "en": "Not competent"}],
}
RECOMMENDATION = {
    "kind": "recommendation",
    "title": {"zh": "民主推荐", "en": "Recommendation"},
    "nominees": persons("甲", "乙", "丙"),
    "limit": 2,
}


class Hooks:
    """What a test may change; everything stays as it is unless overridden."""

    def before(self, kind: str, value: dict, number: int) -> dict | None:
        return value

    def authors(self, kind: str, authors: list, number: int) -> list:
        return authors

    def after(self, kind: str, value: dict, number: int) -> dict:
        return value

    def arrange(self, items: list) -> list:
        return items

    def note(self, lines: list, number: int) -> list:
        return lines

    def text(self, text: str, number: int) -> str:
        return text

    def finish(self, data: bytes) -> bytes:
        return data

    def package(self, package: dict, i: int) -> dict:
        return package

    def sums(self, sums: list) -> list:
        return sums


class Election:
    def __init__(self, hooks=None, seed="seed", n=3, t=2, witnesses=1, kind="assembly"):
        self.hooks = hooks or Hooks()
        self.random = random.Random(seed)
        self.n, self.t, self.kind = n, t, kind
        self.items: list = []
        self.numbers: dict[str, int] = {}
        key = lambda: SigningKey(self.random.randbytes(32))  # noqa: E731
        self.entries_key, self.log_key, self.receipts_key = key(), key(), key()
        self.sign_keys, self.cosign_keys = [key() for _ in range(n)], [key() for _ in range(n)]
        self.witness_keys = [key() for _ in range(witnesses)]
        self.origin = "changpiao.example/record"
        self.rounds = 0
        self.previous_result: str | None = None
        self.time = 1800000000

    # --- entries

    def scalar(self) -> int:
        return self.random.randrange(1, Q)

    def number(self, kind: str) -> int:
        self.numbers[kind] = self.numbers.get(kind, 0) + 1
        return self.numbers[kind]

    def made(self, kind: str, value: dict, authors=()) -> dict:
        """The finished entry; authors are 0 for the server, i for a scrutineer."""
        number = self.number(kind)
        value = self.hooks.before(kind, {**value, "type": kind}, number)
        if authors:
            message, signatures = canonical.encode(value), []
            for author in self.hooks.authors(kind, list(authors), number):
                key = self.entries_key if author == 0 else self.sign_keys[author - 1]
                name = "server" if author == 0 else f"scrutineer-{author}"
                signatures.append({"author": name, "signature": b64(key.sign(message))})
            value = {**value, "signatures": signatures}
        return self.hooks.after(kind, value, number)

    def put(self, kind: str, value: dict, authors=()) -> dict:
        entry = self.made(kind, value, authors)
        self.items.append(entry)
        return entry

    def checkpoint(self, cosigned=False) -> None:
        self.items.append(("checkpoint", cosigned))

    def everybody(self) -> list[int]:
        return list(range(self.n + 1))

    def meeting(self, **changes) -> None:
        entry = self.put(
            "meeting",
            {
                "version": 1,
                "id": "example-1",
                "kind": self.kind,
                "title": "党员大会",
                "organization": "清溪村党支部",
                "superior": "镇党委",
                "date": "2026-11-28",
                "place": "",
                "chair": "主持人",
                "tellers": ["计票人"],
                "threshold": self.t,
                "scrutineers": [
                    {"name": f"监票人{i}", "signKey": b64(sign.public), "cosignKey": b64(cosign.public)}
                    for i, (sign, cosign) in enumerate(zip(self.sign_keys, self.cosign_keys, strict=True), 1)
                ],
                "keys": {
                    "entries": b64(self.entries_key.public),
                    "log": b64(self.log_key.public),
                    "receipts": b64(self.receipts_key.public),
                    "sheet": b64(SHEET),
                },
                "logOrigin": self.origin,
                "witnesses": [
                    {"name": f"witness.example/{i}", "key": b64(key.public)}
                    for i, key in enumerate(self.witness_keys, 1)
                ],
                "derivedFrom": None,
                **changes,
            },
            [0],
        )
        self.meeting_entry = entry
        self.meeting_hash = canonical.object_hash(entry)

    def trusted_keys(self) -> dict:
        names = ("logOrigin", "keys", "scrutineers", "witnesses")
        return {
            "version": 1,
            "meeting": self.meeting_entry["id"],
            **{name: self.meeting_entry[name] for name in names},
        }

    def packages(self) -> list[dict]:
        self.coefficients = [[self.scalar() for _ in range(self.t)] for _ in range(self.n)]
        out = []
        for i, coefficients in enumerate(self.coefficients, 1):
            C = [sodium.base(a) for a in coefficients]
            k = self.scalar()
            e = ceremony.proof_challenge(self.meeting_hash, i, self.n, self.t, C, sodium.base(k))
            package = {
                "meeting": b64(self.meeting_hash),
                "index": i,
                "name": f"监票人{i}",
                "n": self.n,
                "t": self.t,
                "signKey": b64(self.sign_keys[i - 1].public),
                "recipient": "age1" + "".join(self.random.choice("023456789acdefghjklmnpqrstuvwxyz") for _ in range(58)),
                "commitments": [b64(point) for point in C],
                "proof": {"e": b64(scalar_bytes(e)), "s": b64(scalar_bytes((k + e * coefficients[0]) % Q))},
            }
            out.append(self.hooks.package(package, i))
        return out

    def key_ceremony(self, rehearse=True, abort_after: str | None = None) -> None:
        packages = self.packages()
        for i, package in enumerate(packages, 1):
            self.put("key-commit", {"index": i, "commitment": b64(canonical.object_hash(package))}, [i])
        if abort_after == "key-commit":
            self.put("key-abort", {"index": 1, "reason": "重新开始"}, [1])
            return
        for i, package in enumerate(packages, 1):
            self.put("key-reveal", {"package": package}, [i])
        self.ceremony_hash = ceremony.ceremony_hash(b64(self.meeting_hash), packages)
        commitments = [[canonical.from_base64url(C) for C in package["commitments"]] for package in packages]
        self.K, self.X = ceremony.public_keys(commitments, self.n)
        self.shares = [
            sum(a * pow(j, m, Q) for one in self.coefficients for m, a in enumerate(one)) % Q for j in range(1, self.n + 1)
        ]
        for i in range(1, self.n + 1):
            value = {"index": i, "ceremony": b64(self.ceremony_hash), "K": b64(self.K), "X": [b64(x) for x in self.X]}
            self.put("key-confirm", value, [i])
        if rehearse:
            self.rehearsals()
        if abort_after == "rehearsal":
            self.put("key-abort", {"index": 1, "reason": "重新开始"}, [1])

    def rehearsals(self) -> None:
        point = ceremony.rehearsal_point(self.ceremony_hash)
        for i in range(1, self.n + 1):
            self.partial(self.ceremony_hash, "rehearsal", i, [(point, point)])

    def partial(self, ctx: bytes, stage: str, i: int, pairs) -> dict:
        D, c, s = tally.partial_make(ctx, stage, i, self.K, self.shares[i - 1], pairs, self.scalar())
        value = {"ctx": b64(ctx), "stage": stage, "index": i, "D": [b64(d) for d in D]}
        value |= {"c": b64(scalar_bytes(c)), "s": b64(scalar_bytes(s))}
        return self.put("partial-decryption", value, [i])

    # --- a round

    def tokens(self, cards: int) -> None:
        self.rounds += 1
        seeds = [self.random.randbytes(16) for _ in range(cards)]
        self.taus = [challenge("token", self.meeting_hash, self.rounds, seed) for seed in seeds]
        listed = sorted(sodium.base(tau) for tau in self.taus)
        value = {"round": self.rounds, "tokens": [b64(token) for token in listed]}
        self.tokens_entry = self.put("tokens", value, self.everybody())

    def round(self, contests, cards: int, expected: int, rules=None, minimum=5) -> None:
        self.contests = contests
        self.circuit = compile_circuit([contest_numbers(contest) for contest in contests], cards)
        entry = self.put(
            "round",
            {
                "version": 1,
                "meeting": b64(self.meeting_hash),
                "round": self.rounds,
                "previousResult": self.previous_result,
                "ceremony": b64(self.ceremony_hash),
                "K": b64(self.K),
                "n": self.n,
                "threshold": self.t,
                "X": [b64(x) for x in self.X],
                "tokens": b64(canonical.object_hash(self.tokens_entry)),
                "cards": cards,
                "contests": contests,
                "circuit": b64(self.circuit.identifier),
                "roll": {
                    "members": expected + 3,
                    "probationary": 1,
                    "withoutRight": 1,
                    "excluded": 1,
                    "expected": expected,
                },
                "rules": {**RULES, **(rules or {})},
                "minimumBallots": minimum,
                "logOrigin": self.origin,
                "witnesses": self.meeting_entry["witnesses"],
            },
            self.everybody(),
        )
        self.round_entry, self.ctx = entry, canonical.object_hash(entry)

    def open(self, expected: int, present: int, in_box: int, audited=0) -> None:
        value = {"ctx": b64(self.ctx), "expected": expected, "present": present}
        value |= {"cardsInBox": in_box, "cardsAudited": audited}
        self.open_entry = self.put("open", value, [0, *range(1, self.t + 1)])

    def ballot(self, tau: int, marks, action: str, verdict="matches") -> dict:
        seed, T = self.random.randbytes(32), sodium.base(tau)
        value = ballots.make(assign(self.circuit, marks), seed, T, self.ctx, self.K, self.circuit)
        R, s = token_sign(action, self.ctx, tau, ballots.hash_of(value), self.random.randbytes(32))
        entry = {"ballot": value, "R": b64(R), "s": b64(scalar_bytes(s))}
        if action == "challenge":
            entry |= {"marks": marks, "seed": b64(seed), "verdict": verdict}
        return self.made(action, entry)

    def void(self, tau: int, action: str) -> dict:
        R, s = token_sign(action, self.ctx, tau, bytes(32), self.random.randbytes(32))
        value = {"ctx": b64(self.ctx), "T": b64(sodium.base(tau)), "action": action}
        return self.made("void", {**value, "R": b64(R), "s": b64(scalar_bytes(s))})

    def group(self, entries) -> None:
        self.items += sorted(entries, key=canonical.object_hash)
        self.checkpoint()

    def voting(self, votes, challenged, voids) -> None:
        """All events in one group, voids in a last group of their own."""
        taus = iter(self.taus)
        self.cast_entries = [self.ballot(next(taus), marks, "cast") for marks in votes]
        opened = [self.ballot(next(taus), marks, "challenge") for marks in challenged]
        self.group(self.cast_entries + opened)
        self.group([self.void(next(taus), "void-" + action) for action in voids])
        self.votes, self.challenged, self.voided = votes, challenged, voids

    def close(self, expected: int, present: int, hand: dict) -> None:
        value = {
            "ctx": b64(self.ctx),
            "expected": expected,
            "present": present,
            "handCounts": hand,
            "casts": len(self.votes),
            "challenges": len(self.challenged),
            "voids": {name: self.voided.count(name) for name in ("returned", "damaged", "unissued")},
        }
        self.close_entry = self.put("close", value, [0, *range(1, self.t + 1)])
        self.checkpoint(cosigned=True)

    def aggregate(self) -> None:
        sums = []
        for j in range(len(self.circuit.outputs)):
            first = second = IDENTITY
            for entry in self.cast_entries:
                a, b = entry["ballot"]["E"][j]
                first = sodium.add(first, canonical.from_base64url(a))
                second = sodium.add(second, canonical.from_base64url(b))
            sums.append((first, second))
        self.sums = self.hooks.sums(sums)
        value = {"ctx": b64(self.ctx), "casts": len(self.cast_entries), "sums": [[b64(a), b64(b)] for a, b in self.sums]}
        self.put("aggregate", value, [0])

    def result(self) -> None:
        counts = [
            [sum(column) for column in zip(*(vote[place] for vote in self.votes), strict=True)]
            for place in range(len(self.contests))
        ]
        rules = self.round_entry["rules"]
        outcome = [outcome_of(c, n, self.close_entry, rules)[0] for c, n in zip(self.contests, counts, strict=True)]
        self.result_entry = self.put("result", {"ctx": b64(self.ctx), "counts": counts, "outcome": outcome}, [0])
        self.previous_result = b64(canonical.object_hash(self.result_entry))
        self.checkpoint()

    def attestations(self) -> None:
        """Written when the place of the result is known."""
        for i in range(1, self.n + 1):
            self.items.append(("attestation", i, self._statement(), self.result_entry))
        values = tally.packed(self.circuit, self.result_entry["counts"])
        for i in range(1, self.n + 1):
            p, share, nonce = packing(self.round_entry["cards"]), self.shares[i - 1], self.scalar()
            c, s = tally.paper_part_make(self.ctx, self.K, self.sums, values, p, i, share, nonce)
            self.put("paper-proof", {"ctx": b64(self.ctx), "index": i, "c": b64(scalar_bytes(c)), "s": b64(scalar_bytes(s))}, [i])

    def _statement(self) -> dict:
        close, opening = self.close_entry, self.open_entry
        hand, voids = close["handCounts"], close["voids"]
        numbers = [close["expected"], close["present"], self.round_entry["cards"]]
        numbers += [hand[name] for name in ("received", "exchanged", "unreadable", "returnedBeforeOpening")]
        numbers += [close["casts"], close["challenges"]]
        numbers += [voids[name] for name in ("returned", "damaged", "unissued")]
        numbers += [opening["cardsInBox"], opening["cardsAudited"]]
        outcome = [as_integers(c, o) for c, o in zip(self.contests, self.result_entry["outcome"])]
        counts = self.result_entry["counts"]
        texts = attested_texts(self.meeting_entry, self.round_entry, counts)
        return {
            "ctx": b64(self.ctx),
            "texts": b64(canonical.object_hash(texts)),
            "accounting": numbers,
            "counts": counts,
            "outcome": outcome,
        }

    def whole_round(
        self, contests, votes, challenged=(), voids=(), hand=None, cards=12, expected=9, present=8, rules=None, until="", between=None
    ) -> None:
        """`until` names the entry after which nothing more is written; `between` writes between tokens and round."""
        hand = hand or {"received": 8, "exchanged": 2, "unreadable": 0, "returnedBeforeOpening": 1}
        steps = (
            ("tokens", lambda: self.tokens(cards)),
            ("between", between or (lambda: None)),
            ("round", lambda: self.round(contests, cards, expected, rules, 3 if self.kind == "plenary" else 5)),
            ("open", lambda: self.open(expected, present, cards - 1, 1)),
            ("voting", lambda: self.voting(votes, list(challenged), list(voids))),
            ("close", lambda: self.close(expected, present, hand)),
            ("aggregate", self.aggregate),
            ("partials", lambda: [self.partial(self.ctx, "tally", i, self.sums) for i in range(1, self.n + 1)]),
            ("result", self.result),
            ("attestations", self.attestations),
        )
        for name, step in steps:
            step()
            if name == until:
                return

    def paper(self, ctx: bytes) -> None:
        self.put("paper", {"ctx": b64(ctx), "reason": "改用纸质选票"}, [0])

    # --- the file

    def record(self) -> bytes:
        if not (isinstance(self.items[-1], tuple) and self.items[-1][0] == "checkpoint"):
            self.checkpoint(cosigned=True)
        tree, out = merkle.Tree(), []
        places: dict[int, int] = {}
        for item in self.hooks.arrange(list(self.items)):
            if isinstance(item, bytes):
                line = item
            elif isinstance(item, tuple) and item[0] == "checkpoint":
                out.append(canonical.encode({"note": self._note(tree, item[1]), "type": "checkpoint"}))
                continue
            else:
                if isinstance(item, tuple):
                    _, i, statement, result = item
                    size = places.get(id(result), tree.size - 1) + 1
                    value = {**statement, "size": size, "root": b64(tree.root(size))}
                    item = self.made("attestation", value, [i])
                line = canonical.encode(item)
                places[id(item)] = tree.size
            tree.append(merkle.leaf_hash(line))
            out.append(line)
        return self.hooks.finish(b"".join(line + b"\n" for line in out))

    def _note(self, tree: merkle.Tree, cosigned: bool) -> str:
        number = self.number("checkpoint")
        root = tree.root(tree.size)
        text = self.hooks.text(f"{self.origin}\n{tree.size}\n{base64_of(root)}\n", number)
        lines = [(self.origin, notes.log_key_id(self.origin, self.log_key.public), self.log_key.sign(text.encode()))]
        if cosigned:
            names = [f"{self.origin}/scrutineer-{i}" for i in range(1, self.n + 1)]
            names += [f"witness.example/{i}" for i in range(1, len(self.witness_keys) + 1)]
            for name, key in zip(names, self.cosign_keys + self.witness_keys, strict=True):
                lines.append((name, notes.cosigner_key_id(name, key.public), self.cosign(key, text)))
        lines = self.hooks.note(lines, number)
        return text + "\n" + "".join(f"— {name} {base64_of(i + s)}\n" for name, i, s in lines)

    def cosign(self, key: SigningKey, text: str) -> bytes:
        self.time += 1
        return self.time.to_bytes(8, "big") + key.sign(f"cosignature/v1\ntime {self.time}\n{text}".encode())


def base64_of(data: bytes) -> str:
    import base64

    return base64.b64encode(data).decode()


VOTES = [
    [[1, 0, 0, 0, 0, 0]],
    [[1, 0, 0, 1, 0, 0]],
    [[0, 1, 0, 1, 1, 0]],
    [[0, 1, 1, 0, 0, 0]],
    [[1, 0, 0, 0, 0, 0]],
    [[1, 0, 0, 1, 0, 0]],
]
VOIDS = ["returned", "damaged", "unissued", "unissued"]


def small(hooks=None, **options) -> Election:
    """One round with every type of entry but `paper` and `key-abort`."""
    made = Election(hooks, **options)
    made.meeting()
    made.key_ceremony()
    made.whole_round([election_contest()], VOTES, [VOTES[2]], VOIDS)
    return made


def large(hooks=None, **options) -> Election:
    """Two aborted ceremonies; a tie, its revote with the other kinds of contest, a round on paper, a round after it."""
    made = Election(hooks, **options)
    made.meeting()
    made.key_ceremony(abort_after="key-commit")
    made.key_ceremony(abort_after="rehearsal")
    made.key_ceremony(rehearse=False)
    # Three candidates for two seats, four votes each: a tie for both seats.
    one, two, three = [[1, 0, 1, 0, 0, 1]], [[1, 0, 0, 1, 1, 0]], [[0, 1, 1, 0, 1, 0]]
    tied = [one, two, three] * 2
    rules = {"majorityBase": "present", "revoteThreshold": "none"}
    hand = {"received": 6, "exchanged": 0, "unreadable": 0, "returnedBeforeOpening": 0}
    first = election_contest(names=("甲", "乙", "丙"), listed=(), seats=2)
    made.whole_round([first], tied, [], ["unissued"] * 2, hand, 8, 6, 6, rules, between=made.rehearsals)
    contests = [{**first, "category": "revote"}, APPRAISAL, RECOMMENDATION]
    votes = [[[1, 0, 0, 1, 1, 0], [1, 0, 0, 0, 1, 0], [1, 1, 0]]] * 4
    votes += [[[0, 1, 1, 0, 0, 0], [0, 0, 0, 0, 0, 1], [0, 0, 0]]] * 2
    made.whole_round(contests, votes, [votes[0]], VOIDS, rules=rules)
    made.whole_round([election_contest("书记")], VOTES, [], ["returned"], until="voting")
    made.paper(made.ctx)
    made.checkpoint()
    made.whole_round([election_contest("书记", seats=2)], VOTES, [VOTES[2]], VOIDS)
    return made
