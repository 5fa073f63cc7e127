"""Specification §3.6: the members of every entry of the record, and of `trusted-keys.json` (§3.1)."""
from shape import (
    both,
    boolean,
    day,
    integer,
    labels_differ,
    list_of,
    matching,
    members,
    members_and,
    nullable,
    octets,
    one_of,
    require,
    string,
    text,
    words,
)

HASH = POINT = SCALAR = KEY = octets(32)
SIGNATURE = octets(64)
COUNT = integer(0, 65535)
POSITIVE = integer(1, 65535)
INDEX = integer(1, 99)
SIZE = integer(0, 2**53 - 1)
TITLE = members({"zh": words(300), "en": words(300)})
PERSON = members({"name": words(60), "remark": text(60)})
NAME = matching("[A-Za-z0-9][A-Za-z0-9./_-]{0,99}")
WITNESSES = list_of(members({"name": NAME, "key": KEY}), 0, 20)
SCRUTINEERS = list_of(members({"name": words(60), "signKey": KEY, "cosignKey": KEY}), 1, 99)
SERVER_KEYS = members({"entries": KEY, "log": KEY, "receipts": KEY, "sheet": matching("[A-Za-z0-9_-]{2,2000}")})
MEETING_ID = matching("[A-Za-z0-9][A-Za-z0-9-]{0,63}")
AUTHOR = matching("server|scrutineer-[1-9][0-9]?")
SIGNATURES = list_of(members({"author": AUTHOR, "signature": SIGNATURE}))
PAIR = list_of(POINT, 2, 2)
PERSONS = list_of(PERSON, 1, 2000)
_STRING_PAIR = list_of(string, 2, 2)
BALLOT = members(
    {
        "ctx": string,
        "T": string,
        "E": list_of(_STRING_PAIR),
        "V": string,
        "Z": string,
        "L": _STRING_PAIR,
        "f": list_of(string),
        "z": string,
        "r": string,
    }
)
PACKAGE = members(
    {
        "meeting": HASH,
        "index": INDEX,
        "name": words(60),
        "n": INDEX,
        "t": INDEX,
        "signKey": KEY,
        "recipient": matching("age1[0-9a-z]{58}"),
        "commitments": list_of(POINT, 1, 99),
        "proof": members({"e": SCALAR, "s": SCALAR}),
    }
)
_CONTESTS = {
    "election": both(
        members(
            {
                "kind": string,
                "category": one_of("committee", "secretary", "revote", "further-election", "preliminary", "formal"),
                "post": words(40),
                "title": TITLE,
                "seats": integer(1, 99),
                "candidates": PERSONS,
                "writeIns": list_of(PERSON, 0, 2000),
            }
        ),
        labels_differ("candidates", "writeIns"),
    ),
    "appraisal": both(
        members_and(
            {"kind": string, "title": TITLE, "subjects": PERSONS, "grades": list_of(TITLE, 2, 20)},
            {"objects": one_of("bodies", "persons"), "dimension": words(20)},
        ),
        labels_differ("subjects"),
    ),
    "recommendation": both(
        members({"kind": string, "title": TITLE, "nominees": PERSONS, "limit": integer(1, 2000)}),
        labels_differ("nominees"),
    ),
}


def contest(value):
    require(isinstance(value, dict) and isinstance(value.get("kind"), str) and value["kind"] in _CONTESTS)
    _CONTESTS[value["kind"]](value)


BASE = one_of("expected", "present")


def _categories(value):
    list_of(one_of("E1", "E2", "E3", "E4", "E5", "E6"))(value)
    require(len(set(value)) == len(value))


def _quorum_of_its_rules(value):
    require(value["ruleSet"] == "1990" or value["quorumEqualAccepted"])


