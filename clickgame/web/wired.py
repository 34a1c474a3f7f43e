"""What the wiring made, for handlers: Reflex makes states itself, so that nothing can be handed to them."""

from clickgame.gateway.learn import Learn
from clickgame.gateway.lobby import Lobby
from clickgame.gateway.moderation import Desk
from clickgame.gateway.ops import Ops
from clickgame.gateway.tapes import Tapes

lobby: Lobby
"""The lobby of this process; set by the wiring."""

desk: Desk
"""Where operators ask; likewise."""

ops: Ops
"""How this process goes; likewise."""

learn: Learn
"""Where learners' programs are run; likewise."""

tapes: Tapes
"""Where they are held against the real arena; likewise."""
