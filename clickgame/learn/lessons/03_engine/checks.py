"""Does everybody have a score of their own, and nobody else one?"""

from learn import chance, expect, expect_raises


def check_own(lesson):
    engine = lesson.Engine()
    ada, ben = engine.join("Ada"), engine.join("Ben")
    scores = [engine.press(ada), engine.press(ada), engine.press(ben)]
    expect("[press(ada), press(ada), press(ben)]", scores, [1, 2, 1], [([1, 2, 3], "one-score")])


def check_namesakes(lesson):
    engine = lesson.Engine()
    one, other = engine.join("Ada"), engine.join("Ada")
    expect('engine.join("Ada") == engine.join("Ada")', one == other, False, [(True, "same-id")])


HINTS = [(KeyError, "key-error"), (lambda got: isinstance(got, int), "taken-in")]


def check_unknown(lesson):
    engine = lesson.Engine()
    ada = engine.join("Ada")
    engine.press(ada)
    expect_raises('engine.press("nobody")', lesson.UnknownPlayer, lambda: engine.press("nobody"), HINTS)
    expect("engine.total()", engine.total(), 1)


def check_hidden_total(lesson):
    engine = lesson.Engine()
    players = [engine.join(name) for name in ("Ada", "Ben", "Cy")]
    presses = chance.randint(10, 40)
    for _ in range(presses):
        engine.press(chance.choice(players))
    expect("engine.total()", engine.total(), presses)
    expect("Engine().total()", lesson.Engine().total(), 0)
