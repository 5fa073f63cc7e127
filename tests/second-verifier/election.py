"""A whole election made up from a seed. The verifier does not use this module; its tests do."""
import ballot as ballots
import canonical
import ceremony
import sodium
import tally
from canonical import to_base64url as b64
from check_round import contest_numbers
from circuit import assign, compile_circuit, packing
from group import challenge, scalar_bytes, token_sign
from outcome import as_integers, attested_texts, outcome_of
from sodium import IDENTITY, Q
from writer import Writer

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
# A record may be older than these (specification §3.6).
LATER_RULES = {
    "appraisalDenominator": "valid-forms",
    "appraisalMinimumAttendance": 0,
    "appraisalQuota": 0,
    "appraisalScale": "per-meeting",
    "appraisalScoreBands": "integer",
    "appraisalWeights": [],
    "paper": {
        "alteration": "scrutineer-decides",
        "blankBallot": "valid-all-abstain",
        "chosenCount": "raw",
        "identifyingMark": "ignore",
        "partialIllegible": "void-row",
        "writeInExcess": "void-write-ins",
        "writeInIneligible": "void-entry",
        "writeInLayout": "under-candidate",
        "writeInListedCandidate": "void-entry",
        "writeInRequiresDisapproval": True,
        "writeInWithoutCircle": "void-entry",
    },
    "publicityCountsPostingDay": False,
    "recommendCombine": "weighted",
    "recommendWeights": [{"group": "党员", "weight": 6}, {"group": "村民代表", "weight": 4}],
}
_SHEET_POINT = (
    "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
    "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
)
SHEET = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200" + "04" + _SHEET_POINT)


class Election(Writer):
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
                "recipient": "age1" + "".join(self.random.choice(sorted(ceremony.BECH32)) for _ in range(58)),
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
            sum(a * pow(j, m, Q) for one in self.coefficients for m, a in enumerate(one)) % Q
            for j in range(1, self.n + 1)
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
        written = [[b64(first), b64(second)] for first, second in self.sums]
        self.put("aggregate", {"ctx": b64(self.ctx), "casts": len(self.cast_entries), "sums": written}, [0])

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
            value = {"ctx": b64(self.ctx), "index": i, "c": b64(scalar_bytes(c)), "s": b64(scalar_bytes(s))}
            self.put("paper-proof", value, [i])

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
        self,
        contests,
        votes,
        challenged=(),
        voids=(),
        hand=None,
        cards=12,
        expected=9,
        present=8,
        rules=None,
        until="",
        between=None,
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
