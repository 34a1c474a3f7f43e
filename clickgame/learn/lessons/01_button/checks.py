"""Is each press counted once, in the right game?"""

from learn import chance, expect


def check_first(lesson):
    game = lesson.Game()
    expect("game.press()", game.press(), 1, [(None, "no-return")])
    expect("game.score", game.score, 1)


def check_three(lesson):
    game = lesson.Game()
    scores = [game.press(), game.press(), game.press()]
    hints = [([1, 1, 1], "equals-plus"), (lambda got: got[2] > 3, "shared")]
    expect("[game.press(), game.press(), game.press()]", scores, [1, 2, 3], hints)


def check_hidden_apart(lesson):
    presses = chance.randint(2, 9)
    mine, yours = lesson.Game(), lesson.Game()
    for _ in range(presses):
        mine.press()
    expect("yours.press()", yours.press(), 1, [(lambda got: got > 1, "shared")])
    expect("mine.score", mine.score, presses)
