"""Marks: made once, told with the newest figures, lifted, and never too many."""

from clickgame.core.fairplay.batches import Batch
from clickgame.core.fairplay.marks import FairPlay, Mark, Place
from tests.core.fairplay.test_batches import times_of

EVEN = Batch(times_of([100] * 74))
ANN, BOB = ("ann", "classic"), ("bob", "classic")


def fair_play(*, most: int = 10) -> tuple[FairPlay, list[tuple[Place, bool]]]:
    """Give one with nobody, and the list of what is shown and not."""
    shown: list[tuple[Place, bool]] = []
    return FairPlay(lambda place, is_shown: shown.append((place, is_shown)), most=most), shown


def mark(fair: FairPlay, place: Place, *, presses: int = 300) -> list[Mark | None]:
    """Have *place* watched until there is a mark; give what each batch came to."""
    return [fair.hear(place, EVEN, presses=presses + number, now=7.0) for number in range(3)]


def test_a_mark_is_given_once_and_keeps_up() -> None:
    fair, shown = fair_play()
    first, second, made = mark(fair, ANN)
    assert (first, second) == (None, None)
    assert made is not None
    assert made is fair.marks[ANN]
    assert (made.player, made.arena, made.at, made.presses) == ("ann", "classic", 7.0, 302)
    assert shown == [(ANN, False)]
    assert fair.is_marked(*ANN)
    assert not fair.is_marked("ann", "sprint")
    assert fair.hear(ANN, EVEN, presses=900, now=9.0) is None
    assert (made.at, made.presses, max(made.bins)) == (7.0, 900, 168)  # halved once
    assert shown == [(ANN, False)]


def test_signs_that_come_later_are_added() -> None:
    fair, _ = fair_play()
    mark(fair, ANN)
    scripted = Batch([-time for time in times_of([100] * 74)])
    for _ in range(2):
        fair.hear(ANN, scripted, presses=1, now=8.0)
    assert fair.marks[ANN].signs == ("even", "steady", "scripted")
    fair.end(ANN)
    assert fair.hear(ANN, EVEN, presses=1, now=8.0) is None  # another run of one who is marked
    assert fair.marks[ANN].signs == ("even", "steady", "scripted")


def test_a_lifted_mark_is_gone_and_the_watch_begins_anew() -> None:
    fair, shown = fair_play()
    mark(fair, ANN)
    assert fair.lift(ANN)
    assert not fair.lift(ANN)
    assert shown == [(ANN, False), (ANN, True)]
    assert [bool(made) for made in mark(fair, ANN)] == [False, False, True]


def test_the_oldest_mark_gives_way() -> None:
    fair, shown = fair_play(most=1)
    mark(fair, ANN)
    mark(fair, BOB)
    assert list(fair.marks) == [BOB]
    assert shown == [(ANN, False), (ANN, True), (BOB, False)]


def test_marks_are_found_by_player_and_by_age() -> None:
    fair, _ = fair_play()
    mark(fair, ANN)
    mark(fair, BOB)
    assert [each.player for each in fair.of("ann")] == ["ann"]
    assert [each.player for each in fair.newest(9)] == ["bob", "ann"]
    assert [each.player for each in fair.newest(1)] == ["bob"]


def test_forgetting_leaves_nothing_of_a_player() -> None:
    fair, shown = fair_play()
    mark(fair, ANN)
    mark(fair, BOB)
    fair.forget("ann")
    assert (list(fair.marks), list(fair.watches)) == ([BOB], [BOB])
    assert shown == [(ANN, False), (BOB, False)]
