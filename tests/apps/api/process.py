"""What the test of the feed runs in processes of its own.

python -m tests.apps.api.process prepare      the town, and one case
python -m tests.apps.api.process dawdle N     writes N entries, each held a while before its commit
python -m tests.apps.api.process read         reads the feed by cursor until its input ends
python -m tests.apps.api.process all          tells the whole feed at once
"""

import json
import os
import random
import sys
import threading
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banhao.site.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction

from banhao.apps.cases.feed import feed
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.cases.town import NOW

COLUMNS = 'kind, version, at, "by", machine, office, data, hash'
COPY = f"""
insert into cases_eventrecord ("case", seq, {COLUMNS})
select "case", %s, {COLUMNS} from cases_eventrecord order by id limit 1
"""


def prepare() -> None:
    call_command("migrate", verbosity=0)
    small_city.publish(town.FOLDER)
    town.filed(small_city.a_person())


def dawdle(count: str) -> None:
    """Write copies of an entry, as slow errands would: the id is taken long before the commit."""
    chance = random.Random(os.getpid())
    for number in range(int(count)):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(COPY, [os.getpid() * 1000 + number])
            time.sleep(chance.random() * 0.05)


def read() -> None:
    """Read by cursor while others write; after the last of them once more."""
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    print("ready", flush=True)
    cursor, told, last = 0, [], False
    while not last:
        last = ended.is_set()
        more = True
        while more:
            page = feed(town.CLERK, cursor, NOW, most=3)
            told += [heard.entry for heard in page.events]
            cursor, more = page.cursor, page.more and page.cursor > cursor
    print(json.dumps(told))


def everything() -> None:
    print(json.dumps([heard.entry for heard in feed(town.CLERK, 0, NOW, most=10_000).events]))


if __name__ == "__main__":
    {"prepare": prepare, "dawdle": dawdle, "read": read, "all": everything}[sys.argv[1]](
        *sys.argv[2:]
    )
