"""A game as JSON Lines, for other programs, other machines and people: out, and in again.

    {"kind": "export", "format": 1, "players": 2}
    {"id": "k3v9x2ab", "key": "…", "handle": "BraveOtter", "score": 12, …, "pages": {"<page>": {"count": 12, "at": …}}}

Salvaging collects what can still be read of a folder that the game refuses to start from.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from clickgame.core.players import Player
from persistence import codec, files
from persistence.codec import Players
from persistence.disk import Disk
from persistence.errors import ExportUnreadable, FormatNewer
from persistence.files import Damaged
from persistence.scan import whole_batches
from persistence.snapshot import whole_players

_FIELDS = frozenset(field.name for field in fields(Player))


def lines_of(players: Players) -> Iterator[str]:
    """Write a game as lines of text, line ends included."""
    yield json.dumps({"kind": "export", "format": files.FORMAT, "players": len(players)}) + "\n"
    for player in players.values():
        yield json.dumps(asdict(player), ensure_ascii=False) + "\n"


def players_of(lines: Iterable[bytes]) -> Players:
    """Read the players of an export. Raises ExportUnreadable, which names the line, and FormatNewer."""
    players: Players = {}
    keys: set[str] = set()
    count = -1
    for number, line in enumerate(lines, 1):
        try:
            content = json.loads(line)
            if number == 1:
                count = _count(content)
                continue
            player = _player(content)
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            raise ExportUnreadable(f"line {number} is not a line of an export ({problem})") from problem
        if player.id in players or player.key in keys:
            raise ExportUnreadable(f"line {number} has a player who was in an earlier line")
        players[player.id] = player
        keys.add(player.key)
    if len(players) != count:
        raise ExportUnreadable(f"it has {len(players)} players, and {max(count, 0)} by its first line")
    return players


def salvage(disk: Disk, folder: Path) -> tuple[Players, int]:
    """Collect every player, in the newest state that can be proven, and count the changes that fit nobody.

    A line that is not whole is left out with what was in it: later lines still count, so a page that was open then may
    have some presses counted again. Raises OSError.
    """
    stock = files.take_stock(disk.names(folder))
    players: Players = {}
    misfits = 0
    for number in sorted({*stock.snapshots, *stock.segments}):
        if number in stock.snapshots:
            found = whole_players(disk.lines(folder / files.name(files.SNAPSHOT, number)))
            players.update((player.id, player) for player in found)
        if number in stock.segments:
            for batch in whole_batches(disk.lines(folder / files.name(files.JOURNAL, number))):
                for row in batch:
                    try:
                        codec.replay([row], players)
                    except Damaged:
                        misfits += 1
    return players, misfits


def _count(header: dict[str, Any]) -> int:
    if header["kind"] != "export":
        raise ValueError("its kind is another")
    if header["format"] > files.FORMAT:
        raise FormatNewer(f"the export has format {header['format']}, and this version reads up to {files.FORMAT}")
    return header["players"]


def _player(content: dict[str, Any]) -> Player:
    if content.keys() != _FIELDS:
        raise ValueError("its fields are others")
    pages = {page: [entry["count"], entry["at"]] for page, entry in content["pages"].items()}
    try:
        return codec.decode_player([*(content[field.name] for field in fields(Player)[:-1]), pages])
    except Damaged as damage:
        raise ValueError(f"its player {damage}") from damage
