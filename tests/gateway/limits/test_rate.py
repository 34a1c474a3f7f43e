"""A bucket of tokens for each address, in bounded memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clickgame.gateway.limits.rate import RateLimit, address_of


def limit(*, per_s: float = 2.0, burst: int = 3, addresses_most: int = 100) -> RateLimit:
    """Make a limit."""
    return RateLimit(per_s=per_s, burst=burst, addresses_most=addresses_most)


def test_a_burst_goes_through_and_then_it_is_the_rate() -> None:
    bucket = limit()
    assert [bucket.wait_s("a", now=0.0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert bucket.wait_s("a", now=0.5) == 0
    assert bucket.wait_s("a", now=0.5) == pytest.approx(0.5)


def test_being_refused_costs_nothing() -> None:
    bucket = limit()
    for _ in range(50):
        bucket.wait_s("a", now=0.0)
    assert bucket.wait_s("a", now=0.5) == 0


@given(st.lists(st.floats(0, 3), max_size=200))
def test_no_more_go_through_than_burst_and_rate_allow(pauses: list[float]) -> None:
    """In whatever stretch of time."""
    bucket, now, passed = limit(), 1_000.0, list[float]()
    for pause in pauses:
        now += pause
        if not bucket.wait_s("a", now=now):
            passed.append(now)
    for first, since in enumerate(passed):
        for count, until in enumerate(passed[first:], 1):
            assert count <= 3 + 2 * (until - since) + 1e-6


@given(st.lists(st.floats(0.5, 3), max_size=50))
def test_who_keeps_to_the_rate_never_waits(pauses: list[float]) -> None:
    bucket, now = limit(), 0.0
    for pause in pauses:
        now += pause
        assert bucket.wait_s("a", now=now) == 0


def test_of_addresses_a_bounded_number_is_remembered() -> None:
    bucket = limit(addresses_most=100)
    for number in range(1_000):
        bucket.wait_s(f"10.0.{number >> 8}.{number & 255}", now=0.0)
    assert len(bucket) == 100


def test_who_has_a_full_bucket_again_is_forgotten() -> None:
    bucket = limit()
    for number in range(50):
        bucket.wait_s(str(number), now=0.0)
    for number in range(50):
        bucket.wait_s(f"later {number}", now=1_000.0)
    assert len(bucket) == 50


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("unknown", "unknown"),
        ("x" * 1_000, "x" * 64),
    ],
)
def test_an_address_is_the_peers_and_for_ipv6_its_network(host: str, address: str) -> None:
    assert address_of({"client": (host, 1)}) == address


def test_who_has_no_address_shares_one() -> None:
    assert address_of({"client": None}) == address_of({}) == ""
