"""What becomes of a player's open pages when a browser signs out."""

import asyncio

from clickgame.gateway.lobby import Lobby

RELOAD_AFTER_S = 1.0  # the answer that brings the other cookie, or takes it, has to be there before


def sign_out(lobby: Lobby, player: str, *, is_cut_off: bool) -> None:
    """Have the pages of *player* load themselves anew: each is then whoever its browser's cookie says.

    With *is_cut_off* they are nobody's at once, so that none goes on that does not do as it is told.
    """
    sids = [client.sid for client in lobby.clients.of(player)]
    if is_cut_off:
        for sid in sids:
            lobby.leave(sid)
    for sid in sids:
        asyncio.get_running_loop().call_later(RELOAD_AFTER_S, lobby.load_anew, sid)
