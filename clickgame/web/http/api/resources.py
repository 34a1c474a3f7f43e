"""What the API has: one line a resource. The server answers by this table, and page and description are made of it."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from clickgame.contract.feed import FEED_KINDS
from clickgame.core.periods import PERIODS
from clickgame.web.http.api import answers, boards, examples, problems
from clickgame.web.http.api.answers import Asked, Reads
from clickgame.web.http.api.boards import Encoded
from clickgame.web.http.api.problems import Problem

ROOT = "/api"
LIMIT, CURSOR, KIND, ARENA = "limit", "cursor", "kind", "arena"
ROWS = 100
"""So many lines of a board are given if nothing else is asked for."""

PARTS: Mapping[str, tuple[str, str]] = {
    "arena": ("An arena's name.", "classic"),
    "board": ("A board's key.", examples.BEST),
    "player": ("A player's public id.", "5f3c9a1e"),
    "period": ("A period's key.", PERIODS[0].key),
}
"""The parts of paths: what each is, and an example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something to read at a *path*, whose parts in braces vary; *text* says so, with names between backticks.

    *answer* makes what is sent; a stream has none, and whole boards go out on it. With the *method* POST, presses come
    in, of which *sent* is an example. *schema* names what it looks like,
    and *example* is one, asked for with *example_query*. *max_age_s* is how long a reader may go on with it.
    *usual* is the limit for who names none, and *cursor* the form of a cursor."""

    name: str
    path: str
    title: str
    text: str
    schema: str
    example: Mapping[str, object]
    answer: Callable[[Reads, Asked], Awaitable[Encoded]] | None = None
    query: tuple[str, ...] = ()
    example_query: str = ""
    usual: int = ROWS
    cursor: str = boards.CURSOR
    problems: tuple[Problem, ...] = ()
    method: str = "GET"
    sent: Mapping[str, object] | None = None
    max_age_s: int = 1
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        """Make the pattern of the path."""
        pattern = "".join(
            f"(?P<{part[1:-1]}>[^/]+)" if part.startswith("{") else re.escape(part)
            for part in re.split(r"(\{\w+\})", self.path)
        )
        object.__setattr__(self, "pattern", re.compile(pattern))

    @property
    def parts(self) -> list[str]:
        """Name the parts of the path that vary."""
        return re.findall(r"\{(\w+)\}", self.path)

    @property
    def example_text(self) -> str:
        """Write the example as it is sent, more or less."""
        return examples.pretty(self.example) if self.answer or self.sent else examples.as_event(self.example)

    @property
    def example_path(self) -> str:
        """Give an address at which the example might be."""
        return self.path.format(**{name: example for name, (_, example) in PARTS.items()}) + self.example_query


RESOURCES = (
    Resource(
        name="arenas",
        path=f"{ROOT}/v1/arenas",
        title="The arenas",
        text="Every arena there is: its season, how many are online, its boards, and its periods.",
        answer=answers.arenas,
        schema="Arenas",
        example=examples.ARENAS,
    ),
    Resource(
        name="board",
        path=f"{ROOT}/v1/arenas/{{arena}}/boards/{{board}}",
        title="A board",
        text="The lines of a board, first place first. Where `next` is not null, more follow: ask again with "
        "`cursor=` and what it says. All the lines that you reach in this way are of one version of the board, so none "
        "comes twice and none is missed, whatever is pressed meanwhile. Old versions are kept for a moment only; after "
        "that the answer is `cursor_expired`, and you begin again.",
        answer=answers.board,
        schema="Board",
        example=examples.BOARD,
        query=(LIMIT, CURSOR),
        example_query="?limit=2",
        problems=(problems.LIMIT, problems.CURSOR, problems.ARENA, problems.BOARD, problems.EXPIRED),
    ),
    Resource(
        name="events",
        path=f"{ROOT}/v1/arenas/{{arena}}/boards/{{board}}/events",
        title="A board as it changes",
        text="The same, as Server-Sent Events: the first lines of the board at once, and again whenever they have "
        "changed. Each event is the whole truth, so a missed one does no harm. A reader that does not keep up is "
        "skipped, and hung up on if that lasts; reconnect, and you have it all.",
        schema="Board",
        example=examples.BOARD,
        query=(LIMIT,),
        example_query="?limit=2",
        problems=(problems.LIMIT, problems.ARENA, problems.BOARD, problems.TOO_MANY_STREAMS, problems.STREAMS_FULL),
        max_age_s=0,
    ),
    Resource(
        name="seasons",
        path=f"{ROOT}/v1/arenas/{{arena}}/seasons/{{period}}",
        title="Days and weeks that are over",
        text="The seasons of a period that are over, the newest first, each with the first lines of its board. Where "
        "`next` is not null, older ones follow: ask again with `cursor=` and what it says. What is over never changes.",
        answer=answers.seasons,
        schema="Seasons",
        example=examples.SEASONS,
        query=(LIMIT, CURSOR),
        example_query="?limit=1",
        usual=7,
        cursor=answers.SEASON,
        problems=(problems.LIMIT, problems.CURSOR, problems.ARENA, problems.PERIOD),
    ),
    Resource(
        name="feed",
        path=f"{ROOT}/v1/feed",
        title="The feed",
        text="What is worth telling, the newest first: `words` stand after the handle of `player`, and before that of "
        "`other` if there is one. Where `next` is not null, older entries follow: ask again with `cursor=` and what it "
        "says; whatever comes meanwhile, no entry comes twice and none is missed. `kind` is one of "
        + ", ".join(f"`{kind.key}`" for kind in FEED_KINDS)
        + ".",
        answer=answers.feed,
        schema="Feed",
        example=examples.FEED,
        query=(KIND, ARENA, LIMIT, CURSOR),
        example_query="?kind=overtook&limit=1",
        usual=30,
        cursor=answers.NUMBER,
        problems=(problems.LIMIT, problems.CURSOR, problems.KIND, problems.ARENA),
    ),
    Resource(
        name="standing",
        path=f"{ROOT}/v1/arenas/{{arena}}/boards/{{board}}/players/{{player}}",
        title="A player's place on a board",
        text="The player's rank, however far down, with the two lines before and after it.",
        answer=answers.standing,
        schema="Standing",
        example=examples.STANDING,
        problems=(problems.ARENA, problems.BOARD, problems.PLAYER),
    ),
    Resource(
        name="player",
        path=f"{ROOT}/v1/players/{{player}}",
        title="A player",
        text="The player's handle, streak, achievements and crowns; the score of the run, the best run and all presses "
        "in each arena; and the presses of each day.",
        answer=answers.player,
        schema="Player",
        example=examples.PLAYER,
        problems=(problems.PLAYER,),
    ),
    Resource(
        name="runs",
        path=f"{ROOT}/v1/players/{{player}}/runs",
        title="A player's last runs",
        text="The runs of a player that are over, the newest first: at most five of each arena stay, each of at least "
        "ten presses, with the curve of its presses.",
        answer=answers.runs,
        schema="Runs",
        example=examples.RUNS,
        query=(LIMIT,),
        example_query="?limit=1",
        problems=(problems.LIMIT, problems.PLAYER),
    ),
    Resource(
        name="presence",
        path=f"{ROOT}/v1/presence",
        title="Who is here",
        text="How many players are online, how many are known, and how many presses there have been.",
        answer=answers.presence,
        schema="Presence",
        example=examples.PRESENCE,
    ),
    Resource(
        name="presses",
        path=f"{ROOT}/v1/arenas/{{arena}}/presses",
        title="Pressing, by a program",
        text="Press in an arena where programs are welcome: `bots` is one. Send your key as `Authorization: Bearer`; "
        "a player makes one at `/devices`. `page` is a name that your program makes up each time it starts, and "
        "`presses` how often it has pressed since: send the whole count, as often as you like, and whatever is lost, "
        "repeated or late is counted once. The throttle is the one that people have. Of a program that has slept for "
        "days say in `acked` what it was last answered, and in `age_s` how many seconds ago it started.",
        schema="Pressed",
        example=examples.PRESSED,
        sent=examples.PRESSES,
        method="POST",
        problems=(
            *(problems.BODY, problems.PAGE, problems.COUNT, problems.LARGE, problems.AGE, problems.KEY),
            *(problems.PEOPLE, problems.BANNED, problems.ARENA, problems.DECREASED),
            *(problems.TOO_LARGE, problems.BODY_TYPE),
        ),
        max_age_s=0,
    ),
    Resource(
        name="description",
        path=f"{ROOT}/v1/openapi.json",
        title="This description, for programs",
        text="All of this as an OpenAPI 3.1 document.",
        answer=answers.description,
        schema="Description",
        example=examples.DESCRIPTION,
        max_age_s=300,
    ),
)


def find(path: str) -> tuple[Resource, dict[str, str]] | None:
    """Give the resource at *path* and the parts of the path, None if there is nothing."""
    for resource in RESOURCES:
        match = resource.pattern.fullmatch(path)
        if match:
            return resource, match.groupdict()
    return None
