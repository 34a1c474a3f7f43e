"""Is every press counted once, whatever the network does?"""

from functools import partial

from learn import chance, expect, expect_raises


def hear_all(ledger, page, counts):
    return [ledger.hear(page, count) for count in counts]


def check_counting(lesson):
    got = hear_all(lesson.Ledger(), "tab", [1, 2, 5])
    expect('[hear("tab", count) for count in (1, 2, 5)]', got, [1, 1, 3], [([1, 2, 5], "adds")])


def check_again(lesson):
    ledger = lesson.Ledger()
    got = hear_all(ledger, "tab", [5, 5, 3, 6])
    hints = [(lambda got: min(got) < 0 or sum(got) > 6, "takes-away")]
    expect('[hear("tab", count) for count in (5, 5, 3, 6)]', got, [5, 0, 0, 1], hints)


def check_tabs(lesson):
    ledger = lesson.Ledger()
    got = [ledger.hear("one", 4), ledger.hear("other", 3), ledger.hear("one", 5)]
    expect('[hear("one", 4), hear("other", 3), hear("one", 5)]', got, [4, 3, 1], [(lambda got: True, "one-page")])


def check_invalid(lesson):
    for count in (-1, "3", 2.5, None, [1]):
        what = f'hear("tab", {count!r})'
        expect_raises(
            what,
            lesson.CountInvalid,
            partial(lesson.Ledger().hear, "tab", count),
            [(TypeError, "let-in"), (lambda _: True, "let-in")],
        )
    expect_raises(
        'hear("tab", True)',
        lesson.CountInvalid,
        partial(lesson.Ledger().hear, "tab", True),
        [(lambda _: True, "true-is-one")],
    )


def check_hidden_shuffled(lesson):
    for _ in range(20):
        ledger, fresh, presses = lesson.Ledger(), 0, {"a": chance.randint(1, 30), "b": chance.randint(1, 30)}
        messages = [(page, count) for page in presses for count in range(presses[page] + 1)]
        messages = [each for each in messages if chance.random() < 0.7] * 2
        chance.shuffle(messages)
        messages += presses.items()
        for page, count in messages:
            fresh += ledger.hear(page, count)
        expect("all that was new together", fresh, sum(presses.values()))
