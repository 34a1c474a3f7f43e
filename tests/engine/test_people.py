"""Who is in an arena, in words: everybody at once where there are few, a few of them now and then in a crowd."""

from dataclasses import replace

from clickgame.contract.presence import Move, People
from clickgame.core.players import Player
from clickgame.engine.people import GONE_MOST, KEPT_S, SHOWN_MOST, Gathering

CROWD = [f"p{number:03}" for number in range(SHOWN_MOST + 10)]
PLAYERS = {name: Player(id=name, key=name, handle=name.upper()) for name in ["ann", "bob", *CROWD]}


def gathering(*names: str) -> Gathering:
    """Let players with these *names* come, each with a page that is looked at."""
    gathered = Gathering()
    for name in names:
        gathered.move(Move(name, "classic", 1, 1))
    return gathered


def shown(people: People) -> list[str]:
    """Give the ids of those who are shown."""
    return [one.split(":")[0] for one in people.who.split(",")]


def test_few_are_all_shown_with_what_they_do() -> None:
    few = gathering("ann", "bob", "p001")
    few.move(Move("p001", "classic", 0, -1))
    assert few.people(["bob"], PLAYERS, now=1.0) == People("ann:ANN,bob:BOB,p001:P001", "3,1,wpa")
    few.move(Move("ann", "classic", -1, -1))
    assert few.people([], PLAYERS, now=1.1) == People("bob:BOB,p001:P001", "2,0,wa")


def test_who_pressed_and_looks_away_is_away_and_who_pressed_and_left_plays_no_more() -> None:
    few = gathering("ann")
    few.move(Move("ann", "classic", 0, -1))
    assert few.people(["ann", "bob"], PLAYERS, now=1.0).news == "1,0,a"


def test_nobody_is_shown_where_nobody_is() -> None:
    assert gathering().people(["ann"], PLAYERS, now=1.0) == People("", "0,0,")


def test_those_who_are_shown_of_a_crowd_stay_for_a_while_and_what_they_do_is_told_at_once() -> None:
    crowd = gathering(*CROWD)
    first = crowd.people([], PLAYERS, now=1.0)
    assert shown(first) == CROWD[:SHOWN_MOST]
    then = crowd.people([CROWD[0], CROWD[-1]], PLAYERS, now=1.0 + KEPT_S / 2)
    assert then.who == first.who
    assert then.news == f"{len(CROWD)},2,p" + "w" * (SHOWN_MOST - 1)
    late = crowd.people([CROWD[0], CROWD[-1]], PLAYERS, now=1.0 + KEPT_S)
    assert shown(late) == [*CROWD[: SHOWN_MOST - 1], CROWD[-1]]


def test_who_leaves_a_crowd_is_gone_at_once_and_gaps_do_not_last() -> None:
    crowd = gathering(*CROWD)
    before = crowd.people([], PLAYERS, now=1.0)
    for name in CROWD[:GONE_MOST]:
        crowd.move(Move(name, "classic", -1, -1))
    with_gaps = crowd.people([], PLAYERS, now=1.1)
    assert with_gaps.who == before.who
    assert with_gaps.news.split(",")[2].startswith("-" * GONE_MOST + "w")
    crowd.move(Move(CROWD[GONE_MOST], "classic", -1, -1))
    crowd.move(Move("ann", "classic", 1, 1))
    assert "-" not in crowd.people([], PLAYERS, now=1.2).news


def test_a_crowd_that_shrinks_to_a_few_is_shown_whole_at_once() -> None:
    crowd = gathering(*CROWD)
    crowd.people([], PLAYERS, now=1.0)
    for name in CROWD[2:12]:
        crowd.move(Move(name, "classic", -1, -1))
    assert shown(crowd.people([], PLAYERS, now=1.1)) == [*CROWD[:2], *CROWD[12:]]


def test_a_guest_who_was_forgotten_is_counted_and_not_shown() -> None:
    few = gathering("ann", "nobody")
    assert few.people([], PLAYERS, now=1.0) == People("ann:ANN", "2,0,w")


def test_who_is_hidden_renamed_or_forgotten_in_a_crowd_is_so_at_once() -> None:
    crowd, players = gathering(*CROWD), dict(PLAYERS)
    first = crowd.people([], players, now=1.0)
    one, other, third = shown(first)[:3]
    del players[other]
    players[third] = replace(players[third], handle="Somebody else")
    then = crowd.people([], players, now=1.1, hidden={one})
    assert shown(then) == shown(first)[2:]
    assert then.who.startswith(f"{third}:Somebody else,")
    assert then.news == f"{len(CROWD)},0," + "w" * (SHOWN_MOST - 2)
