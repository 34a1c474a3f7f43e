"""Does a finger's work count, and a program's not?"""

from learn import chance, expect


def check_play(lesson):
    throttle = lesson.Throttle()
    got = [throttle.hear(number / 50, 1) for number in range(50)]
    expect("[hear(number / 50, 1) for number in range(50)]", got, [1] * 50)


def check_too_many(lesson):
    throttle = lesson.Throttle()
    expect("hear(0.1, 48)", throttle.hear(0.1, 48), 48)
    expect("hear(0.2, 5)", throttle.hear(0.2, 5), 2, [(5, "all-count"), (0, "all-or-nothing")])
    expect("hear(0.3, 1)", throttle.hear(0.3, 1), 0, [(1, "all-count")])


def check_later(lesson):
    throttle = lesson.Throttle()
    throttle.hear(0.0, 50)
    expect("hear(2.0, 5), after hear(0.0, 50)", throttle.hear(2.0, 5), 5, [(lambda got: got <= 0, "never-forgets")])
    throttle = lesson.Throttle()
    throttle.hear(0.0, 50)
    expect("hear(1.0, 5), after hear(0.0, 50)", throttle.hear(1.0, 5), 5, [(lambda got: got <= 0, "edge")])
    throttle = lesson.Throttle()
    for tenth in range(10):
        throttle.hear(tenth / 10, 50)
    hints = [(lambda got: got <= 0, "takes-room")]
    expect("hear(1.05, 5), after hear(tenth / 10, 50) for ten tenths", throttle.hear(1.05, 5), 5, hints)


def check_any_second(lesson):
    throttle = lesson.Throttle()
    got = [throttle.hear(0.9, 50), throttle.hear(1.1, 50)]
    expect("[hear(0.9, 50), hear(1.1, 50)]", got, [50, 0], [([50, 50], "full-seconds")])


def check_hidden_random(lesson):
    for _ in range(12):
        most, now, counted = chance.randint(1, 9), 0.0, []
        throttle = lesson.Throttle(most=most, window_s=1.0)
        for _ in range(30):
            now = round(now + chance.choice([0.0, 0.125, 0.5, 1.0]), 3)
            presses = chance.randint(1, 4)
            fits = min(presses, most - sum(at > now - 1.0 for at in counted))
            expect(f"hear({now}, {presses}), most={most}", throttle.hear(now, presses), fits)
            counted = [at for at in counted if at > now - 1.0] + [now] * fits
