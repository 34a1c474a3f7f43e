"""The processes of one game on one host, each with a port of its own for health and metrics: `run --gateways`."""

import logging
import secrets
import signal
import socket
import sys
from collections.abc import Iterator, Mapping

from clickgame.gateway.moderation import NEW, TOKEN_BYTES, TOKEN_TOLD
from clickgame.launch.children import Program
from clickgame.launch.supervisor import ready_at
from clickgame.settings import Settings, variable

SUPERVISED = "--supervised"

logger = logging.getLogger(__name__)


def programs(settings: Settings, gateways: int, *, has_page: bool) -> list[Program]:
    """Give an engine, a standby and so many *gateways*, which share the game's port.

    Their own ports follow one another from the settings' one for metrics on, or are any free ones.
    """
    ports = _ports(settings.metrics_port, gateways + 2)
    common = {variable("metrics_host"): settings.metrics_host}
    if gateways == 1:
        common[variable("drain_s")] = "0"  # its pages have nowhere to go: the sooner there is another one, the better
    if settings.operator_token == NEW:
        common[variable("operator_token")] = token = secrets.token_urlsafe(TOKEN_BYTES)
        logger.warning(TOKEN_TOLD, token)
    command = [sys.executable, "-m", "clickgame"]
    waiting = [*command, "standby", SUPERVISED]
    return [
        _program(
            "engine", [*command, "engine", SUPERVISED], settings, next(ports), common, again=waiting, is_owner=True
        ),
        _program("standby", waiting, settings, next(ports), common, is_owner=True),
        *(
            _program(
                f"gateway {number}",
                [*command, "gateway", SUPERVISED, *([] if has_page else ["--no-page"])],
                settings,
                next(ports),
                common,
                leave_by=signal.SIGINT,  # where all leave, nobody has to be sent elsewhere
            )
            for number in range(1, gateways + 1)
        ),
    ]


def _program(
    name: str,
    argv: list[str],
    settings: Settings,
    port: int,
    common: Mapping[str, str],
    *,
    again: list[str] | None = None,
    is_owner: bool = False,
    leave_by: signal.Signals = signal.SIGTERM,
) -> Program:
    return Program(
        name,
        argv,
        again or (),
        is_owner=is_owner,
        is_ready=ready_at(settings.metrics_host, port),
        environ={**common, variable("metrics_port"): str(port)},
        leave_by=leave_by,
    )


def _ports(first: int, count: int) -> Iterator[int]:
    if first:
        yield from range(first, first + count)
        return
    # All at once, or the same would be free again and again.
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    found = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    yield from found
