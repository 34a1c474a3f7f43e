"""A proxy's word counts if it is configured, and nobody else's."""

import pytest

from clickgame.gateway.limits.proxies import Proxies, proxies


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["5.6.7.8"], "5.6.7.8"),
        ("127.0.0.1", ["1.1.1.1, 5.6.7.8"], "5.6.7.8"),
        ("127.0.0.1", ["1.1.1.1", "5.6.7.8"], "5.6.7.8"),
        ("127.0.0.1", ["5.6.7.8, 127.0.0.1"], "5.6.7.8"),
        ("127.0.0.1", ["2001:db8:0:1:2::3"], "2001:db8:0:1::/64"),
        ("127.0.0.1", ["x" * 5_000], "x" * 64),
        ("127.0.0.1", [" "], "127.0.0.1"),
        ("9.9.9.9", ["5.6.7.8"], "9.9.9.9"),
        ("2001:db8::9", ["5.6.7.8"], "2001:db8::/64"),
        ("", ["5.6.7.8"], ""),
    ],
)
def test_the_word_of_a_proxy_that_is_believed_counts(peer: str, forwarded: list[str], address: str) -> None:
    assert Proxies("127.0.0.1").address_of(peer, forwarded) == address


def test_proxies_are_named_one_by_one_or_by_network() -> None:
    assert proxies("10.0.0.0/8").address_of("10.1.2.3", ["5.6.7.8"]) == "5.6.7.8"
    assert proxies("10.0.0.0/8") is proxies("10.0.0.0/8")
