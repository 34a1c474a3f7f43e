"""Every number and name that an operator may change, read once from the environment.

One field is one setting: its default, its meaning and its limits stand together, the variable is `CLICKGAME_` and the
field's name in capitals, and the README's table is these fields. Nobody fetches a setting: `Settings` is handed on."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self, cast

from clickgame.setting import Limits, SettingsError, address, addresses, plain, read, redis_address, setting

PREFIX = "CLICKGAME_"


SINGLE, GATEWAY, ENGINE, STANDBY = "single", "gateway", "engine", "standby"
"""The roles of a process: gateway and engine in one, or one of them, or who waits to be the engine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one server; units are in the names: `_s` seconds, `_hz` times a second."""

    host: str = setting("127.0.0.1", "Address to listen on; `0.0.0.0` is every one of the machine.")
    port: int = setting(8000, "Port for page and game; 0 takes any free one.", most=65_535)
    role: str = setting(
        SINGLE,
        "Whether this process is all of the game, or a gateway to an engine elsewhere; the commands say it themselves.",
        choices=(SINGLE, GATEWAY),
    )
    data_dir: Path = setting(Path("persistence/data"), "Folder of the game's files.")
    throttle_presses: int = setting(
        50,
        "Presses within one window that are play; more is hammering, unless it is late.",
        least=1,
        most=100_000,
    )
    throttle_window_s: float = setting(1.0, "Length of that window.", least=0.1, most=60)
    hold_s: float = setting(60.0, "How long hammering holds a player; more of it starts this again.", most=86_400)
    hold_every_s: float = setting(60.0, "A held player gets one press in each such time.", least=0.1, most=86_400)
    person_per_s: float = setting(
        25.0,
        "Presses a second that a person can make: silence earns as many, at most half of what the window lets through.",
        least=0.1,
        most=100_000,
    )
    silence_s: float = setting(
        600.0, "How far back silence earns presses: an outage that long loses none.", least=1, most=86_400
    )
    stall_gap_s: float = setting(
        0.06, "Messages of a page closer together than this came out of a stall together.", least=0.001, most=1
    )
    run_s: float = setting(300.0, "A run ends after this long without a credited press.", least=1, most=604_800)
    sweep_s: float = setting(7.0, "How often ended runs are looked for.", least=0.1, most=3_600)
    save_s: float = setting(31.0, "How often a snapshot is written, if anything changed.", least=0.1, most=86_400)
    erase_s: float = setting(61.0, "Within which whoever deletes everything leaves every file.", least=1, most=86_400)
    sync_s: float = setting(1.0, "How often the journal is forced to disk; 0 does it before every answer.", most=60)
    tidy_s: float = setting(907.0, "How often memory is searched for what nobody uses.", least=1, most=86_400)
    keep_snapshots: int = setting(3, "Snapshots that are kept, the newest included.", least=1, most=100)
    expect_data: str = setting(
        "no", "Whether to refuse an empty data folder, as a volume that is not mounted is.", choices=("no", "yes")
    )
    accept_older: str = setting(
        "no", "Whether to go on from a data folder whose newest files are gone.", choices=("no", "yes")
    )
    standby_s: float = setting(
        3.0,
        "How long the owner of a data folder may seem to hang until whoever stands by on the same host ends it.",
        least=0.5,
        most=3_600,
    )
    replicate: str = setting(
        "no",
        "Whether the journal goes to Redis, too, where a standby on another host, with a folder of its own, reads it;"
        " answers wait until it is there.",
        choices=("no", "yes"),
    )
    lease_s: float = setting(
        3.0,
        "How long an owner may be silent in Redis until such a standby goes on in its place.",
        least=0.5,
        most=3_600,
    )
    log_bytes_most: int = setting(
        67_108_864,
        "Bytes of the journal that wait in Redis for such a standby at most; beyond them, it is sent the whole game.",
        least=1_000_000,
        most=10_000_000_000,
    )
    tick_hz: float = setting(10.0, "Boards sent in a second at most.", least=0.1, most=60)
    tick_least_hz: float = setting(2.1, "Boards sent in a second at least, whatever they cost.", least=0.1, most=60)
    tick_share: float = setting(0.4, "Share of the core that sending boards may take.", least=0.01, most=1)
    watch_bytes_s: int = setting(
        1_300, "Bytes of boards in a second that a page is sent at most, small boards and newcomers aside.", least=100
    )
    board_rows: int = setting(100, "Places on a board.", least=1, most=1_000)
    ping_s: float = setting(10.0, "How often a connection is asked whether it still lives.", least=1, most=300)
    ping_timeout_s: float = setting(
        10.0, "A connection that does not answer for this long is dropped.", least=1, most=300
    )
    connections_most: int = setting(
        20_000, "Connections that may be open; fewer where the system has no room for them.", least=1, most=1_000_000
    )
    connections_each: int = setting(
        300, "Connections that one address may have open; a /64 of IPv6 is one.", least=1, most=1_000_000
    )
    connects_per_s: float = setting(
        20.0, "Connections that one address may open in a second on and on.", least=0.1, most=100_000
    )
    newcomers_per_h: int = setting(
        600, "New players in an hour that one address may bring on and on, and at once.", least=1, most=1_000_000_000
    )
    offences_per_min: int = setting(
        30,
        "Connections of one address that may be hung up on in a minute, for what no page does, before no new ones are"
        " let in.",
        least=1,
        most=1_000_000,
    )
    connection_addresses: int = setting(
        10_000, "Addresses whose new connections and players are counted at most.", least=1, most=10_000_000
    )
    arrive_s: float = setting(
        10.0, "A connection whose page has not said by then what it wants is closed.", least=0.1, most=3_600
    )
    files_per_s: float = setting(
        50.0, "Pages and files that one address may ask for in a second on and on.", least=0.1, most=100_000
    )
    files_burst: int = setting(
        10_000, "Pages and files that one address may ask for at once.", least=1, most=100_000_000
    )
    request_s: float = setting(10.0, "A connection has this long to bring a whole request.", least=0.1, most=3_600)
    public_url: str = address("Address that players use, for link previews; if empty, the one that each visitor uses.")
    origins: str = addresses("Sites whose pages may open a socket, beside the game's own, with spaces between.")
    source_url: str = address("Where the source of this game is, for the link on its page about itself.")
    standing_s: float = setting(
        2.0, "How often a player who watches is told the own rank and neighbours.", least=0.1, most=3_600
    )
    presence_s: float = setting(
        1.0, "How often pages are told who is here, if that has changed.", least=0.05, most=3_600
    )
    followed_s: float = setting(
        2.0,
        "How often a page is told how those stand whom its player follows, while it shows them.",
        least=0.05,
        most=3_600,
    )
    link_s: float = setting(
        600.0, "How long a link works by which a player gets to another device.", least=1, most=86_400
    )
    links_most: int = setting(
        10_000, "Such links that are remembered, those that are used or over included.", least=1, most=10_000_000
    )
    pages_kept: int = setting(32, "Page loads whose counts are remembered for each player.", least=1, most=10_000)
    page_age_s: float = setting(604_800.0, "A page load unheard of for this long is forgotten.", least=60)
    page_age_claim_s: float = setting(
        60.0,
        "How old a page load may say it is when it is first heard, for the presses made until then.",
        least=1,
        most=3_600,
    )
    guests_kept: int = setting(
        100_000, "Players who never pressed that are remembered at most.", least=1, most=100_000_000
    )
    guest_age_s: float = setting(86_400.0, "A player who never pressed is forgotten after this long.", least=60)
    glance_presses: int = setting(10, "A player with so many presses, or fewer, has only had a glance.", most=1_000_000)
    glance_age_s: float = setting(2_592_000.0, "Such a player is forgotten when not seen for this long.", least=3_600)
    absent_age_s: float = setting(730 * 86_400.0, "Every other player is forgotten after this long.", least=3_600)
    renames_per_h: int = setting(
        12, "Handles that a player may take in an hour on and on, and at once.", least=1, most=100_000
    )
    api_per_s: float = setting(
        10.0, "Requests to the API in a second that one address may make on and on.", least=0.1, most=100_000
    )
    api_burst: int = setting(40, "Requests to the API that one address may make at once.", least=1, most=100_000)
    api_addresses: int = setting(
        10_000, "Addresses whose requests to the API are counted at most.", least=1, most=10_000_000
    )
    api_hz: float = setting(
        4.0, "How often in a second the API looks at a board at most, for answers and for streams.", least=0.1, most=60
    )
    api_boards_kept: int = setting(
        64, "Versions of each board that are kept for those who page through them.", least=1, most=10_000
    )
    api_streams: int = setting(100, "Streams of boards that may be open.", most=10_000)
    api_streams_each: int = setting(4, "Streams of boards that one address may have open.", least=1, most=10_000)
    seasons_kept: int = setting(400, "Days, and weeks, of an arena that stay to be read when they are over.", least=1)
    season_rows: int = setting(20, "Lines of their boards that stay.", least=1, most=1_000)
    feed_kept: int = setting(5_000, "Entries of the feed that stay to be read.", least=1, most=1_000_000)
    feed_reactions: int = setting(200, "Players whose reactions to one entry are kept.", least=1, most=100_000)
    feed_per_s: float = setting(
        3.0, "Entries that the feed gets in a second on and on; what weighs less is dropped.", least=0.01, most=1_000
    )
    feed_s: float = setting(
        1.1, "How often the feed looks for what is new, and tells its readers.", least=0.05, most=3_600
    )
    arenas_kept: int = setting(200, "Arenas that players may have opened, in all.", most=10_000)
    arenas_each: int = setting(3, "Arenas that one player may have opened.", most=1_000)
    arena_age_s: float = setting(
        30 * 24 * 3600.0, "Seconds without a press after which an arena that a player has opened is closed.", least=60
    )
    runs_kept: int = setting(20_000, "Runs that are over that stay to be read and shared; the oldest leave.", least=1)
    reports_kept: int = setting(10_000, "Reports of players that stay; the oldest leave.", least=1, most=1_000_000)
    reports_per_h: int = setting(10, "Reports that one player may make within an hour.", most=1_000)
    marks_kept: int = setting(
        5_000,
        "Times that somebody was taken off boards for pressing like a program that stay on record; the oldest leave.",
        least=1,
        most=1_000_000,
    )
    operator_token: str = setting(
        "off",
        "Token that opens the operator's page, 16 characters or more: `new` makes one at each start and logs it, `off`"
        " has no such page.",
    )
    metrics_token: str = setting(
        "off",
        "Token that opens `/metrics` to a scraper that brings it (`Authorization: Bearer`), 16 characters or more;"
        " `off` has no such address.",
    )
    drain_s: float = setting(10.0, "Over how long a gateway that stops sends its pages to the others.", most=600)
    metrics_port: int = setting(
        0, "Port of its own for `/metrics` and the health's addresses, without a token; 0 for none.", most=65_535
    )
    metrics_host: str = setting("127.0.0.1", "Address that this port listens on.")
    cards_kept: int = setting(128, "Pictures of runs that stay drawn, about 40 KB each.", least=1, most=100_000)
    learn_workers: int = setting(
        1,
        "Learners' programs that run at once, behind the game; one core is left to the game, and 0 runs none.",
        most=64,
    )
    learn_cpu_s: float = setting(
        3.0,
        "Time of the processor that a learner's program may use, and a quarter of how long it may be there.",
        least=0.1,
        most=60,
    )
    learn_memory_mib: int = setting(96, "Memory of a learner's program, in MiB.", least=48, most=1_024)
    learn_waiting: int = setting(40, "Learners' programs of all players that may wait.", least=1, most=10_000)
    learn_tape_kept: int = setting(1_500, "Messages of presses on a tape for learners' programs.", least=1, most=3_000)
    learn_wait_s: float = setting(60.0, "How long one of them may wait.", least=1, most=3_600)
    redis_url: str = redis_address(
        "Redis by which the processes of one game talk, with its password if it has one; without it there is one."
    )
    learn_code_kept: int = setting(
        50_000_000,
        "Characters of learners' programs that are kept in all; what was checked first leaves.",
        least=8_000,
        most=10_000_000_000,
    )
    socket: str = setting(
        "auto",
        "Which WebSocket serves players: our fast one, uvicorn's, or the best there is.",
        choices=("auto", "native", "stock"),
    )
    log_lines_per_min: int = setting(60, "Lines that one place in the code may log in a minute.", least=1)
    log_format: str = setting(
        "text", "Lines in words, or one JSON object each for a program to read.", choices=("text", "json")
    )
    log_level: str = setting("info", "How much is logged.", choices=("debug", "info", "warning", "error"))

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read the settings from *environ*; what isn't set keeps its default.

        Raises SettingsError for a value that is not allowed, and for a `CLICKGAME_` name that is no setting (a
        mistyped one would otherwise be a setting silently ignored)."""
        known = {variable(spec.name): spec for spec in fields(cls)}
        values: dict[str, object] = {}
        for name, text in environ.items():
            if not name.startswith(PREFIX):
                continue
            if name not in known:
                raise SettingsError(_unknown(name, known))
            values[known[name].name] = read(name, text, known[name])
        return cls(**values)  # pyright: ignore[reportArgumentType]  # each value was read by its field's own type


def variable(name: str) -> str:
    """Give the environment variable that sets the field *name*."""
    return PREFIX + name.upper()


def markdown_table() -> str:
    """Draw the table of all settings that the README shows."""
    lines = ["| variable | default | meaning | allowed |", "| --- | --- | --- | --- |"]
    for spec in fields(Settings):
        limits: Limits = spec.metadata["limits"]
        kind = cast("type", spec.type)
        default = plain(spec.default).replace(",", "") if isinstance(spec.default, float) else spec.default
        shown = "" if default == "" else f"`{default}`"
        lines.append(f"| `{variable(spec.name)}` | {shown} | {limits.doc} | {limits.allowed(kind)} |")
    return "\n".join(lines)


def _unknown(name: str, known: Mapping[str, object]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"{name} is not a setting" + (f"; did you mean {near[0]}?" if near else ".")
