"""How long is waited for an answer: as little as may be, and longer where answers take longer."""

from clickgame.gateway.patience import Patience


def test_it_doubles_with_each_wait_in_vain_up_to_the_most() -> None:
    patience = Patience(least_s=0.5, most_s=3.0)
    waits: list[float] = []
    for _ in range(4):
        waits.append(patience.s)
        patience.in_vain()
    assert waits == [0.5, 1.0, 2.0, 3.0]


def test_it_is_some_times_what_answers_take_and_comes_back_to_the_least() -> None:
    patience = Patience(least_s=0.5, most_s=5.0)
    patience.answered(1.0)
    assert patience.s == 4.0
    patience.answered(60.0)
    assert patience.s == 5.0
    for _ in range(30):
        before = patience.s
        patience.answered(0.01)
        assert 0.5 <= patience.s <= before
    assert patience.s == 0.5
