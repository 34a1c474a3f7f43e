"""What the wiring made, for handlers: Reflex makes states itself, so that nothing can be handed to them."""

from clickgame.gateway.lobby import Lobby

lobby: Lobby
"""The lobby of this process; set by the wiring."""
