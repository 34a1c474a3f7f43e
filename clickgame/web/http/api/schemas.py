"""What the API's answers look like, as JSON Schema: its description has it, and tests hold the answers to it."""

from collections.abc import Mapping

from clickgame.contract.feed import REACTIONS

Schema = Mapping[str, object]

COUNT: Schema = {"type": "integer", "minimum": 0}
TEXT: Schema = {"type": "string"}
_PRESSES: Schema = {"type": "integer", "minimum": 0, "maximum": 1_000_000_000}


def record(**fields: object) -> dict[str, object]:
    """Describe an object that has all of *fields* and no others."""
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def many(each: object) -> dict[str, object]:
    """Describe a list."""
    return {"type": "array", "items": each}


def named(name: str) -> dict[str, str]:
    """Refer to the schema of that *name*."""
    return {"$ref": f"#/components/schemas/{name}"}


def _said(schema: Schema, meaning: str) -> Schema:
    return {**schema, "description": meaning}


RANK = _said({"type": "integer", "minimum": 1}, "1 is first; of equals whoever was there first.")
PLAYER = _said(TEXT, "The player's public id, which never changes.")
HANDLE = _said(TEXT, "What the player goes by at the moment.")
DATE: Schema = {"type": "string", "format": "date"}
NEXT: Schema = {"type": ["string", "null"], "description": "The cursor of what follows; null at the end."}
TOTAL = _said(COUNT, "All presses ever.")

