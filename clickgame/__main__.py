"""`python -m clickgame`: build the page when it is stale, then serve page and game on one port.

This file has to parse on any Python 3, so that an old one is told so in one line instead of a syntax error."""

import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.exit(
        "Click the Button needs Python %d.%d or newer; this is %d.%d."  # noqa: UP031  # an f-string stops old Pythons
        % (OLDEST + sys.version_info[:2])
    )

from clickgame.launch.command import main  # noqa: E402  # only a Python that is new enough can read the rest

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