_ELECTION_RULES = {
            "ruleSet": one_of("2020", "1990"),
            "majorityBase": BASE,
            "preVoteBase": one_of("same", "expected", "present"),
            "quorumEqualAccepted": boolean,
            "recoveredLimit": one_of("voters", "issued", "both"),
            "writeInRequiresDisapproval": one_of(True),
            "revoteThreshold": one_of("none", "half"),
            "revoteTiedAgain": one_of("revote", "ask-superior"),
            "shortfall": one_of("ask", "further-election", "reduce"),
            "furtherElectionPool": one_of("losers-by-rank", "new-nomination"),
            "furtherElectionThreshold": one_of("half", "plurality"),
            "reductionBase": BASE,
            "reductionEqualAccepted": boolean,
            "motionBase": BASE,
            "motionMode": one_of("hands", "applause", "ballot"),
            "secretaryMode": one_of("indirect", "direct-after", "direct-before"),
            "secretarySurplus": one_of("equal", "contested"),
            "tellerSource": one_of("designated", "voted"),
            "scrutineerCount": integer(1, 15),
            "mobileBox": boolean,
            "secretBooth": boolean,
            "exclusionCategories": _categories,
            "exclusionPublicityDays": one_of(0, 3),
            "abroadRequiresSelfFunded": boolean,
            "singleGivenName": one_of("blank-first", "compare"),
            "publicityDays": integer(0, 60),
            "publicityDayKind": one_of("natural", "working"),
            "structureRules": one_of("warn", "off"),
            "resultListOrder": one_of("strokes", "votes"),
}


def _groups_differ(value):
    require(len({one["group"] for one in value}) == len(value))


def _weights_of_a_weighted_sum(value):
    require(value.get("recommendCombine") != "weighted" or len(value["recommendWeights"]) >= 2)


WEIGHTS = both(list_of(members({"group": text(20, 1), "weight": integer(1, 1000)}), 0, 10), _groups_differ)
PAPER_RULES = members(
    {
        "writeInLayout": one_of("under-candidate", "pooled"),
        "writeInExcess": one_of("void-write-ins", "void-ballot"),
        "writeInRequiresDisapproval": boolean,
        "writeInWithoutCircle": one_of("void-entry", "void-ballot", "count"),
        "writeInListedCandidate": one_of("void-entry", "merge", "void-ballot"),
        "writeInIneligible": one_of("void-entry", "void-ballot"),
        "chosenCount": one_of("raw", "after-voiding"),
        "partialIllegible": one_of("void-row", "void-ballot"),
        "identifyingMark": one_of("ignore", "void-ballot"),
        "alteration": one_of("scrutineer-decides", "void-row", "void-ballot"),
        "blankBallot": one_of("valid-all-abstain", "invalid"),
    }
)
_LATER_RULES = {
    "publicityCountsPostingDay": boolean,
    "appraisalScale": one_of("per-meeting", "four-good", "four-excellent", "three-normal", "score"),
    "appraisalScoreBands": one_of("integer", "half-open"),
    "appraisalDenominator": one_of("valid-forms", "valid-rows"),
    "appraisalQuota": one_of(0, 20, 30),
    "appraisalMinimumAttendance": integer(0, 1000),
    "appraisalWeights": WEIGHTS,
    "recommendCombine": one_of("separate", "sum", "weighted", "cross-list"),
    "recommendWeights": WEIGHTS,
    "paper": PAPER_RULES,
}
_NEWEST_RULES = {"appraisalDimensions": one_of("apart", "average", "in-order")}
_OLD_RECORD = members(_ELECTION_RULES)
_RECORD = members_and({**_ELECTION_RULES, **_LATER_RULES}, _NEWEST_RULES)


def _all_later_or_none(value):
    has_later = isinstance(value, dict) and not _LATER_RULES.keys().isdisjoint(value)
    (_RECORD if has_later else _OLD_RECORD)(value)


RULES = both(_all_later_or_none, both(_quorum_of_its_rules, _weights_of_a_weighted_sum))


def any_text(value):
    """A label as a result states it: 1..200 code points of any kind."""
    require(isinstance(value, str) and 1 <= len(value) <= 200)


