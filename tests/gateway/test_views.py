"""A board's frames: the parts that changed, everything for newcomers, and nobody misses what came on the way."""

import json
from typing import Any

from clickgame.contract.boards import Board
from clickgame.gateway.reflex.channels import BOARD, FIELD_MARKER
from clickgame.gateway.reflex.protocol import Frame
from clickgame.gateway.views import View

FIRST = Board(1, 1, [("ann", "Ann")], [], ":3", 3, 1, [])


def parts(frame: Frame) -> dict[str, Any]:
    """Give the board's vars in *frame*."""
    return states(frame)[BOARD.name]


def states(frame: Frame) -> dict[str, dict[str, Any]]:
    """Give all vars in *frame*, by state."""
    _, data = json.loads(frame.text.removeprefix("2/_event,"))
    return {
        state: {name.removesuffix(FIELD_MARKER): value for name, value in values.items()}
        for state, values in data["delta"].items()
    }


def test_a_round_has_the_parts_that_changed_since_the_last() -> None:
    view = View("live", {})
    assert view.begin(FIRST)
    assert parts(view.frame).keys() == {"names", "fresh", "lines", "total", "online", "crowned"}
    assert not view.begin(FIRST)
    assert view.begin(FIRST._replace(version=2, lines=":4", total=4))
    assert parts(view.frame) == {"lines": ":4", "total": 4}
    assert view.usual_bytes == len(view.frame.message)


def test_newcomers_names_do_not_count_as_usual_bytes() -> None:
    view = View("live", {})
    view.begin(FIRST)
    view.begin(FIRST._replace(version=2, fresh=[(1, "bob", "Bob")], total=4))
    assert view.usual_bytes < len(view.frame.message)


def test_whoever_has_nothing_is_given_everything_once_encoded() -> None:
    view = View("best", {})
    view.begin(FIRST)
    whole = parts(view.whole())
    told = {"fresh": [], "lines": ":3", "total": 3, "online": 1, "crowned": []}
    assert whole == {"names": [["ann", "Ann"]], **told, "shown": "best"}
    assert view.whole() is view.whole()


def test_what_came_on_the_way_is_told_to_the_first_in_the_next_round() -> None:
    view = View("live", {})
    view.begin(FIRST)
    view.begin(second := FIRST._replace(version=2, total=4))
    view.catch_up(third := second._replace(version=3, lines=":5"))
    assert parts(view.frame) == {"total": 4, "lines": ":5"}
    view.catch_up(third)
    assert view.begin(third)
    assert parts(view.frame) == {"lines": ":5"}


def test_another_life_of_the_engine_is_another_board() -> None:
    view = View("live", {})
    view.begin(FIRST)
    assert view.begin(FIRST._replace(epoch=2, total=9))
    assert parts(view.frame) == {"total": 9}


def test_what_is_told_besides_goes_along_once_and_is_part_of_the_whole() -> None:
    view = View("live", {"people": {"who": "a"}})
    view.begin(FIRST)
    assert not view.tell("people", {"who": "a"})
    assert view.tell("people", {"who": "a", "news": "1"})
    assert view.tell("feed", {"line": "x"})
    assert view.begin(FIRST)
    assert states(view.frame) == {"people": {"news": "1"}, "feed": {"line": "x"}}
    assert not view.begin(FIRST)
    assert view.begin(FIRST._replace(version=2, total=4))
    assert states(view.frame) == {BOARD.name: {"total": 4}}
    whole = states(view.whole())
    assert whole.keys() == {BOARD.name, "people", "feed"}
    assert whole["people"] == {"who": "a", "news": "1"}


def test_what_is_told_in_the_middle_of_a_round_comes_with_the_next() -> None:
    view = View("live", {})
    view.begin(FIRST)
    view.tell("feed", {"line": "x"})
    view.catch_up(FIRST._replace(version=2, total=4))
    assert "feed" not in states(view.frame)
    assert view.begin(FIRST._replace(version=2, total=4))
    assert states(view.frame)["feed"] == {"line": "x"}
