"""Do runs end when they should, at a cost that does not grow with the crowd?"""

from learn import chance, expect

LOOKS_MOST = 10


def pressed(lesson, *presses):
    runs = lesson.Runs()
    for player, now in presses:
        runs.press(player, now)
    return runs


def check_run(lesson):
    runs = lesson.Runs()
    got = [runs.press("Ada", 0.0), runs.press("Ben", 1.0), runs.press("Ada", 299.0)]
    expect('[press("Ada", 0), press("Ben", 1), press("Ada", 299)]', got, [1, 1, 2])


def check_end(lesson):
    runs = pressed(lesson, ("Ada", 0.0))
    expect("sweep(299.9)", runs.sweep(299.9), [])
    expect("sweep(300.0)", runs.sweep(300.0), ["Ada"], [([], "too-late")])
    expect("sweep(301.0)", runs.sweep(301.0), [], [(["Ada"], "stays")])
    expect('press("Ada", 302.0)', runs.press("Ada", 302.0), 1, [(2, "stays")])


def check_order(lesson):
    runs = pressed(lesson, ("Ada", 0.0), ("Ben", 1.0), ("Cy", 2.0), ("Ada", 100.0))
    expect("sweep(350.0)", runs.sweep(350.0), ["Ben", "Cy"], [(lambda got: True, "not-moved")])
    expect("sweep(400.0)", runs.sweep(400.0), ["Ada"], [(lambda got: True, "not-moved")])


def check_best(lesson):
    runs = pressed(lesson, ("Ada", 0.0), ("Ada", 1.0), ("Ada", 2.0))
    expect('best("Ada")', runs.best("Ada"), 3)
    runs.sweep(400.0)
    runs.press("Ada", 500.0)
    expect('best("Ada")', runs.best("Ada"), 3)
    expect('best("nobody")', runs.best("nobody"), 0)


def check_late(lesson):
    runs = pressed(lesson, ("Ada", 0.0), ("Ada", 1.0))
    expect('press("Ada", 301.0), with no sweep before', runs.press("Ada", 301.0), 1, [(3, "old-run")])
    expect("sweep(302.0)", "Ada" in runs.sweep(302.0) and runs.press("Ada", 303.0) == 1, False, [(True, "stays")])


class Counted(float):
    """A time that counts how often it is looked at."""

    looks = 0


def looked(name):
    def look(self, *others):
        Counted.looks += 1
        return getattr(float, name)(self, *others)

    return look


for each in ("__lt__", "__le__", "__gt__", "__ge__", "__sub__", "__rsub__", "__add__", "__radd__"):
    setattr(Counted, each, looked(each))


def check_hidden_cost(lesson):
    players = [f"player {number}" for number in range(1_000)]
    chance.shuffle(players)
    runs = pressed(lesson, *((player, Counted(number / 10)) for number, player in enumerate(players)))
    Counted.looks = 0
    expect("sweep(299.0)", runs.sweep(299.0), [])
    is_cheap = Counted.looks <= LOOKS_MOST
    expect(f"looks at times for a sweep <= {LOOKS_MOST}", is_cheap, True, [(False, "scans")])
