"""Reflex's answers to pages of other sites, off: by default it lets any of them ask for anything, with cookies.

Its middleware stands before all that this project answers, and refuses or grants a preflight without asking it. Without
it browsers keep other sites out by themselves, and the API alone says that any site may read it."""

# pyright: reportPrivateUsage=false

from reflex.app import App
from starlette.applications import Starlette


def close_cors() -> None:
    """Have the apps that are made from now on, and what they mount, say nothing to other sites."""
    App._add_cors = staticmethod(_leave_alone)  # noqa: SLF001  # it is called by its class, so no heir can replace it


def _leave_alone(api: Starlette) -> None:
    """Add nothing to *api*."""
