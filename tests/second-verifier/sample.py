"""Rules, contests and votes of made-up elections, and two whole ones."""
from election import LATER_RULES, Election


def persons(*names: str) -> list[dict]:
    return [{"name": name, "remark": ""} for name in names]


def election_contest(
    post="委员", names=("王建国", "李㛃"), listed=("陈䶮", "杨志强"), seats=1, category="committee"
) -> dict:
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
    "grades": [
        {"zh": "优秀", "en": "Excellent"},
        {"zh": "称职", "en": "Competent"},
        {"zh": "不称职", "en": "Not competent"},
    ],
}
RECOMMENDATION = {
    "kind": "recommendation",
    "title": {"zh": "民主推荐", "en": "Recommendation"},
    "nominees": persons("甲", "乙", "丙"),
    "limit": 2,
}
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
    rules = {**LATER_RULES, "majorityBase": "present", "revoteThreshold": "none", "preVoteBase": "present"}
    hand = {"received": 6, "exchanged": 0, "unreadable": 0, "returnedBeforeOpening": 0}
    first = election_contest(names=("甲", "乙", "丙"), listed=(), seats=2)
    made.whole_round([first], tied, [], ["unissued"] * 2, hand, 8, 6, 6, rules, between=made.rehearsals)
    contests = [{**first, "category": "revote"}, APPRAISAL, RECOMMENDATION]
    votes = [[[1, 0, 0, 1, 1, 0], [1, 0, 0, 0, 1, 0], [1, 1, 0]]] * 4
    votes += [[[0, 1, 1, 0, 0, 0], [0, 0, 0, 0, 0, 1], [0, 0, 0]]] * 2
    made.whole_round(contests, votes, [votes[0]], VOIDS, rules=rules)
    made.whole_round([election_contest("纪检委员")], VOTES, [], ["returned"], rules=rules, until="voting")
    made.paper(made.ctx)
    made.checkpoint()
    preliminary = {**election_contest("纪检委员", seats=2), "category": "preliminary"}
    made.whole_round([preliminary], VOTES, [VOTES[2]], VOIDS, rules=rules)
    return made