LABELS = list_of(any_text)
OUTCOME = nullable(
    members(
        {
            "quorate": boolean,
            "election": one_of("valid", "void"),
            "elected": LABELS,
            "tie": nullable(members({"among": LABELS, "seats": COUNT})),
            "unfilled": COUNT,
            "baseSensitive": boolean,
            "smallestWinning": COUNT,
        }
    )
)


def counts_of(*names: str):
    return members({name: COUNT for name in names})


INVALID_REASONS = (
    "too-many-chosen",
    "illegible",
    "blank",
    "identifying-mark",
    "alteration",
    "unreadable-row",
    "write-in-without-circle",
    "write-in-listed-candidate",
    "write-in-ineligible",
    "write-ins-exceed-disapprovals",
    "declared-invalid",
)
VOID_REASONS = (
    "without-disapproval",
    "without-circle",
    "listed-candidate",
    "ineligible",
    "duplicate",
    "illegible",
    "ambiguous",
    "more-than-one-name",
    "exceeds-disapprovals",
)
PAPER_TALLY = members(
    {
        "valid": COUNT,
        "invalid": COUNT,
        "rows": list_of(list_of(COUNT), 1, 2000),
        "writeIns": list_of(members({"name": any_text, "votes": POSITIVE}), 0, 2000),
        "voidEntries": list_of(members({"reason": one_of(*VOID_REASONS), "entries": POSITIVE}), 0, len(VOID_REASONS)),
        "invalidReasons": list_of(
            members({"reason": one_of(*INVALID_REASONS), "ballots": POSITIVE}), 0, len(INVALID_REASONS)
        ),
    }
)
PAPER_BOX = members(
    {
        **{name: COUNT for name in ("printed", "issued", "remaining", "voters", "recovered")},
        "tally": nullable(PAPER_TALLY),
    }
)
ENTRIES = {
    "meeting": {
        "version": one_of(1),
        "id": MEETING_ID,
        "kind": one_of("assembly", "plenary", "recommendation", "appraisal"),
        "title": words(200),
        "organization": words(200),
        "superior": words(200),
        "date": day,
        "place": text(200),
        "chair": words(60),
        "tellers": list_of(words(60), 0, 99),
        "threshold": INDEX,
        "scrutineers": SCRUTINEERS,
        "keys": SERVER_KEYS,
        "logOrigin": NAME,
        "witnesses": WITNESSES,
        "derivedFrom": nullable(
            members({"meeting": HASH, "round": POSITIVE, "result": HASH, "root": HASH, "size": SIZE})
        ),
    },
    "key-commit": {"index": INDEX, "commitment": HASH},
    "key-reveal": {"package": PACKAGE},
    "key-confirm": {"index": INDEX, "ceremony": HASH, "K": POINT, "X": list_of(POINT, 1, 99)},
    "key-abort": {"index": INDEX, "reason": words(300)},
    "partial-decryption": {
        "ctx": HASH,
        "stage": one_of("rehearsal", "tally"),
        "index": INDEX,
        "D": list_of(POINT, 1, 4096),
        "c": SCALAR,
        "s": SCALAR,
    },
    "tokens": {"round": POSITIVE, "tokens": list_of(POINT, 1, 65535)},
    "round": {
        "version": one_of(1),
        "meeting": HASH,
        "round": POSITIVE,
        "previousResult": nullable(HASH),
        "ceremony": HASH,
        "K": POINT,
        "n": INDEX,
        "threshold": INDEX,
        "X": list_of(POINT, 1, 99),
        "tokens": HASH,
        "cards": POSITIVE,
        "contests": list_of(contest, 1, 20),
        "circuit": HASH,
        "roll": counts_of("members", "probationary", "withoutRight", "excluded", "expected"),
        "rules": RULES,
        "minimumBallots": POSITIVE,
        "logOrigin": NAME,
        "witnesses": WITNESSES,
    },
    "open": {"ctx": HASH, "expected": COUNT, "present": COUNT, "cardsInBox": COUNT, "cardsAudited": COUNT},
    "cast": {"ballot": BALLOT, "R": string, "s": string},
    "challenge": {
        "ballot": BALLOT,
        "R": string,
        "s": string,
        "marks": list_of(list_of(integer(0, 1))),
        "seed": HASH,
        "verdict": one_of("matches", "differs"),
    },
    "void": {
        "ctx": HASH,
        "T": POINT,
        "action": one_of("void-returned", "void-damaged", "void-unissued"),
        "R": POINT,
        "s": SCALAR,
    },
    "close": {
        "ctx": HASH,
        "expected": COUNT,
        "present": COUNT,
        "handCounts": counts_of("received", "exchanged", "unreadable", "returnedBeforeOpening"),
        "casts": COUNT,
        "challenges": COUNT,
        "voids": counts_of("returned", "damaged", "unissued"),
    },
    "aggregate": {"ctx": HASH, "casts": COUNT, "sums": list_of(PAIR, 1, 4096)},
    "result": {"ctx": HASH, "counts": list_of(list_of(COUNT), 1), "outcome": list_of(OUTCOME, 1)},
    "attestation": {
        "ctx": HASH,
        "root": HASH,
        "size": SIZE,
        "texts": HASH,
        "accounting": list_of(COUNT),
        "counts": list_of(list_of(COUNT)),
        "outcome": list_of(list_of(COUNT)),
    },
    "paper-proof": {"ctx": HASH, "index": INDEX, "c": SCALAR, "s": SCALAR},
    "paper": {"ctx": HASH, "reason": words(300)},
    "paper-round": {
        "version": one_of(1),
        "meeting": HASH,
        "round": POSITIVE,
        "previousResult": nullable(HASH),
        "contests": list_of(contest, 1, 20),
        "roll": counts_of("members", "probationary", "withoutRight", "excluded", "expected"),
        "rules": RULES,
        "reason": words(300),
    },
    "paper-count": {
        "ctx": HASH,
        "expected": COUNT,
        "present": COUNT,
        "texts": HASH,
        "contests": list_of(PAPER_BOX, 1, 20),
        "outcome": list_of(OUTCOME, 1, 20),
    },
    "motion": {
        "meeting": HASH,
        "subject": one_of("method", "scrutineers", "tellers", "exclusions", "reduction", "other"),
        "text": words(300),
        "round": nullable(POSITIVE),
        "mode": one_of("hands", "applause", "ballot"),
        "expected": COUNT,
        "present": COUNT,
        "inFavour": COUNT,
        "against": COUNT,
        "abstain": COUNT,
        "carried": boolean,
    },
    "decision": {
        "ctx": HASH,
        "matter": one_of("eligibility", "tie", "secretary"),
        "post": words(40),
        "person": text(200),
        "granted": boolean,
        "by": words(100),
        "date": day,
        "reason": text(300),
    },
}
OPTIONAL = {
    "meeting": {"group": words(20), "testRun": one_of(True), "motionsRequired": one_of(True)},
    "motion": {"post": words(40)},
}
TEST_RUN_TITLE = "【演练】"


def _named_a_test_run(value):
    require("testRun" not in value or value["title"].startswith(TEST_RUN_TITLE))



UNSIGNED = ("cast", "challenge", "void")
LINES = {
    kind: members_and(
        {"type": string, **shapes, **({} if kind in UNSIGNED else {"signatures": SIGNATURES})}, OPTIONAL.get(kind, {})
    )
    for kind, shapes in ENTRIES.items()
}
LINES["meeting"] = both(LINES["meeting"], _named_a_test_run)
CHECKPOINT = members({"type": one_of("checkpoint"), "note": string})
TRUSTED_KEYS = members(
    {
        "version": one_of(1),
        "meeting": MEETING_ID,
        "logOrigin": NAME,
        "keys": SERVER_KEYS,
        "scrutineers": SCRUTINEERS,
        "witnesses": WITNESSES,
    }
)
