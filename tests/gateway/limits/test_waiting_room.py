"""Few wait at once, fewer of one address, and each page for longer and longer."""

from clickgame.gateway.limits.waiting_room import PAUSE_MOST_S, PAUSE_S, WAITING_EACH, WAITING_MOST, WaitingRoom


def test_one_address_takes_its_share_of_the_places_only() -> None:
    room = WaitingRoom()
    assert sum(room.enter("a") for _ in range(WAITING_MOST)) == WAITING_EACH
    assert room.enter("b")
    room.leave("a")
    assert room.enter("a")
    assert not room.enter("a")


def test_the_places_are_counted() -> None:
    room = WaitingRoom()
    assert sum(room.enter(str(number)) for number in range(WAITING_MOST + 9)) == WAITING_MOST
    for number in range(WAITING_MOST):
        room.leave(str(number))
    assert (room.count, room._each) == (0, {})


def test_a_page_waits_twice_as_long_each_time_up_to_a_minute_and_others_do_not() -> None:
    room = WaitingRoom()
    pauses = [room.pause_s("page") for _ in range(2_000)]
    assert pauses[:5] == [PAUSE_S, PAUSE_S * 2, PAUSE_S * 4, PAUSE_S * 8, PAUSE_S * 16]
    assert max(pauses) == pauses[-1] == PAUSE_MOST_S
    assert room.pause_s("another") == PAUSE_S


def test_made_up_pages_are_not_remembered() -> None:
    room = WaitingRoom()
    for number in range(WAITING_MOST * 3):
        room.pause_s(str(number))
    assert len(room._times) <= WAITING_MOST
