"""The way to the operators' desk for `python -m clickgame admin`: a Unix socket in the data folder, mode 0600.

Who may read the game's files may moderate it: there is no token to leak or to guess, nothing listens on the network,
and the system itself keeps others out. A request is one line of JSON, and so is its answer.
"""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, cast

from clickgame.contract.errors import EventMalformed, GameError, UnknownPlayer
from clickgame.contract.moderation import ADMIN_SOCKET, DEEDS_AT_ONCE, DeedAsk
from clickgame.gateway.moderation import Desk

REQUEST_LONGEST = 16_384
PATIENCE_S = 10.0
AT_ONCE = 8

logger = logging.getLogger(__name__)

Request = Mapping[str, Any]


@asynccontextmanager
async def admin_socket(desk: Desk, folder: Path) -> AsyncGenerator[None]:
    """Answer at the socket in *folder* while the block runs; where there can be none, say so and go on without."""
    path, listener = folder / ADMIN_SOCKET, socket.socket(socket.AF_UNIX)
    try:
        path.unlink(missing_ok=True)  # a killed server leaves it, and who has the folder's lock is the only one
        listener.bind(str(path))
        path.chmod(0o600)  # before it listens: nobody gets in between
    except OSError as error:
        listener.close()
        logger.warning("no admin commands: the socket %s cannot be made: %s", path, error.strerror or error)
        yield
        return
    visitors = asyncio.Semaphore(AT_ONCE)

    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async with visitors:
            with suppress(TimeoutError, ConnectionError, ValueError):
                async with asyncio.timeout(PATIENCE_S):
                    writer.write(await answer(desk, await reader.readline()))
                    await writer.drain()
            writer.close()

    async with await asyncio.start_unix_server(visit, sock=listener, limit=REQUEST_LONGEST):
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


async def answer(desk: Desk, line: bytes) -> bytes:
    """Do what *line* asks for, and give the answer's line: `answer`, or `code` and `text` of a refusal."""
    try:
        said: dict[str, object] = {"answer": await _answer(desk, line)}
    except GameError as refusal:
        said = {"code": refusal.code, "text": refusal.text}
    return json.dumps(said).encode() + b"\n"


async def _answer(desk: Desk, line: bytes) -> object:
    try:
        request: object = json.loads(line)
    except (ValueError, RecursionError):
        raise EventMalformed from None
    command = cast("Request", request).get("command") if isinstance(request, dict) else None
    if not isinstance(command, str) or command not in COMMANDS:
        raise EventMalformed
    return _plain(await COMMANDS[command](desk, cast("Request", request)))


async def _list(desk: Desk, _request: Request) -> object:
    return await desk.link.moderation.in_force()


async def _reports(desk: Desk, _request: Request) -> object:
    return await desk.link.moderation.reported()


async def _review(desk: Desk, _request: Request) -> object:
    return await desk.link.review(DEEDS_AT_ONCE)


async def _show(desk: Desk, request: Request) -> object:
    return await desk.link.moderation.find(str(request.get("whom", "")))


async def _log(desk: Desk, request: Request) -> object:
    whom = request.get("whom", "")
    return await desk.link.moderation.log(await named(desk, whom) if whom else "")


async def _do(desk: Desk, request: Request) -> object:
    ask = DeedAsk(
        request.get("operator", ""),
        request.get("what"),
        await named(desk, request.get("whom")),
        request.get("why"),
        request.get("for_s", -1.0),
    )
    return [await desk.do(ask)]


async def _undo(desk: Desk, request: Request) -> object:
    return [await desk.undo(request.get("operator", ""), request.get("number"))]


async def _restore(desk: Desk, request: Request) -> object:
    whom, what = await named(desk, request.get("whom")), request.get("what", "")
    return await desk.undo_all(request.get("operator", ""), whom, what)


COMMANDS: Mapping[str, Callable[[Desk, Request], Awaitable[object]]] = {
    "list": _list,
    "reports": _reports,
    "review": _review,
    "show": _show,
    "log": _log,
    "do": _do,
    "undo": _undo,
    "restore": _restore,
}


async def named(desk: Desk, whom: object) -> str:
    """Give the id of the player whose id or whole handle is *whom*, or *whom* itself: an arena, or nobody.

    Raises UnknownPlayer for what is no name at all.
    """
    if not isinstance(whom, str) or not whom.strip():
        raise UnknownPlayer
    asked = whom.strip().casefold()
    found = [each for each in await desk.link.moderation.find(asked) if asked in (each.player, each.handle.casefold())]
    return found[0].player if found else whom.strip()


def _plain(answered: object) -> object:
    """Give what JSON says of an answer: rows with their fields' names."""
    fields: Callable[[], Mapping[str, object]] | None = getattr(answered, "_asdict", None)
    if fields is not None:
        return {name: _plain(value) for name, value in fields().items()}
    if isinstance(answered, (list, tuple)):
        return [_plain(each) for each in cast("list[object]", answered)]
    return answered
