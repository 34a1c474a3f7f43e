"""What Reflex is told about this app: its name, and nothing that the page doesn't need."""

import os

import reflex as rx
from reflex_base.constants.state import StateManagerMode
from reflex_base.plugins import Plugin

from clickgame.web.lean import Lean

# The game writes its files below persistence/ all the time; `reflex run` must not take that for a change of sources.
os.environ.setdefault("REFLEX_HOT_RELOAD_EXCLUDE_PATHS", "persistence")

PLUGINS: list[Plugin] = [Lean()]

config = rx.Config(
    app_name="clickgame",
    plugins=PLUGINS,
    disable_plugins=[rx.plugins.SitemapPlugin],
    state_manager_mode=StateManagerMode.MEMORY,  # a page's state is worth nothing after a restart
    telemetry_enabled=False,
    frontend_compression_formats=["brotli", "gzip"],  # made at the build; the first one is taken where both are wanted
    show_built_with_reflex=False,
)
