"""When an owner is taken to be gone: only time in which somebody looked and saw nothing new counts."""

from clickgame.launch.replica import GAP_S, Lease
from clickgame.launch.shared_log import LEFT, Ownership, Seen

OURS = Ownership("ann", 4, "game", 4)


def seen(beat: str, ownership: Ownership | None = OURS) -> Seen:
    return Seen(has_seat=True, ownership=ownership, beat=beat)


def test_a_lease_is_over_once_nothing_new_was_seen_for_so_long() -> None:
    lease = Lease(patience_s=1.0)
    assert [lease.look(seen("7"), at) for at in (0.0, 0.25, 0.5, 0.75, 0.9, 1.0)] == [False] * 5 + [True]


def test_a_beat_or_another_owner_begins_it_anew() -> None:
    lease = Lease(patience_s=0.39)
    assert not lease.look(seen("7"), 0.0)
    assert not lease.look(seen("7"), 0.2)
    assert not lease.look(seen("8"), 0.4)
    assert not lease.look(seen("8"), 0.6)
    assert not lease.look(seen("8", OURS._replace(owner="bob")), 0.8)
    assert not lease.look(seen("8", OURS._replace(owner="bob")), 1.0)
    assert lease.look(seen("8", OURS._replace(owner="bob")), 1.2)


def test_whoever_did_not_look_or_could_not_knows_nothing() -> None:
    lease = Lease(patience_s=2 * GAP_S)
    assert not lease.look(seen("7"), 0.0)
    assert not lease.look(seen("7"), 100.0), "we were stopped"
    lease.lose()
    assert not lease.look(seen("7"), 200.0)
    assert not lease.look(seen("7"), 201.0)
    assert lease.look(seen("7"), 202.0)


def test_an_owner_that_has_left_has_no_lease() -> None:
    assert Lease(patience_s=60.0).look(seen(LEFT), 0.0)
    assert not Lease(patience_s=60.0).look(seen("", None), 0.0)
