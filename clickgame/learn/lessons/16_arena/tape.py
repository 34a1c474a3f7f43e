"""Your arena on what really happened: where does it part from the game first, and who leads in the end?"""

import json
from collections import deque

from learn import expect, files

TAPE = json.loads(files["tape"])
ROWS = 5


def check_events(lesson):
    arena, plain = lesson.Arena(), {}
    for number, (at, seat, presses, credited) in enumerate(TAPE["events"], 1):
        fifty = by_fifty(plain.setdefault(seat, deque()), at, presses)
        given = arena.hear(at, seat, presses)
        if at < TAPE["judged_from"]:
            continue
        why = "yours" if credited == fifty else "held" if credited < fifty else "kept-back"
        what = f"hear({at}, {seat}, {presses}), event {number} of {len(TAPE['events'])}"
        expect(what, given, credited, [(lambda got: True, why)])


def check_leaders(lesson):
    arena = lesson.Arena()
    for at, seat, presses, _ in TAPE["events"]:
        arena.hear(at, seat, presses)
    rows = [tuple(row) for row in TAPE["board"]]
    expect(f"board({TAPE['until']})[:{ROWS}]", list(arena.board(TAPE["until"]))[:ROWS], rows)


def by_fifty(marks, at, presses):
    """Tell how many of a seat's presses count where fifty do in any second."""
    while marks and marks[0][0] <= at - 1.0:
        marks.popleft()
    credited = min(presses, 50 - sum(count for _, count in marks))
    marks.append((at, credited))
    return credited
