"""What is an export and what is none, and what is salvaged of a folder."""

import pytest

from clickgame.core.state import PLAYER, Change
from persistence import files
from persistence.errors import ExportUnreadable, FormatNewer
from persistence.export import lines_of, salvage, state_of
from persistence.files import FORMAT
from persistence.frames import frame
from persistence.restore import restore
from persistence.store import Store
from tests.persistence.fakes import FOLDER, MemoryDisk
from tests.persistence.world import World, game, records
from tests.persistence.written import written

HEADER, PLAYER_LINE, SCORE_LINE = "".join(lines_of(game(1))).splitlines()
LINES = (PLAYER_LINE, SCORE_LINE)


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [HEADER],
        [HEADER, PLAYER_LINE],
        ["nonsense"],
        ["[]"],
        ["{}", PLAYER_LINE],
        [PLAYER_LINE],
        [HEADER.replace("export", "other"), *LINES],
        [HEADER.replace(f'"format": {FORMAT}', '"format": "3"'), *LINES],
        [HEADER.replace(f'"format": {FORMAT}', '"format": 0'), *LINES],
        [HEADER.replace(f'"format": {FORMAT}', '"format": 1'), *LINES],
        [HEADER.replace("}", ""), *LINES],
        [HEADER, PLAYER_LINE, PLAYER_LINE],
        [HEADER, PLAYER_LINE, PLAYER_LINE.replace('"p0"', '"p1"')],
        [HEADER, SCORE_LINE, PLAYER_LINE],
        [HEADER.replace("2}", "3}"), PLAYER_LINE, SCORE_LINE, SCORE_LINE],
        [HEADER, PLAYER_LINE, "7"],
        [HEADER, PLAYER_LINE, "{}"],
        [HEADER, "[" * 100_000],
        [HEADER, PLAYER_LINE, SCORE_LINE.replace('"arena"', '"area"')],
        [HEADER, PLAYER_LINE, SCORE_LINE.replace('"score", "player"', '"forgotten", "player"')],
        [HEADER, PLAYER_LINE, SCORE_LINE.replace('"total": 0', '"total": "0"')],
        [HEADER, PLAYER_LINE, SCORE_LINE.replace('"count": 0', '"count": 0.5')],
        [HEADER, PLAYER_LINE, SCORE_LINE.replace('"count"', '"number"')],
        [HEADER, PLAYER_LINE, SCORE_LINE.replace('{"page": {"count": 0, "at": 0.25}}', "[]")],
    ],
)
def test_what_is_no_whole_export_is_refused(lines: list[str]) -> None:
    assert state_of(line.encode() for line in (HEADER, *LINES)) == game(1)
    with pytest.raises(ExportUnreadable):
        state_of(line.encode() for line in lines)


def test_what_a_player_has_chosen_is_exported_and_restored_and_nothing_said_of_who_has_not() -> None:
    state = game(2)
    assert '"is_off"' not in PLAYER_LINE
    state.players["p1"].is_off = True
    lines = [line.encode() for line in lines_of(state)]
    assert b'"is_off": true, "program": ""' in lines[2]
    assert state_of(lines) == state
    lines[2] = lines[2].replace(b', "program": ""', b"")
    with pytest.raises(ExportUnreadable):
        state_of(lines)


def test_days_and_what_is_over_are_exported_and_restored() -> None:
    world = World(MemoryDisk())
    world.join("ann")
    world.turn()
    world.press("ann")
    world.end_run("ann")
    world.open_arena("ann")
    world.tell("ann")
    world.moderate("ann", "ann")
    world.check("ann", "button")
    lines = [line.encode() for line in lines_of(world.state)]
    assert written(state_of(lines)) == written(world.state)
    header = lines[0].replace(b'"records": 12', b'"records": 13')
    for line in lines[2:]:
        with pytest.raises(ExportUnreadable, match="earlier line"):
            state_of([header, *lines[1:], line])


def test_a_newer_export_is_refused() -> None:
    with pytest.raises(FormatNewer):
        state_of([HEADER.replace(f'"format": {FORMAT}', '"format": 99').encode()])


def test_a_snapshot_without_a_journal_is_salvaged() -> None:
    disk = MemoryDisk()
    restore(disk, FOLDER, records(2), is_replacing=False)
    assert salvage(
        MemoryDisk({name: data for name, data in disk.image().items() if "journal" not in name}), FOLDER
    ) == (
        game(2),
        0,
    )


def test_what_no_format_ever_wrote_is_passed_over() -> None:
    disk = MemoryDisk()
    store = Store.open(FOLDER, disk=disk)
    store.load()
    store.append([Change(PLAYER, player) for player in game(2).players.values()], at=1.0)
    store.close()
    nonsense = frame("[7]") + frame('["p"]') + frame("[]") + frame("{}") + b"\0\n"
    journal = files.name(files.JOURNAL, 1)
    image = {files.name(files.SNAPSHOT, 1): nonsense, journal: nonsense + disk.image()[journal]}
    found, misfits = salvage(MemoryDisk(image), FOLDER)
    assert (found.players, misfits) == (game(2).players, 0)
