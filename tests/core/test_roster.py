"""Who plays: tokens, handles, guests, and who is here."""

import random
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.contract.errors import HandleInvalid, HandleTaken, HandleTooShort, UnknownPlayer
from clickgame.contract.naming import HandleTooOften
from clickgame.core import handles
from clickgame.core.likeness import likenesses
from clickgame.core.players import Player
from clickgame.core.roster import Roster
from clickgame.core.rules import Rules
from tests.core.words import rude_words

T0 = 100_000.0


def roster_of(*names: str, rules: Rules | None = None) -> Roster:
    """Start a roster with guests called *names*, who joined at T0 and are not here."""
    roster = Roster(rules or Rules(), now=T0)
    for name in names:
        roster.join(player=name, key=f"key of {name}", handle=f"The {name}", now=T0)
    return roster


def test_a_player_is_found_by_key_only() -> None:
    roster = roster_of("ann")
    found = roster.find("key of ann")
    assert found is roster.player("ann")
    assert roster.find("ann") is None


def test_nobody_is_anybody() -> None:
    roster = roster_of("ann")
    for ask in (
        roster.player,
        roster.arrived,
        lambda name: roster.greet(name, now=T0),
        lambda n: roster.rename(n, "Q", now=T0),
    ):
        with pytest.raises(UnknownPlayer):
            ask("eve")


def test_handles_are_unique_and_free_again_when_given_up() -> None:
    roster = roster_of("ann", "bob")
    with pytest.raises(HandleTaken):
        roster.rename("bob", "THE ANN", now=T0)
    with pytest.raises(HandleTooShort):
        roster.rename("bob", " ", now=T0)
    assert roster.player("bob").handle == "The bob"
    assert roster.rename("ann", "the Ann", now=T0) == "the Ann"
    assert roster.rename("ann", "Queen", now=T0) == "Queen"
    assert roster.rename("bob", "The Ann", now=T0) == "The Ann"
    with pytest.raises(HandleTaken):
        roster.join(player="cid", key="k", handle="Queen", now=T0)
    assert "cid" not in roster.players


def test_a_likeness_that_two_share_by_accident_stays_with_the_one_who_has_it() -> None:
    roster = Roster(Rules(), [Player("ann", "a", "Fox"), Player("bob", "b", "Fox")], now=T0)
    roster.forget("ann")
    assert roster.is_taken("Fox")
    roster.rename("bob", "Queen", now=T0)
    assert not roster.is_taken("Fox")


def test_handles_on_record_stay_whatever_they_are() -> None:
    """What may be chosen has changed more than once: who had a handle before has it still."""
    word = rude_words("en")[0]
    had = {"ann": "Paypal", "bob": "Pavpal", "cid": "Admin", "dan": word, "eve": "z\u0300\u0301\u0302\u0303o"}
    roster = Roster(Rules(), [Player(name, name, handle) for name, handle in had.items()], now=T0)
    assert {player.id: player.handle for player in roster.players.values()} == had
    for name in had:
        roster.rename(name, f"Brisk {name}", now=T0)
    assert not any(map(roster.is_taken, had.values()))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(("Paypal", "pavpal", "P aypa1", "Owl", "0wl")))))
def test_two_players_are_never_too_alike(asked: list[tuple[str, str]]) -> None:
    roster = roster_of(*"abc", rules=Rules(renames_per_h=1_000))
    for player, handle in asked:
        with suppress(HandleTaken):
            roster.rename(player, handle, now=T0)
    keys = [likenesses(player.handle) for player in roster.players.values()]
    assert len(frozenset().union(*keys)) == sum(map(len, keys))


def test_handles_are_taken_so_many_times_and_what_is_refused_does_not_count() -> None:
    roster = roster_of("ann", "bob", rules=Rules(renames_per_h=2))
    for raw in ("x", "The bob", "Admin", None) * 3:
        with pytest.raises((HandleInvalid, HandleTaken)):
            roster.rename("ann", raw, now=T0)
    assert roster.rename("ann", "Otter", now=T0) == "Otter"
    assert [roster.rename("ann", " Otter", now=T0) for _ in range(5)] == ["Otter"] * 5
    assert roster.rename("ann", "Queen", now=T0) == "Queen"
    with pytest.raises(HandleTooOften):
        roster.rename("ann", "Otter", now=T0)
    assert roster.player("ann").handle == "Queen"
    assert roster.rename("bob", "Otter", now=T0) == "Otter"
    assert roster.rename("ann", "Kestrel", now=T0 + 1_800) == "Kestrel"


def test_a_made_up_handle_does_not_count() -> None:
    roster = roster_of("ann", rules=Rules(renames_per_h=1))
    for number in range(5):
        roster.join(player=str(number), key=str(number), handle=roster.suggest_handle(random.Random(number)), now=T0)
    assert roster.rename("0", "Queen", now=T0) == "Queen"


def test_whoever_comes_back_after_being_forgotten_may_take_a_handle() -> None:
    roster = roster_of("ann", rules=Rules(renames_per_h=1))
    roster.rename("ann", "Queen", now=T0)
    roster.forget("ann")
    roster.join(player="ann", key="k", handle="Otter", now=T0)
    assert roster.rename("ann", "Queen", now=T0) == "Queen"


def test_a_key_that_two_share_by_accident_stays_with_the_one_who_has_it() -> None:
    roster = Roster(Rules(), [Player("ann", "k", "Fox"), Player("bob", "k", "Owl")], now=T0)
    roster.forget("ann")
    found = roster.find("k")
    assert found is not None
    assert found.id == "bob"


