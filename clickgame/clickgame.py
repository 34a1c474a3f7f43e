"""What Reflex looks for: the app. It is put together in `launch/wiring.py`."""

import os

from clickgame.launch.wiring import build
from clickgame.settings import Settings

server = build(Settings.from_env(os.environ))
engine = server.engine
app = server.app
