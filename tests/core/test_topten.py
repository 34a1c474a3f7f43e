"""Who has climbed: by pressing, past somebody who was ahead and still plays, or past the last of ten."""

from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.ranking import Row
from clickgame.core.topten import TOP, Climb, climbs


def rows(**scores: int) -> list[Row]:
    """Give the first lines of a board on which players have these *scores*; of equals the first is ahead."""
    order = sorted(scores.items(), key=lambda each: -each[1])[:TOP]
    return [Row(player, rank, player.title(), score) for rank, (player, score) in enumerate(order, 1)]


def full(**more: int) -> list[Row]:
    """Give a board with ten players with 100 to 109 presses, and *more*."""
    return rows(**{f"p{number}": 100 + number for number in range(TOP)}, **more)


def test_who_overtakes_has_passed_the_first_of_those_behind() -> None:
    before, after = rows(ann=9, bob=8, cid=7), rows(cid=12, ann=11, bob=8)
    assert list(climbs(before, after)) == [Climb("cid", 1, "ann")]
    assert list(climbs(after, after)) == []


def test_who_moves_up_because_others_have_left_has_not_climbed() -> None:
    assert list(climbs(rows(ann=9, bob=8, cid=7), rows(bob=8, cid=7))) == []
    assert list(climbs(rows(ann=9, bob=8), rows(bob=8, ann=1))) == [], "whose run has ended has begun anew"
    assert list(climbs(full(late=50), full(late=50)[1:])) == []


def test_who_comes_past_the_last_of_ten_has_come_in() -> None:
    assert list(climbs(full(), full(late=105))) == [Climb("late", 6)]
    assert list(climbs(full(), rows(**{row.player: row.score for row in full()[1:]}, late=50))) == []


def test_where_fewer_than_ten_play_nobody_comes_in() -> None:
    assert list(climbs(full()[:9], full(late=500))) == []
    assert list(climbs([], full())) == []


scores = st.dictionaries(st.sampled_from("abcdefghijklmnop"), st.integers(1, 30), min_size=0, max_size=16)


@given(scores, scores)
def test_each_climbs_once_and_past_somebody_who_was_ahead(was: dict[str, int], now: dict[str, int]) -> None:
    before, after = rows(**was), rows(**now)
    old, new = {row.player: row for row in before}, {row.player: row for row in after}
    found = list(climbs(before, after))
    assert len({climb.player for climb in found}) == len(found)
    for player, rank, other in found:
        assert new[player].rank == rank
        if other:
            assert old[player].rank > old[other].rank
            assert new[player].rank < new[other].rank
        else:
            assert player not in old
            assert all(new[player].score > row.score for row in before[TOP - 1 :])
