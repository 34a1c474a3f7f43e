"""Players and changes come back from their rows exactly, and nothing else does."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.core.players import Page, Player
from persistence import codec
from persistence.codec import MIGRATIONS, Migration
from persistence.files import FORMAT, Damaged

times = st.floats(0, 4e9) | st.integers(0, 4 * 10**9).map(float)
counts = st.integers(0, 10**9)
pages = st.dictionaries(st.text(max_size=40), st.builds(Page, counts, times), max_size=4)
players = st.builds(
    Player, st.text(), st.text(), st.text(), *[counts] * 3, *[times] * 5, counts, pages
)  # fmt: skip


def decoded(text: str) -> Any:
    return json.loads(text)


def replayed(*changes: str, onto: dict[str, Player] | None = None) -> dict[str, Player]:
    found = {} if onto is None else onto
    codec.replay(decoded(f"[{','.join(changes)}]"), found)
    return found


@given(players)
def test_a_player_comes_back_exactly(player: Player) -> None:
    text = codec.encode_player(player)
    assert codec.decode_player(decoded(text)) == player
    assert text.isascii()
    assert "\n" not in text


@given(players, players, st.sampled_from(["", "p", None]))
def test_a_change_brings_any_earlier_state_up_to_date(now: Player, before: Player, page: str | None) -> None:
    """Numbers and the page's entry come out as they are; other page loads stay as they were."""
    before.id, before.key, before.handle = now.id, now.key, now.handle
    now.pages = dict(before.pages)
    if page:
        now.pages[page] = Page(7, now.seen_at)
    assert replayed(codec.encode_change(now, page), onto={now.id: before}) == {now.id: now}


def test_a_page_that_the_ledger_does_not_have_leaves_the_numbers_alone() -> None:
    player = Player("a", "k", "h", 3)
    assert decoded(codec.encode_change(player, "gone")) == ["c", "a", 3, 0, 0, 0.0, 0.0, 0.0, 0.0, 0, 0]


def test_an_entry_heard_at_another_time_than_the_player_keeps_its_time() -> None:
    player = Player("a", "k", "h", seen_at=5.0, pages={"p": Page(1, 4.25)})
    assert decoded(codec.encode_change(player, "p"))[-3:] == ["p", 1, 4.25]


def test_who_is_forgotten_is_no_more() -> None:
    player = Player("a", "k", "h")
    assert replayed(codec.encode_change(player, None), codec.encode_forgotten("a")) == {}
    assert replayed(codec.encode_forgotten("nobody")) == {}


@pytest.mark.parametrize("time", [float("inf"), float("nan")])
def test_a_time_that_no_reader_would_take_is_not_written(time: float) -> None:
    with pytest.raises(ValueError, match="no number"):
        codec.encode_player(Player("a", "k", "h", held_until=time))


@pytest.mark.parametrize(
    "row",
    [
        {},
        None,
        [],
        ["a", "k", "h"],
        ["a", "k", "h", *[0] * 9, {}, 0],
        ["a", "k", "h", True, *[0] * 8, {}],
        ["a", "k", "h", 0.5, *[0] * 8, {}],
        ["a", "k", "h", *[0] * 3, "0", *[0] * 5, {}],
        ["a", "k", "h", *[0] * 9, []],
        ["a", "k", "h", *[0] * 9, {"p": [1]}],
        ["a", "k", "h", *[0] * 9, {"p": [1.5, 2]}],
        ["a", "k", "h", *[0] * 9, {"p": 7}],
    ],
)
def test_what_is_no_player_is_damage(row: object) -> None:
    with pytest.raises(Damaged):
        codec.decode_player(row)


@pytest.mark.parametrize(
    "batch",
    [
        {},
        [7],
        [[]],
        [["x"]],
        [["w"]],
        [["w", []]],
        [["f"]],
        [["f", []]],
        [["c", "nobody", *[0] * 9]],
        [["c", "a", *[0] * 8]],
        [["c", "a", *["0"] * 9]],
        [["c", "a", *[0] * 9, "p"]],
        [["c", "a", *[0] * 9, "p", 1, 2, 3]],
        [["c", "a", *[0] * 9, [], 1, 2]],
        [[["c"], "a"]],
    ],
)
def test_what_is_no_batch_is_damage(batch: object) -> None:
    with pytest.raises(Damaged):
        codec.replay(batch, {"a": Player("a", "k", "h")})


def test_every_older_format_has_its_migration() -> None:
    assert sorted(MIGRATIONS) == list(range(1, FORMAT))


def test_older_rows_are_migrated_step_by_step() -> None:
    """Rows of a format go through every migration from there on; here, times were in milliseconds, then in minutes."""

    def scaled(by: float) -> Callable[[list[Any]], list[Any]]:
        return lambda row: [value * by if isinstance(value, float) else value for value in row]

    def whole(by: float) -> Callable[[list[Any]], list[Any]]:
        return lambda row: [row[0], scaled(by)(row[1])] if row[0] == "w" else scaled(by)(row)

    oldest = FORMAT - 2
    migrations = {
        oldest: Migration(player=scaled(0.001), change=whole(0.001)),
        oldest + 1: Migration(player=scaled(60.0), change=whole(60.0)),
    }
    row = ["a", "k", "h", 1, 2, 3, 5000.0, 0.0, 0.0, 0.0, 0.0, 0, {}]
    assert codec.decode_player(row, written=oldest, migrations=migrations).pressed_at == 300.0
    players: dict[str, Player] = {}
    assert codec.replay([["w", row]], players, written=oldest, migrations=migrations) == 1
    codec.replay([["c", "a", 1, 2, 3, 6000.0, *[0.0] * 4, 0]], players, written=oldest, migrations=migrations)
    assert players["a"].pressed_at == 360.0
