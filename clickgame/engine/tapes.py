"""Tapes of the arena that everybody is in, for whoever learns: recorded only while somebody asks for them."""

import random

from clickgame.contract.arenas import ARENA
from clickgame.contract.tape import Tape
from clickgame.core.tape import Recording
from clickgame.engine.engine import Engine

WANTED_S = 30.0  # after the last time that somebody asked, which pages do every few seconds

_shuffle = random.SystemRandom().shuffle


def tape(engine: Engine) -> Tape:
    """Give what was heard lately, and have it recorded for a while from now on. Seats are others each time."""
    arena, now = engine.game.arena(ARENA), engine.now()
    recording = arena.throttle
    if not isinstance(recording, Recording):
        recording = Recording(arena, kept=engine.settings.learn_tape_kept, wanted_until=now, now=now)
    recording.wanted_until = now + WANTED_S
    return recording.tape(_shuffle, now=now)
