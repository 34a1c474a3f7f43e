"""The boards that somebody watches, each in slots, with a version that rises when it changes."""

from collections.abc import Sequence

from clickgame.contract.boards import Board
from clickgame.core.game import Game
from clickgame.core.ranking import Row
from clickgame.engine.slots import FRESH_MOST, Slots

TOP = 10  # ranks whose newcomers are shown at once
MEMBERS_S = 2.0  # for which a full board keeps its other members, and all of them where many want in
