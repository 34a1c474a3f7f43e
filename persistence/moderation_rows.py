"""The rows of what operators have done, and of what players have reported; see `codec.py`."""

import json
from dataclasses import astuple
from math import isfinite

from clickgame.core.moderation import Deed, Report
from clickgame.core.records import Records
from persistence.rows import Row, checked

_DEED_TYPES = (int, float, str, str, str, str, float, str, str, int)
_REPORT_TYPES = (int, str, str, str, str, float)


def write_deed(deed: Deed, _page: str) -> str:
    """Write the row of *deed*. Raises ValueError for a time that is no number."""
    return json.dumps(["md", *astuple(deed)], separators=(",", ":"), allow_nan=False)


def put_deed(row: Row, records: Records) -> None:
    """Put a deed into *records*; see `Kind` for what is raised."""
    deed = Deed(*checked(row[1:], _DEED_TYPES))
    if not isfinite(deed.at + deed.until) or deed.number < 1:
        raise ValueError
    records.put_moderated(deed)


def write_report(report: Report, _page: str) -> str:
    """Write the row of *report*. Raises ValueError for a time that is no number."""
    return json.dumps(["mr", *astuple(report)], separators=(",", ":"), allow_nan=False)


def put_report(row: Row, records: Records) -> None:
    """Put a report into *records*; see `Kind` for what is raised."""
    report = Report(*checked(row[1:], _REPORT_TYPES))
    if not isfinite(report.at) or report.number < 1:
        raise ValueError
    records.put_moderated(report)
