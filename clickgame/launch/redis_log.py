"""The shared log in Redis: scripts, so that whoever is no more the owner can append nothing, whenever it asks.

A hash says who owns the game, a stream has the newest batches, another one the parts of a whole that is on its way, and
a hash what whoever stands by has said; one key is that one's seat, and one says that there was somebody of late. Redis
may forget all of it at any time: then the owner puts it there again, and nobody else may take the game over.
"""

import asyncio
import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from redis.exceptions import NoScriptError, RedisError

from clickgame.launch.redis_bus import AnyConnection, reading
from clickgame.launch.shared_log import LEFT, Asked, Entry, LogLost, Ownership, Seen, Told

PREFIX = "clickgame:log:"
KEYS = tuple(PREFIX + name for name in ("owner", "batches", "whole", "standby", "seat", "wanted"))
ANSWER_S = 3.0
SEAT_MS = 2_000  # until somebody else may stand by in place of one of whom nothing is heard
WANTED_MS = 600_000  # how long batches are kept for whoever stood by and may come back; without anybody they go at once
ENTRIES_MOST, PARTS_MOST = 200, 4  # at a time

_COMMON = """
local OWNER, BATCHES, WHOLE, STANDBY, SEAT, WANTED = unpack(KEYS)
local function later(a, b)
  local ae, an = string.match(a, '(%d+)-(%d+)')
  local be, bn = string.match(b, '(%d+)-(%d+)')
  if ae == be then return tonumber(an) > tonumber(bn) end
  return tonumber(ae) > tonumber(be)
end
local function standby()
  local said = redis.call('HMGET', STANDBY, 'kept', 'asks', 'taken')
  return {1, redis.call('EXISTS', SEAT), said[1] or '', said[2] or '', tonumber(said[3] or '0')}
end
"""
_APPEND = (
    _COMMON
    + """
local known = redis.call('HMGET', OWNER, 'owner', 'epoch', 'last', 'bytes')
local last, bytes = known[3], tonumber(known[4] or '0')
if known[1] ~= ARGV[1] then
  if known[1] and tonumber(known[2]) >= tonumber(ARGV[2]) then return {0} end
  redis.call('DEL', OWNER, BATCHES, WHOLE)
  last, bytes = ARGV[5], 0
end
for i = 7, #ARGV, 3 do
  if later(ARGV[i], last) then
    redis.call('XADD', BATCHES, ARGV[i], 'b', ARGV[i + 1], 'l', ARGV[i + 2])
    last, bytes = ARGV[i], bytes + #ARGV[i + 2]
  end
end
local kept, is_wanted = redis.call('HGET', STANDBY, 'kept'), redis.call('EXISTS', WANTED) == 1
while true do
  local first = redis.call('XRANGE', BATCHES, '-', '+', 'COUNT', 1)[1]
  if not first or (is_wanted and bytes <= tonumber(ARGV[6]) and not (kept and not later(first[1], kept))) then break end
  redis.call('XDEL', BATCHES, first[1])
  bytes = bytes - #first[2][4]
end
redis.call('HSET', OWNER, 'owner', ARGV[1], 'epoch', ARGV[2], 'game', ARGV[3], 'format', ARGV[4],
  'last', last, 'bytes', bytes)
redis.call('HINCRBY', OWNER, 'beat', 1)
return standby()
"""
)
_PART = (
    _COMMON
    + """
if redis.call('HGET', OWNER, 'owner') ~= ARGV[1] then return {0} end
if ARGV[3] == '1' then redis.call('DEL', WHOLE) end
redis.call('XADD', WHOLE, '1-' .. ARGV[3], 'w', ARGV[2], 'p', ARGV[4])
redis.call('PEXPIRE', WHOLE, 60000)
return standby()
"""
)
_LEAVE = (
    _COMMON
    + """
if redis.call('HGET', OWNER, 'owner') == ARGV[1] then redis.call('HSET', OWNER, 'beat', ARGV[2]) end
return {1}
"""
)
_LOOK = (
    _COMMON
    + """
local seat = redis.call('GET', SEAT)
local known = redis.call('HMGET', OWNER, 'owner', 'epoch', 'game', 'format', 'beat', 'last')
if seat and seat ~= ARGV[1] then return {0, known, {}, {}} end
redis.call('SET', SEAT, ARGV[1], 'PX', ARGV[2])
redis.call('SET', WANTED, 1, 'PX', ARGV[3])
redis.call('HSET', STANDBY, 'kept', ARGV[4], 'asks', ARGV[6], 'taken', ARGV[7])
redis.call('PEXPIRE', STANDBY, ARGV[3])
local parts = {}
if ARGV[6] ~= '' then
  redis.call('XTRIM', WHOLE, 'MINID', '1-' .. (tonumber(ARGV[7]) + 1))
  for _, part in ipairs(redis.call('XRANGE', WHOLE, '-', '+', 'COUNT', ARGV[9])) do
    if part[2][2] == ARGV[6] then table.insert(parts, {string.sub(part[1], 3), part[2][4]}) end
  end
end
return {1, known, redis.call('XRANGE', BATCHES, '(' .. ARGV[5], '+', 'COUNT', ARGV[8]), parts}
"""
)
_CLAIM = (
    _COMMON
    + """
local known = redis.call('HMGET', OWNER, 'owner', 'beat', 'epoch', 'last')
if (known[1] or '') ~= ARGV[1] or (known[2] or '') ~= ARGV[2] then return {0} end
if known[1] and tonumber(known[3]) >= tonumber(ARGV[4]) then return {0} end
if known[1] and later(known[4], ARGV[7]) then
  if ARGV[8] ~= '1' then return {0} end
  redis.call('DEL', BATCHES)
end
if not known[1] then redis.call('DEL', BATCHES) end
if redis.call('EXISTS', BATCHES) == 0 then redis.call('HSET', OWNER, 'bytes', 0) end
redis.call('HSET', OWNER, 'owner', ARGV[3], 'epoch', ARGV[4], 'game', ARGV[5], 'format', ARGV[6], 'last', ARGV[7],
  'beat', 0)
redis.call('DEL', SEAT, WHOLE)
redis.call('HDEL', STANDBY, 'asks', 'taken')
return {1}
"""
)


