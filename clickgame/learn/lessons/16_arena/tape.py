"""The learner's arena on what really happened."""

import json

from learn import files, tell


def check_tape(lesson):
    tape = json.loads(files["tape"])
    arena = lesson.Arena()
    tell("credited", [arena.hear(at, seat, presses) for at, seat, presses in tape["events"]])
    tell("board", [list(row) for row in arena.board(tape["until"])[:10]])
