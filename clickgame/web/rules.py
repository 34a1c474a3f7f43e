"""The rules that a player may want to know, in words, with the numbers of the server that tells them.

Each one has a name. A page shows it by that name (`web/ui/rule.py`), and whoever sends the page puts in what holds on
the running server (`web/http/markup.py`): a page is built once, and its numbers may be others by then."""

from clickgame.settings import Settings, plain

SHOWN = "data-rule"
"""The attribute of an element that shows a rule: the rule's name."""

LINKED = "data-rule-link"
"""The attribute of a link to the address that a rule is: the rule's name."""

PICTURED = "data-picture"
"""An attribute of the image of a page that is the one of its preview."""

_DAY_S, _HOUR_S, _MINUTE_S = 86_400, 3_600, 60
_UNITS = ((_DAY_S, "a day", "days"), (_HOUR_S, "an hour", "hours"), (_MINUTE_S, "a minute", "minutes"))


def in_words(settings: Settings) -> dict[str, str]:
    """Say each rule of *settings* by its name, which is one word in lower case."""
    return {
        "presses": plain(settings.throttle_presses),
        "window": duration(settings.throttle_window_s),
        "hold": duration(settings.hold_s),
        "pace": _pace(settings.hold_every_s),
        "run": duration(settings.run_s),
        "rows": plain(settings.board_rows),
        "loss": _loss(settings.sync_s),
        "guest": duration(settings.guest_age_s),
        "renames": plain(settings.renames_per_h),
        "idle": duration(settings.arena_age_s),
        "source": settings.source_url,
        "requests": plain(settings.api_per_s),
        "burst": plain(settings.api_burst),
        "streams": plain(settings.api_streams_each),
        "looks": plain(settings.api_hz),
    }


def duration(seconds: float) -> str:
    """Say how long *seconds* are, in the largest unit that they are a whole number of."""
    for size, one, many in (*_UNITS, (1, "a second", "seconds")):
        if seconds >= size and seconds % size == 0:
            return one if seconds == size else f"{plain(seconds / size)} {many}"
    return f"{plain(seconds)} seconds"


def attribute(name: str) -> str:
    """Give the attribute of the document's element in which the server tells the rule of that *name*."""
    return f"data-rule-{name}"


def _pace(every_s: float) -> str:
    time = duration(every_s)
    return f"one press {time}" if time.startswith("a") else f"one press in {time}"


def _loss(sync_s: float) -> str:
    return f"at most the last {duration(sync_s).removeprefix('a ')}" if sync_s else "nothing"
