"""Does a name look like one, and does it belong to one player?"""

from learn import expect, expect_raises


def check_spaces(lesson):
    expect('clean("  Ada ")', lesson.clean("  Ada "), "Ada")
    got = lesson.clean("Ada   Byron")
    expect('clean("Ada   Byron")', got, "Ada Byron", [("Ada   Byron", "only-around")])


def refused(lesson, raw, hint):
    expect_raises(f"clean({raw!r})", lesson.HandleInvalid, lambda: lesson.clean(raw), [(lambda _: True, hint)])


def check_length(lesson):
    expect('clean("a" * 20)', lesson.clean("a" * 20), "a" * 20)
    padded = " " * 30 + "Ada" + " " * 30
    try:
        got = lesson.clean(padded)
    except lesson.HandleInvalid:
        got = "raises HandleInvalid"
    expect('clean(" " * 30 + "Ada" + " " * 30)', got, "Ada", [("raises HandleInvalid", "raw-length")])
    for raw in ("", "a", " a  ", "a" * 21, None, 12):
        refused(lesson, raw, "raw-length")


def check_control(lesson):
    for raw in ("A\u200bda", "A\nda", "Ada\x00", "\u202eadA"):
        refused(lesson, raw, "invisible")
    expect('clean("Ａｄａ")', lesson.clean("Ａｄａ"), "Ada")


def taken(lesson, first, second, hint):
    handles = lesson.Handles()
    expect(f"handles.take({first!r})", handles.take(first), first)
    expect_raises(
        f"handles.take({second!r})", lesson.HandleTaken, lambda: handles.take(second), [(lambda _: True, hint)]
    )


def check_taken(lesson):
    taken(lesson, "Ada", "aDA", "")
    taken(lesson, "Ada", "  ADA ", "")
    taken(lesson, "STRASSE", "Straße", "lower")
    handles = lesson.Handles()
    expect('[take("Ada"), take("Ben")]', [handles.take("Ada"), handles.take("Ben")], ["Ada", "Ben"])


def check_hidden_looks(lesson):
    taken(lesson, "admin", "аdmin", "look-alike")
    taken(lesson, "Расе", "Pace", "look-alike")
