"""`python -m tests.launch.other_version COMMAND …`: the game's command, in a process that speaks the next version."""

import sys

from clickgame.contract import wire
from clickgame.launch.command import main

if __name__ == "__main__":
    wire.VERSION += 1
    sys.exit(main(sys.argv[1:]))
