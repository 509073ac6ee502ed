"""Two who rate the same service at the same moment: one rating, and the other is told."""

import time
from pathlib import Path

from tests.apps.installation import Installation, installation


def test_one_service_is_rated_once(tmp_path: Path) -> None:
    with installation(tmp_path) as made:
        made.module = "tests.apps.ratings.process"
        assert isinstance(made, Installation)
        word = made.run("prepare").split()[-1]
        at = str(time.time() + 4)

        both = [made.start("rate", word, level, at) for level in ("5", "1", "3")]
        told = sorted(process.communicate(timeout=60)[0].strip() for process in both)

        assert told == ["done", "refused rating.given", "refused rating.given"]
        assert made.state() == {"ratings": 1}