class _Script(NamedTuple):
    text: str
    digest: str


def _script(text: str) -> _Script:
    return _Script(text, hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest())


class RedisLog:
    """The log in the Redis at *url*, over one connection, which is made when it is needed; see `SharedLog`."""

    def __init__(self, url: str) -> None:
        """Connect to nothing yet. Raises SettingsError if *url* is no address of a Redis."""
        self._make, self._place = reading(url)
        self._connection: AnyConnection | None = None
        self._turn = asyncio.Lock()

    async def append(self, ours: Ownership, entries: Sequence[Entry], *, confirmed: str, most_bytes: int) -> Told:
        """Put entries behind those that are there; see `SharedLog`."""
        values = [value for entry in entries for value in entry]
        return _told(await self._run(APPEND, *ours, confirmed, most_bytes, *values))

    async def put_part(self, ours: Ownership, whole: str, number: int, part: bytes) -> Told:
        """Put a part of a whole there; see `SharedLog`."""
        return _told(await self._run(PART, ours.owner, whole, number, part))

    async def leave(self, ours: Ownership) -> None:
        """Say that the owner is no more; see `SharedLog`."""
        await self._run(LEAVE, ours.owner, LEFT)

    async def look(self, asked: Asked) -> Seen:
        """Look as whoever stands by; see `SharedLog`."""
        name, kept, read, asks, taken = asked
        has_seat, (owner, epoch, game, kind, beat, last), entries, parts = await self._run(
            LOOK, name, SEAT_MS, WANTED_MS, kept, read, asks, taken, ENTRIES_MOST, PARTS_MOST
        )
        return Seen(
            has_seat=bool(has_seat),
            ownership=Ownership(owner.decode(), int(epoch), game.decode(), int(kind)) if owner else None,
            beat=(beat or b"").decode(),
            last=(last or b"").decode(),
            entries=[Entry(each.decode(), before.decode(), line) for each, (_, before, _, line) in entries],
            parts=[(int(number), part) for number, part in parts],
        )

    async def claim(self, seen: Seen, ours: Ownership, *, last: str, is_forced: bool) -> bool:
        """Make the game ours; see `SharedLog`."""
        owner = seen.ownership.owner if seen.ownership else ""
        (is_ours,) = await self._run(CLAIM, owner, seen.beat, *ours, last, int(is_forced))
        return bool(is_ours)

    async def close(self) -> None:
        """Let go of the connection."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.disconnect(nowait=True)

    async def _run(self, script: _Script, *values: object) -> list[Any]:
        async with self._turn:
            is_done = False
            try:
                async with asyncio.timeout(ANSWER_S):
                    answer = await self._ask(script, values)
                is_done = True
            except (RedisError, OSError) as problem:
                raise LogLost(f"Redis at {self._place} does not answer") from problem
            finally:
                if not is_done:  # an answer that comes late would be taken for another one's
                    await self.close()
            return answer

    async def _ask(self, script: _Script, values: Sequence[object]) -> list[Any]:
        if self._connection is None:
            connection = self._make()
            await connection.connect()
            self._connection = connection
        connection = self._connection
        try:
            await connection.send_command("EVALSHA", script.digest, len(KEYS), *KEYS, *values)
            return _listed(await connection.read_response())
        except NoScriptError:
            await connection.send_command("EVAL", script.text, len(KEYS), *KEYS, *values)
            return _listed(await connection.read_response())


def _listed(answer: object) -> list[Any]:
    return answer if isinstance(answer, list) else []


def _told(answer: Sequence[Any]) -> Told:
    if not answer[0]:
        return Told(is_owner=False)
    _, is_there, kept, asks, taken = answer
    return Told(is_owner=True, is_there=bool(is_there), kept=kept.decode(), asks=asks.decode(), taken=taken)


APPEND, PART, LEAVE, LOOK, CLAIM = map(_script, (_APPEND, _PART, _LEAVE, _LOOK, _CLAIM))
