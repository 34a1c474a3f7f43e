"""Socket.IO's list of connections, without a walk through all of them for each that ends.

The library looks for whoever leaves in every room. Here nobody is in a room but everybody's and their own, and of
those there are as many as there are connections: ten thousand that are cut off together would be a hundred million.
"""

# python-socketio comes without types.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false

from socketio import AsyncManager


class Rooms(AsyncManager):
    """Connections in everybody's room and their own."""

    def basic_disconnect(self, sid: str, namespace: str, **_: object) -> None:
        """Forget the connection *sid*."""
        for room in (sid, None):
            self.basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            sids = pending.get(namespace, [])
            if sid in sids:
                sids.remove(sid)
                if not sids:
                    del pending[namespace]