SCHEMAS: Mapping[str, Schema] = {
    "Line": record(rank=RANK, player=PLAYER, handle=HANDLE, score=COUNT),
    "Arenas": record(
        arenas=many(
            record(
                arena=_said(TEXT, "The arena's name, as in addresses."),
                season=_said(TEXT, "The season that is played there."),
                title=_said(TEXT, "What the arena is called."),
                text=_said(TEXT, "What is different there."),
                run_s=_said({"type": "number", "exclusiveMinimum": 0}, "Seconds for which a run lives."),
                is_timed=_said({"type": "boolean"}, "Whether that is from its first press; else it is from its last."),
                online=_said(COUNT, "How many players are in the arena."),
                boards=many(record(board=_said(TEXT, "The board's key, as in addresses."), title=TEXT)),
                periods=many(record(period=_said(TEXT, "The period's key, as in addresses."), title=TEXT)),
            )
        )
    ),
    "Board": record(
        arena=TEXT,
        board=TEXT,
        epoch=_said(COUNT, "Which life of the server the version belongs to."),
        version=_said(COUNT, "Rises with each change within an epoch."),
        online=_said(COUNT, "How many players are here."),
        total=_said(COUNT, "All presses ever made in the arena, by everybody."),
        places=_said(COUNT, "How many lines the board has."),
        rows=many(named("Line")),
        next=NEXT,
    ),
    "Seasons": record(
        arena=TEXT,
        period=TEXT,
        seasons=many(
            record(
                number=_said(COUNT, "Counts the days, or weeks, from 1970 on."),
                first=_said(DATE, "Its first day, in UTC."),
                last=_said(DATE, "Its last day."),
                players=_said(COUNT, "How many pressed."),
                presses=_said(COUNT, "How often, all together."),
                rows=_said(many(named("Line")), "The first of its board; handles are as they were then."),
            )
        ),
        next=NEXT,
    ),
    "Named": record(player=PLAYER, handle=HANDLE),
    "Feed": record(
        entries=many(
            record(
                number=_said({"type": "integer", "minimum": 1}, "Rises with each entry."),
                at={"type": "string", "format": "date-time"},
                kind=TEXT,
                arena={"type": ["string", "null"], "description": "Null for what holds everywhere."},
                player=named("Named"),
                words=_said(TEXT, "What the player did."),
                other={"oneOf": [named("Named"), {"type": "null"}]},
                reactions=_said(
                    record(**{reaction.key: COUNT for reaction in REACTIONS}), "How many have answered with each."
                ),
            )
        ),
        next=NEXT,
    ),
    "Standing": record(
        arena=TEXT,
        board=TEXT,
        player=PLAYER,
        rank={"type": ["integer", "null"], "minimum": 1, "description": "Null for who is not on the board."},
        lines=_said(many(named("Line")), "The player's line with up to two on each side; none without a rank."),
    ),
    "Player": record(
        player=PLAYER,
        handle=HANDLE,
        total=_said(COUNT, "All presses, in arenas that are open by link as well."),
        scores=many(
            record(
                arena=TEXT,
                season=TEXT,
                score=_said(COUNT, "Presses in the run that is under way."),
                best=_said(COUNT, "Presses in the best run."),
                total=TOTAL,
            )
        ),
        streak=_said(COUNT, "On how many days in a row the player had pressed, as of the last of them."),
        until={
            "type": ["string", "null"],
            "format": "date",
            "description": "The last day on which a press goes on with the streak; null without one.",
        },
        longest=_said(COUNT, "The longest streak there was."),
        achievements=many(record(key=_said(TEXT, "The achievement's key."), day=_said(DATE, "When it was reached."))),
        progress=_said(
            many(record(key=_said(TEXT, "The achievement's key."), value=_said(COUNT, "How far the player has come."))),
            "Of those that were not reached, the ones that the player is on the way to.",
        ),
        days=_said(
            many(record(day=DATE, presses=_said({"type": "integer", "minimum": 1}, "Over all arenas."))),
            "The days, in UTC, on which the player has pressed, the oldest first, as far back as they are kept.",
        ),
        crowns=_said(
            many(
                record(
                    arena=TEXT,
                    period=TEXT,
                    number=_said(COUNT, "Of the season, as in its period's list."),
                    first=_said(DATE, "Its first day, in UTC."),
                )
            ),
            "The seasons that the player has won, the newest first.",
        ),
    ),
    "Runs": record(
        player=PLAYER,
        runs=many(
            record(
                id=_said(TEXT, "The run's id: the page about it is `/r/` and this."),
                arena=TEXT,
                started_at=_said({"type": "string", "format": "date-time"}, "When its first press counted."),
                seconds=_said(COUNT, "After how many whole seconds its last press came."),
                score=_said(COUNT, "Its presses."),
                best_second=_said(COUNT, "The most presses in a second; 0 where nobody knows."),
                curve=_said(
                    many(COUNT),
                    "Presses in each part of the run. They are fewer than `score` where a restart of the server has "
                    "lost the beginning.",
                ),
                step_s=_said({"type": "integer", "minimum": 1}, "How many seconds each part is long."),
            )
        ),
    ),
    "Presses": {
        "type": "object",
        "properties": {
            "page": _said({"type": "string", "pattern": "^[ -~]{1,40}$"}, "A name for this run of your program."),
            "presses": _said(_PRESSES, "How often it has pressed since it started."),
            "acked": _said(_PRESSES, "What it was last answered; 0 if never."),
            "age_s": _said({"type": "number", "minimum": 0, "maximum": 1e9}, "How many seconds ago it started."),
        },
        "required": ["page", "presses"],
        "additionalProperties": False,
    },
    "Pressed": record(
        arena=TEXT,
        player=PLAYER,
        page=TEXT,
        acked=_said(COUNT, "The count as it was taken in, credited or not."),
        credited=_said(COUNT, "How many presses were credited with this request."),
        score=_said(COUNT, "The presses of the run."),
        best=_said(COUNT, "The best run."),
        total=_said(COUNT, "All presses in this arena."),
        left_s=_said({"type": "number", "minimum": 0}, "Seconds until the run is over, without another press."),
        held_s=_said({"type": "number", "minimum": 0}, "Seconds for which the throttle holds the player."),
    ),
    "Presence": record(
        online=_said(COUNT, "How many players are here, however many tabs each has."),
        players=_said(COUNT, "How many players are known."),
        presses=TOTAL,
    ),
    "Problem": {
        "type": "object",
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 599},
            "code": _said(TEXT, "Stable, and meant for programs."),
            "detail": TEXT,
        },
        "required": ["type", "title", "status", "code"],
        "additionalProperties": False,
    },
    "Description": _said({"type": "object"}, "An OpenAPI document."),
}
