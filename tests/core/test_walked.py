"""A dict that is gone through while entries come and go."""

from random import Random

from clickgame.core.walked import KEYS_AT_ONCE, Walked


def filled(count: int) -> Walked[int]:
    """Give one with so many entries."""
    walked = Walked[int]()
    walked.fill({str(number): number for number in range(count)})
    return walked


def test_all_are_given_in_the_order_in_which_they_came() -> None:
    walked = filled(KEYS_AT_ONCE * 2)
    walked["new"] = -1
    walked["0"] = -2
    assert list(walked.walk()) == [-2, *range(1, KEYS_AT_ONCE * 2), -1]
    assert list(filled(0).walk()) == []


def test_whoever_stays_is_given_once_whatever_comes_and_goes() -> None:
    """However many go through it at the same time."""
    rng, walked = Random(1), filled(KEYS_AT_ONCE * 4)
    stay = {number for number in range(KEYS_AT_ONCE * 4) if number % 3}
    seen: list[list[int]] = [[], []]
    walks = [walked.steps(), walked.steps()]
    leaving = [number for number in range(KEYS_AT_ONCE * 4) if number not in stay]
    rng.shuffle(leaving)
    for number in range(KEYS_AT_ONCE * 10):
        which = rng.random() < 0.3
        value = next(walks[which])
        if value is not None:
            seen[which].append(value)
        if leaving:
            walked.pop(str(leaving.pop()), None)
        if number % 4 == 0:
            walked[f"new {number}"] = -number - 1
    for which, walk in enumerate(walks):
        seen[which] += iter(walk.__next__, None)
        assert sorted(value for value in seen[which] if value in stay) == sorted(stay)
    assert sorted(walked.walk()) == sorted(walked.values())


def test_who_has_come_since_is_given_when_it_is_asked_for_again() -> None:
    walked = filled(2)
    steps = walked.steps()
    assert [next(steps) for _ in range(4)] == [0, 1, None, None]
    walked["new"] = 7
    assert [next(steps) for _ in range(2)] == [7, None]


def test_whoever_is_gone_is_forgotten_with_the_next_walk() -> None:
    walked = filled(KEYS_AT_ONCE + 1)
    del walked["3"]
    list(walked.walk())
    assert "'3'" not in str(walked._keys)
