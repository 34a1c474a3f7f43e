"""What the API's answers may look like: the examples of its page and of its description."""

import json
from collections.abc import Mapping

from clickgame.contract.feed import REACTIONS
from clickgame.core.arenas import kind_of
from clickgame.core.boards import BY_KEY
from clickgame.core.periods import PERIODS

ARENA = kind_of("classic")
BEST = ARENA.boards[-1]

LINE = {"rank": 7, "player": "5f3c9a1e", "handle": "Quiet Fox", "score": 812}

ARENAS = {
    "arenas": [
        {
            "arena": "classic",
            "season": "ever",
            "title": ARENA.title,
            "text": "The button as it always was.",
            "run_s": 300.0,
            "is_timed": False,
            "online": 214,
            "boards": [{"board": key, "title": BY_KEY[key].title} for key in ARENA.all_boards],
            "periods": [{"period": period.key, "title": period.title} for period in PERIODS],
        }
    ]
}

PRESSES = {"page": "my-robot-7", "presses": 120}
PRESSED = {
    "arena": "bots",
    "player": "5f3c9a1e",
    "page": "my-robot-7",
    "acked": 120,
    "credited": 20,
    "score": 120,
    "best": 812,
    "total": 41_207,
    "left_s": 300.0,
    "held_s": 0.0,
}

BOARD = {
    "arena": "classic",
    "board": BEST,
    "epoch": 3,
    "version": 41_207,
    "online": 214,
    "total": 3_180_442,
    "places": 100,
    "rows": [
        {"rank": 1, "player": "c07d5e22", "handle": "Otter", "score": 2_954},
        {"rank": 2, "player": "91ab30f4", "handle": "Wren", "score": 2_310},
    ],
    "next": "3.41207.2",
}

SEASONS = {
    "arena": "classic",
    "period": PERIODS[0].key,
    "seasons": [
        {
            "number": 20_415,
            "first": "2025-11-23",
            "last": "2025-11-23",
            "players": 96,
            "presses": 40_318,
            "rows": [
                {"rank": 1, "player": "91ab30f4", "handle": "Wren", "score": 6_204},
                {"rank": 2, "player": "c07d5e22", "handle": "Otter", "score": 5_977},
            ],
        }
    ],
    "next": "20415",
}

FEED = {
    "entries": [
        {
            "number": 9_104,
            "at": "2025-11-24T18:03:12+00:00",
            "kind": "overtook",
            "arena": "classic",
            "player": {"player": "91ab30f4", "handle": "Wren"},
            "words": "took 2nd place from",
            "other": {"player": "c07d5e22", "handle": "Otter"},
            "reactions": {reaction.key: 3 if reaction.key == "wow" else 0 for reaction in REACTIONS},
        }
    ],
    "next": "9104",
}

STANDING = {
    "arena": "classic",
    "board": BEST,
    "player": "5f3c9a1e",
    "rank": 7,
    "lines": [
        {"rank": 5, "player": "7be19c03", "handle": "Juniper", "score": 901},
        {"rank": 6, "player": "0be24d71", "handle": "Pip", "score": 816},
        LINE,
        {"rank": 8, "player": "e2c4410b", "handle": "Heron", "score": 790},
        {"rank": 9, "player": "33f0a95d", "handle": "Moss", "score": 644},
    ],
}

PLAYER = {
    "player": "5f3c9a1e",
    "handle": "Quiet Fox",
    "total": 9_034,
    "scores": [{"arena": "classic", "season": "ever", "score": 118, "best": 812, "total": 9_034}],
    "streak": 4,
    "until": "2025-11-25",
    "longest": 11,
    "achievements": [{"key": "warm", "day": "2025-11-20"}, {"key": "century", "day": "2025-11-21"}],
    "progress": [{"key": "grand", "value": 812}],
    "days": [{"day": "2025-11-22", "presses": 431}, {"day": "2025-11-23", "presses": 118}],
    "crowns": [{"arena": "classic", "period": PERIODS[0].key, "number": 20_415, "first": "2025-11-23"}],
}

RUNS = {
    "player": "5f3c9a1e",
    "runs": [
        {
            "id": "9c41d0e27ab3",
            "arena": "classic",
            "started_at": "2025-11-24T18:03:41Z",
            "seconds": 37,
            "score": 241,
            "best_second": 9,
            "curve": [13, 15, 16, 14, 12, 13, 15, 14, 13, 12, 11, 13, 14, 15, 14, 13, 14, 7, 3],
            "step_s": 2,
        }
    ],
}

PRESENCE = {"online": 214, "players": 5_120, "presses": 3_180_442}

DESCRIPTION = {"openapi": "3.1.0", "info": {"title": "Click the Button", "version": "1"}, "paths": {}}

ONE_LINE = 76  # characters


def pretty(value: object, indent: str = "") -> str:
    """Write *value* as JSON for people: what fits stands in one line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(line) <= ONE_LINE or not isinstance(value, dict | list) or not value:
        return line
    deeper = f"{indent}  "
    if isinstance(value, dict):
        parts = [f"{deeper}{json.dumps(name)}: {pretty(part, deeper)}" for name, part in value.items()]
    else:
        parts = [f"{deeper}{pretty(part, deeper)}" for part in value]
    first, last = "{}" if isinstance(value, dict) else "[]"
    return ",\n".join([f"{first}\n{parts[0]}", *parts[1:]]) + f"\n{indent}{last}"


def as_event(value: Mapping[str, object]) -> str:
    """Write *value*, a board, as the beginning of a stream; the data is one line in truth."""
    return f"retry: 3000\n\nevent: board\nid: {value['epoch']}.{value['version']}\ndata: {pretty(value)}\n"