def test_a_player_who_is_put_again_has_the_new_key_and_handle_only() -> None:
    roster = roster_of("ann")
    roster.put(Player("ann", "new key", "Queen", seen_at=T0))
    assert roster.find("key of ann") is None
    assert roster.find("new key") is roster.player("ann")
    assert not roster.is_taken("The ann")
    assert roster.is_taken("Queen")


def test_to_forget_is_to_free_everything() -> None:
    roster = roster_of("ann", "bob")
    roster.arrived("ann")
    for _ in range(2):
        roster.forget("ann")
    assert roster.players.keys() == roster.guests == {"bob"}
    assert roster.find("key of ann") is None
    assert not roster.is_taken("The ann")
    roster.join(player="ann", key="k", handle="The ann", now=T0 + 1)
    assert "ann" in roster.due(T0 + 1_000_000, most=10)
    roster.departed("nobody")


# Guests


def test_guests_are_due_in_the_order_in_which_they_were_last_here() -> None:
    roster = roster_of("ann", "bob", "cid", rules=Rules(guest_age_s=60.0))
    roster.greet("ann", now=T0 + 30)
    assert roster.due(T0 + 59, most=10) == []
    assert roster.due(T0 + 60, most=1) == ["bob"]
    assert roster.due(T0 + 60, most=10) == ["bob", "cid"]
    assert roster.due(T0 + 90, most=10) == ["bob", "cid", "ann"]


def test_whoever_has_pressed_is_no_guest() -> None:
    roster = roster_of("ann", rules=Rules(guest_age_s=60.0))
    roster.keep("ann")
    assert roster.greet("ann", now=T0 + 9).seen_at == T0 + 9
    roster.arrived("ann")
    roster.departed("ann")
    roster.put(Player("ann", "key of ann", "Queen", seen_at=T0 + 20))
    assert roster.due(T0 + 1_000, most=10) == []
    assert not roster.guests


def test_a_guest_who_is_here_is_never_due() -> None:
    """Not even after days; and once departed, there is as much time as for anybody."""
    roster = roster_of("ann", rules=Rules(guest_age_s=60.0))
    for _ in range(2):
        roster.arrived("ann")
    roster.greet("ann", now=T0 + 1)
    roster.put(Player("ann", "key of ann", "Queen", seen_at=T0 + 2))
    assert roster.due(T0 + 10_000, most=10) == []
    for _ in range(2):
        roster.departed("ann")
    assert roster.due(T0 + 10_059, most=10) == []
    assert roster.due(T0 + 10_060, most=10) == ["ann"]


def test_there_are_too_many_only_if_somebody_is_not_here() -> None:
    roster = roster_of("ann", "bob", "cid", rules=Rules(guests_kept=2))
    assert roster.one_too_many() == "ann"
    for name in ("ann", "bob", "cid"):
        roster.arrived(name)
    assert roster.one_too_many() == ""
    roster.departed("bob")
    assert roster.one_too_many() == "bob"
    roster.keep("cid")
    assert roster.one_too_many() == ""


def test_after_a_start_a_guest_has_ten_minutes_to_come_back() -> None:
    """A guest who was here for days and was last greeted then is not forgotten because the server restarted."""
    rules = Rules(guest_age_s=3_600.0)
    saved = [Player("ann", "a", "Ann", seen_at=T0 - 90_000), Player("bob", "b", "Bob", seen_at=T0 - 60)]
    roster = Roster(rules, saved, now=T0)
    assert roster.due(T0 + 599, most=10) == []
    assert roster.due(T0 + 600, most=10) == ["ann"]
    assert roster.due(T0 + 3_540, most=10) == ["ann", "bob"]


def test_a_clock_that_was_set_back_does_not_keep_guests_for_ever() -> None:
    roster = Roster(Rules(guest_age_s=60.0), [Player("ann", "a", "Ann", seen_at=9e9)], now=T0)
    assert roster.due(T0 + 60, most=10) == ["ann"]


def test_guests_put_in_any_order_are_due_in_theirs() -> None:
    roster = roster_of(rules=Rules(guest_age_s=60.0))
    for name, seen_at in (("ann", T0 + 9), ("bob", T0 + 3), ("cid", T0 + 6), ("bob", T0 + 5)):
        roster.put(Player(name, name, f"The {name}", seen_at=seen_at))
    assert roster.due(T0 + 66, most=10) == ["bob", "cid"]


def test_a_new_handle_does_not_make_a_guest_any_younger() -> None:
    roster = roster_of("ann", "bob", rules=Rules(guest_age_s=60.0))
    roster.rename("ann", "Queen", now=T0)
    assert roster.due(T0 + 60, most=1) == ["ann"]


# Made-up handles


def test_a_made_up_handle_is_plain_while_there_are_plain_ones() -> None:
    handle = roster_of().suggest_handle(random.Random(1))
    assert len(handle.split()) == 2


class Full(Roster):
    """A roster in which every handle with fewer than *free_digits* digits in its number is taken."""

    free_digits = 0
    asked = 0

    def is_taken(self, handle: str, *, by_other_than: str = "") -> bool:
        """Tell by the number of digits."""
        assert by_other_than == ""
        self.asked += 1
        return sum(character.isdigit() for character in handle) < self.free_digits


def test_when_the_usual_handles_are_gone_numbers_grow() -> None:
    roster = Full(Rules())
    roster.free_digits = 5
    handle = roster.suggest_handle(random.Random(1))
    assert handles.clean(handle) == handle
    assert sum(character.isdigit() for character in handle) >= 5


def test_when_every_handle_is_gone_a_newcomer_is_refused_and_nobody_waits_for_ever() -> None:
    roster = Full(Rules())
    roster.free_digits = 99
    with pytest.raises(HandleTaken):
        roster.suggest_handle(random.Random(1))
    assert roster.asked < 100
