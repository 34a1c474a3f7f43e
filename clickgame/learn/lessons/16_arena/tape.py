"""Your arena on what really happened: where does it part from the game first, and who leads in the end?"""

import json

from learn import expect, files

TAPE = json.loads(files["tape"])
ROWS = 5


def check_events(lesson):
    arena = lesson.Arena()
    for number, (at, seat, presses, credited) in enumerate(TAPE["events"], 1):
        what = f"hear({at}, {seat}, {presses}), event {number} of {len(TAPE['events'])}"
        expect(what, arena.hear(at, seat, presses), credited)


def check_leaders(lesson):
    arena = lesson.Arena()
    for at, seat, presses, _ in TAPE["events"]:
        arena.hear(at, seat, presses)
    rows = [tuple(row) for row in TAPE["board"]][:ROWS]
    expect(f"board({TAPE['until']})[:{ROWS}]", list(arena.board(TAPE["until"]))[:ROWS], rows)
