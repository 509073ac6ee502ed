"""What the test of two raters at once runs in each process.

python -m tests.apps.ratings.process prepare          tells the word of a link
python -m tests.apps.ratings.process rate WORD LEVEL AT
python -m tests.apps.ratings.process verify           JSON: how many ratings there are
"""

import json
import os
import sys
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")

import django

django.setup()

from django.utils import timezone

from banhao.apps.ratings import links, operations
from banhao.apps.ratings.models import RatingRecord
from banhao.core.authority.acts import ANYBODY
from banhao.core.errors import Refusal
from banhao.core.ratings.values import Answer, Level
from tests.apps import small_city
from tests.apps.ratings.services import link_to, not_accepted


def prepare() -> None:
    """Make one service to rate."""
    small_city.publish()
    print(link_to(not_accepted(small_city.a_person(), timezone.now())).word)


def rate(word: str, level: str, at: str) -> None:
    """Rate at a moment that several processes have agreed on."""
    link = links.read(word)
    time.sleep(max(0.0, float(at) - time.time()))
    try:
        answer = Answer(Level(int(level)))
        operations.rate(actor=ANYBODY, link=link, answer=answer, now=timezone.now())
        print("done")
    except Refusal as refusal:
        print("refused", refusal.message.code)


def verify() -> None:
    """Tell what stands in the tables."""
    print(json.dumps({"ratings": RatingRecord.objects.count()}))


if __name__ == "__main__":
    {"prepare": prepare, "rate": rate, "verify": verify}[sys.argv[1]](*sys.argv[2:])
