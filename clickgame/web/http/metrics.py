"""`/metrics`: what is measured, in Prometheus' format, for whoever has the token.

Of prometheus-client only what writes the format is used, in a registry of its own, and it is imported by the first
scrape: where nobody may ask, it is never loaded.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from clickgame.contract.measures import BOUNDS_S, COUNTER, Read, Reading, Times
from clickgame.gateway.limits.rate import RateLimit, address_of

PATH = "/metrics"
OFF = "off"
TOKEN_SHORTEST = 16
TRIES_AT_ONCE, TRIES_PER_S, ADDRESSES_MOST = 8, 1 / 60, 1_000


class Metrics:
    """Tells what is measured of a process in some *role*."""

    def __init__(self, reads: Sequence[Read], *, role: str) -> None:
        """Read with each of *reads*, anew each time."""
        self._reads = reads
        self._role = role

    def readings(self) -> Iterator[Reading]:
        """Read everything."""
        for read in self._reads:
            yield from read()

    def text(self) -> tuple[bytes, str]:
        """Write everything in the format, and give it with its content type."""
        from prometheus_client import CollectorRegistry, generate_latest  # noqa: PLC0415  # only where somebody asks
        from prometheus_client.exposition import CONTENT_TYPE_LATEST  # noqa: PLC0415  # likewise

        registry = CollectorRegistry()
        registry.register(_Collector(lambda: _families(self.readings(), self._role)))
        return generate_latest(registry), CONTENT_TYPE_LATEST

    def route(self, token: str = "") -> Route:
        """Give the route, for those who bring *token*; for everybody where that is empty."""
        tries = RateLimit(per_s=TRIES_PER_S, burst=TRIES_AT_ONCE, addresses_most=ADDRESSES_MOST)
        expected = _digest(f"Bearer {token}")

        async def answer(request: Request) -> Response:
            if token:
                address, now = address_of(request.scope), monotonic()
                if tries.is_empty(address, now=now):
                    return _refused("too_many_tries", 429)
                if not secrets.compare_digest(_digest(request.headers.get("authorization", "")), expected):
                    tries.wait_s(address, now=now)
                    return _refused("not_an_operator", 401)
            body, kind = self.text()
            return Response(body, headers={"content-type": kind, "cache-control": "no-store"})

        return Route(PATH, answer)

    def routes(self, token: str) -> list[Route]:
        """Give the route for who has *token*, or none where it is "off". Raises ValueError for one easily guessed."""
        if token == OFF:
            return []
        if len(token) < TOKEN_SHORTEST:
            raise ValueError(f"it has less than {TOKEN_SHORTEST} characters")
        return [self.route(token)]


class _Collector:
    """What prometheus-client asks for all that there is."""

    def __init__(self, collect: Callable[[], Iterable[Any]]) -> None:
        self.collect = collect

    def describe(self) -> list[Any]:
        """Say nothing beforehand: to register reads nothing."""
        return []


def _families(readings: Iterable[Reading], role: str) -> Iterator[Any]:
    """Give each reading as one of prometheus-client's families."""
    from prometheus_client.core import (  # noqa: PLC0415  # as above
        CounterMetricFamily,
        GaugeMetricFamily,
        HistogramMetricFamily,
    )

    for reading in readings:
        labels = ["role", reading.label] if reading.label else ["role"]
        if isinstance(reading.value, Times):
            family: Any = HistogramMetricFamily(reading.name, reading.text, labels=labels)
            family.add_metric([role], _buckets(reading.value), reading.value.sum_s)
        else:
            kind = CounterMetricFamily if reading.kind == COUNTER else GaugeMetricFamily
            family = kind(reading.name, reading.text, labels=labels)
            if isinstance(reading.value, (int, float)):
                family.add_metric([role], reading.value)
            else:
                for value, number in reading.value.items():
                    family.add_metric([role, value], number)
        yield family


def _buckets(times: Times) -> list[tuple[str, float]]:
    """Give how many took no longer than each bound."""
    so_far, buckets = 0, list[tuple[str, float]]()
    for bound, count in zip((*map(str, BOUNDS_S), "+Inf"), times.counts, strict=True):
        so_far += count
        buckets.append((bound, so_far))
    return buckets


def _refused(code: str, status: int) -> Response:
    asks = {"www-authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004  # the number is HTTP's
    return PlainTextResponse(f"{code}\n", status, headers={"cache-control": "no-store", **asks})


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="replace")).digest()
