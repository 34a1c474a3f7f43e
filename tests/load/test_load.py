"""The load generator against both servers, very small: what it says it pressed is what was answered."""

import asyncio
from pathlib import Path

import pytest

from tests.load.crew import Cores, Crew
from tests.load.dialect import Game
from tests.load.readers import REQUESTS_PER_S, STREAMS, Readings, read
from tests.load.report import section, write
from tests.load.samples import Figures, Sample, Sighting, board_delays, figures, median, percentile
from tests.load.target import GameTarget, PlainTarget

PRESS = (
    '42/_event,["event",{"name":"reflex___state____state.clickgame___web___states___play____play.press",'
    '"payload":{"presses":7,"page":"abc"},"event_actions":{"throttle":100,"temporal":true},'
    '"router_data":{"pathname":"/","asPath":"/"}}]'
)


@pytest.mark.parametrize("kind", [GameTarget, PlainTarget])
def test_twenty_pages_play_for_a_second_and_every_press_is_answered(
    tmp_path: Path, kind: type[GameTarget | PlainTarget]
) -> None:
    cores = Cores.share_out()
    with kind(tmp_path, cores.server) as target, Crew(kind.dialect, target.port, cores=cores, workers=2) as crew:
        crew.come(20, probe_step=10)
        samples = crew.play(rate=60, active=16, warm_s=0.3, measure_s=1.0).samples()
    row = figures(samples, wanted=60, server=0.0, waited=0.0)
    assert (row.unanswered, row.errors) == (0, 0)
    assert row.sent == pytest.approx(60, rel=0.3)
    assert row.answered == pytest.approx(row.sent, rel=0.2)
    assert 0 < row.p50 <= row.p95 <= row.longest < 1000
    assert row.board_p50 > 0
    assert row.board_hz > 1
    assert sum(sample.players.clients for sample in samples) == 16


def test_readers_ask_as_often_as_they_say_and_follow_a_board(tmp_path: Path) -> None:
    readings = Readings()
    with GameTarget(tmp_path, Cores.share_out().server) as target:
        asyncio.run(read(target.port, readings, seconds=1.0))
    assert readings.errors == 0
    assert len(readings.delays) == pytest.approx(REQUESTS_PER_S, rel=0.3)
    assert readings.events == STREAMS  # nobody presses, so that each has the whole once
    assert 0 < min(readings.delays) <= max(readings.delays) < 1


def test_a_press_is_what_the_page_sends() -> None:
    head, tail = Game().press("abc")
    assert (head + b"7" + tail).decode() == PRESS


def test_a_press_reached_a_board_when_an_observer_first_saw_as_much() -> None:
    one = Sample(pressed=[Sighting("p", 10, 1.0), Sighting("p", 20, 2.0), Sighting("p", 30, 3.0)])
    other = Sample(seen=[Sighting("p", 9, 1.1, 4), Sighting("p", 20, 2.5, 4), Sighting("p", 10, 1.25, 5)])
    assert board_delays([one, other]) == [0.25, 0.5, 1.5]


def test_a_percentile_is_one_of_the_values() -> None:
    assert [percentile([1.0, 2.0, 3.0, 4.0], share) for share in (0.0, 0.5, 0.95, 1.0)] == [1.0, 3.0, 4.0, 4.0]


def test_the_median_is_taken_figure_by_figure() -> None:
    rows = [Figures(p50=p50, p95=p95, extra={"KB": p50}) for p50, p95 in ((1, 9), (2, 7), (3, 8))]
    middle = median(rows)
    assert (middle.p50, middle.p95, middle.extra) == (2, 8, {"KB": 2})


def test_only_the_tables_between_the_markers_are_written(tmp_path: Path) -> None:
    file = tmp_path / "PERFORMANCE.md"
    file.write_text("Words.\n<!-- size -->\nold\n<!-- /size -->\nMore.\n", encoding="utf-8")
    text = section("size", {"watching": Figures(wanted=700, size=1400)}, command="it", runs=1)
    assert write("size", text, file)
    assert not write("ramp", text, file)
    words = file.read_text(encoding="utf-8")
    assert words.startswith("Words.\n<!-- size -->\n")
    assert words.endswith("<!-- /size -->\nMore.\n")
    assert "old" not in words
    assert "| bytes per watching client per second | 1,400 | 4,000 | 1,500 | aim |" in words
