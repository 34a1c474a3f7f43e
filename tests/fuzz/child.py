"""`python -m tests.fuzz.child TARGET SECONDS FOLDER`: one target under atheris, which keeps what it finds in FOLDER."""

import importlib
import sys
from pathlib import Path
from typing import Any

# By name: it is for some systems only, and says nothing of its types.
atheris: Any = importlib.import_module("atheris")

with atheris.instrument_imports(include=["clickgame", "persistence"]):
    from tests.fuzz.targets import ALL

LONGEST_BYTES = 4_096
SLOWEST_S = 5  # for one input
MEMORY_MB = 1_024


def main(name: str, seconds: str, folder: str) -> None:
    """Fuzz the target *name*; atheris ends the process."""
    target = ALL[name]
    corpus, found = Path(folder, "corpus"), Path(folder, "found")
    for place in (corpus, found):
        place.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = {
        "max_total_time": seconds,
        "max_len": LONGEST_BYTES,
        "timeout": SLOWEST_S,
        "rss_limit_mb": MEMORY_MB,
        "artifact_prefix": f"{found}/",
        "print_final_stats": 1,
    }
    atheris.Setup([sys.argv[0], *(f"-{option}={value}" for option, value in options.items()), str(corpus)], target.run)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
