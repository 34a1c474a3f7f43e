"""Is the page told what changed, only that, and never a half?"""

from learn import chance, expect, expect_raises


def check_press(lesson):
    got = lesson.handle(lesson.Play(), "press", 2)
    hints = [({}, "no-copy"), (lambda got: "ended" in got, "everything")]
    expect('handle(Play(), "press", 2)', got, {"score": 2, "best": 2}, hints)


def check_only(lesson):
    state = lesson.Play()
    lesson.handle(state, "press", 7)
    lesson.handle(state, "end")
    got = lesson.handle(state, "press", 1)
    expect('handle(state, "press", 1)', got, {"score": 1}, [(lambda got: "best" in got, "everything")])


def check_nothing(lesson):
    expect('handle(Play(), "look")', lesson.handle(lesson.Play(), "look"), {})


class Clumsy:
    def __init__(self, score):
        self.score = score

    def press(self):
        self.score += 1
        raise ValueError("the disk is full")


def check_hidden_failing(lesson):
    score = chance.randint(1, 99)
    state = Clumsy(score)
    expect_raises(
        'handle(state, "press")', ValueError, lambda: lesson.handle(state, "press"), [(lambda _: True, "swallowed")]
    )
    expect("state.score", state.score, score, [(score + 1, "half-done")])
