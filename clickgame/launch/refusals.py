"""Why a server did not start, in one line for the operator.

StartRefused
├── PortTaken         port_taken
├── AddressUnusable   address_unusable
├── FolderUnusable    folder_unusable
├── SocketMissing     socket_missing
└── PageNotBuilt      page_not_built

Errors of other rooms that carry a `code` are reported in the same way (`Refusals`)."""

import logging
from typing import ClassVar

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class StartRefused(Exception):
    """The server cannot start as it was asked to; the text is one clear line."""

    code: ClassVar[str] = "start_refused"


class PortTaken(StartRefused):
    """Somebody listens on the port already."""

    code = "port_taken"


class AddressUnusable(StartRefused):
    """The address is not one of this machine, or the port may not be used by this user."""

    code = "address_unusable"


class FolderUnusable(StartRefused):
    """The data folder cannot be made or written."""

    code = "folder_unusable"


class SocketMissing(StartRefused):
    """The fast socket was demanded, and what it is made of is not installed."""

    code = "socket_missing"


class PageNotBuilt(StartRefused):
    """The page could not be built from its sources."""

    code = "page_not_built"


class Refusals:
    """An ASGI application's start, watched: an error with a `code` is kept as `error` instead of logged as a traceback.

    uvicorn reports a failed start as the traceback's text and then a line of its own; an operator who started a
    second server on the same folder needs neither."""

    def __init__(self, app: ASGIApp) -> None:
        """Watch *app*."""
        self.app = app
        self.error: Exception | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; hold a failed start's report until its exception shows what it was."""
        if scope["type"] != "lifespan":
            await self.app(scope, receive, send)
            return
        failure: list[Message] = []

        async def watched_send(message: Message) -> None:
            if message["type"] == "lifespan.startup.failed":
                failure.append(message)
            else:
                await send(message)

        try:
            await self.app(scope, receive, watched_send)
        except Exception as error:
            if not isinstance(getattr(error, "code", None), str) or not failure:
                for message in failure:
                    await send(message)
                raise
            self.error = error
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
            await send({"type": "lifespan.startup.failed", "message": ""})
