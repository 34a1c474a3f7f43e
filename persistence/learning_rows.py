"""The rows of how far players are with lessons; see `codec.py`."""

import json
from math import isfinite
from sys import intern

from clickgame.contract.learning import Study
from clickgame.core.records import Records
from persistence.rows import Row, checked

_STUDY_TYPES = (str, str, int, int, float, float, float, str)


def write_study(study: Study, _page: str) -> str:
    """Write the row of *study*. Raises ValueError for a time that is no number."""
    return json.dumps(["l", *study], separators=(",", ":"), allow_nan=False)


def put_study(row: Row, records: Records) -> None:
    """Put a study into *records*; see `Kind` for what is raised."""
    study = Study(*checked(row[1:], _STUDY_TYPES))
    if not isfinite(study.begun_at + study.passed_at + study.checked_at):
        raise ValueError
    records.put_study(study._replace(lesson=intern(study.lesson)))
