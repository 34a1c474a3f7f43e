"""What is answered where the engine is another process and cannot be reached: a sentence, and when to come again."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clickgame.contract.answers import EngineAway

STATUS = 503
AGAIN_S = 2
HEADERS = {"retry-after": str(AGAIN_S), "cache-control": "no-store"}


class Away:
    """An ASGI application that says so where *app* has asked the engine in vain."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before *app*."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes, and answer where nothing was answered."""
        has_begun = False

        async def note(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self.app(scope, receive, note)
        except EngineAway as refusal:
            if has_begun or scope["type"] != "http":
                raise
            await PlainTextResponse(f"{refusal.text}\n", STATUS, HEADERS)(scope, receive, send)
