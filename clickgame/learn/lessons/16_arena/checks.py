"""Do the parts work together?"""

from learn import chance, expect


def heard(lesson, *events):
    arena = lesson.Arena()
    for at, seat, presses in events:
        arena.hear(at, seat, presses)
    return arena


def check_counts(lesson):
    arena = lesson.Arena()
    expect("[hear(0.0, 1, 5), hear(1.0, 1, 2)]", [arena.hear(0.0, 1, 5), arena.hear(1.0, 1, 2)], [5, 2])
    expect("board(2.0)", arena.board(2.0), [(1, 7)])


def check_seats(lesson):
    arena = lesson.Arena()
    got = [arena.hear(0.0, 1, 50), arena.hear(0.1, 2, 50)]
    expect("[hear(0.0, 1, 50), hear(0.1, 2, 50)]", got, [50, 50], [([50, 0], "one-throttle")])


def check_over(lesson):
    arena = heard(lesson, (0.0, 1, 5), (100.0, 2, 3))
    expect("board(299.0)", arena.board(299.0), [(1, 5), (2, 3)])
    expect("board(300.0)", arena.board(300.0), [(2, 3)], [(lambda got: (1, 5) in got, "still-there")])
    arena = heard(lesson, (0.0, 1, 5), (300.0, 1, 2))
    expect(
        "board(300.0), after hear(0.0, 1, 5), hear(300.0, 1, 2)", arena.board(300.0), [(1, 2)], [([(1, 7)], "went-on")]
    )


def check_held(lesson):
    arena = lesson.Arena()
    expect("[hear(0.0, 1, 48), hear(0.5, 1, 9)]", [arena.hear(0.0, 1, 48), arena.hear(0.5, 1, 9)], [48, 2])
    expect("board(0.5)", arena.board(0.5), [(1, 50)], [([(1, 57)], "all-added")])
    arena = heard(lesson, (0.0, 1, 50), (0.1, 2, 50), (0.2, 1, 5))
    expect("board(0.2), after hear(0.0, 1, 50), hear(0.1, 2, 50), hear(0.2, 1, 5)", arena.board(0.2),
           [(1, 50), (2, 50)], [(lambda got: got[0][0] == 2, "moved-back")])  # fmt: skip
    arena = heard(lesson, (0.0, 1, 50), (0.9, 1, 5))
    expect("board(300.5), after hear(0.0, 1, 50), hear(0.9, 1, 5)", arena.board(300.5), [], [([(1, 50)], "kept-alive")])


def check_order(lesson):
    arena = heard(lesson, (0.0, 9, 5), (1.0, 1, 5), (2.0, 4, 6), (3.0, 3, 4), (4.0, 3, 1))
    expect("board(5.0)", arena.board(5.0), [(4, 6), (9, 5), (1, 5), (3, 5)])


class SlowArena:
    """The rules, as plainly as one can write them."""

    def __init__(self):
        self.counted = []

    def hear(self, at, seat, presses):
        recent = sum(each == seat and time > at - 1.0 for time, each in self.counted)
        credited = max(0, min(presses, 50 - recent))
        self.counted += [(at, seat)] * credited
        return credited

    def board(self, now):
        rows = []
        for seat in {seat for _, seat in self.counted}:
            times = [time for time, each in self.counted if each == seat]
            if now - times[-1] >= 300.0:
                continue
            score = 1
            while score < len(times) and times[-score] - times[-score - 1] < 300.0:
                score += 1
            rows.append((-score, times[-1], seat))
        return [(seat, -minus_score) for minus_score, _, seat in sorted(rows)]


def check_hidden_random(lesson):
    arena, slow, at = lesson.Arena(), SlowArena(), 0.0
    for _ in range(80):
        at = round(at + chance.choice([0.125, 0.25, 1.0, 40.0]), 3)
        seat, presses = chance.randint(1, 5), chance.choice([1, 3, 20, 60])
        expect(f"hear({at}, {seat}, {presses})", arena.hear(at, seat, presses), slow.hear(at, seat, presses))
        expect(f"board({at})", arena.board(at), slow.board(at))
