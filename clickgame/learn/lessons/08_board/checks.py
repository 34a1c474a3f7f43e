"""Is the order right, and does it cost little?"""

from learn import chance, expect

LOOKS_MOST = 2_000


def board_of(lesson, *placed):
    board = lesson.Board()
    for now, (player, score) in enumerate(placed):
        board.place(player, score, float(now))
    return board


def check_order(lesson):
    board = board_of(lesson, ("Ada", 5), ("Ben", 9), ("Cy", 7))
    expect("board.top(3)", board.top(3), ["Ben", "Cy", "Ada"], [(["Ada", "Cy", "Ben"], "worst-first")])
    expect("board.top(1)", board.top(1), ["Ben"])
    expect('board.rank("Cy")', board.rank("Cy"), 2)
    expect('board.rank("nobody")', board.rank("nobody"), 0)


def check_ties(lesson):
    board = board_of(lesson, ("Zoe", 5), ("Ada", 5), ("Ben", 3), ("Ben", 5))
    expect("board.top(3)", board.top(3), ["Zoe", "Ada", "Ben"], [(lambda got: got[0] == "Ada", "by-name")])
    expect('board.rank("Ada")', board.rank("Ada"), 2)


def check_moves(lesson):
    board = board_of(lesson, ("Ada", 5), ("Ben", 9), ("Ada", 10))
    expect("board.top(9)", board.top(9), ["Ada", "Ben"], [(lambda got: len(got) > 2, "twice")])
    board.place("Ada", 0, 4.0)
    expect("board.top(9)", board.top(9), ["Ben"], [(lambda got: "Ada" in got, "zero-stays")])
    expect('board.rank("Ada")', board.rank("Ada"), 0)
    board.place("Cy", 0, 5.0)
    expect("board.top(9)", board.top(9), ["Ben"], [(lambda got: "Cy" in got, "zero-stays")])


def check_hidden_random(lesson):
    board, known = lesson.Board(), {}
    for now in range(300):
        player, score = chance.choice("abcdefghijkl"), chance.randint(0, 6)
        board.place(player, score, float(now))
        known[player] = (-score, now, player)
        expected = [each for *_, each in sorted(place for place in known.values() if place[0])]
        expect(f"board.top(12) after {now + 1} moves", board.top(12), expected)
        if player in expected:
            expect(f"board.rank({player!r})", board.rank(player), expected.index(player) + 1)


def looked(name):
    def look(self, *others):
        Counted.looks += 1
        return getattr(int, name)(self, *others)

    return look


class Counted(int):
    """A score that counts how often it is looked at."""

    looks = 0
    __lt__, __le__, __gt__, __ge__ = map(looked, ("__lt__", "__le__", "__gt__", "__ge__"))
    __eq__, __ne__ = looked("__eq__"), looked("__ne__")
    __hash__ = int.__hash__

    def __neg__(self):
        return Counted(int.__neg__(self))


def check_hidden_cost(lesson):
    board = lesson.Board()
    for number in range(400):
        board.place(f"player {number}", Counted(chance.randint(1, 10_000)), float(number))
    Counted.looks = 0
    for number in range(0, 400, 20):
        board.place(f"player {number}", Counted(chance.randint(1, 10_000)), 1_000.0 + number)
        board.rank(f"player {number}")
    is_cheap = Counted.looks <= LOOKS_MOST
    expect(f"looks at scores for 20 moves and 20 ranks <= {LOOKS_MOST}", is_cheap, True, [(False, "looks")])
