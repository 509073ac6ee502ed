"""A peer of bench/peers.py: viewflow, a flow of twelve steps on Django's ORM.

Each change: find the open task, run its handle with what was said, which closes it and opens the
next; one transaction. What was said is kept in the process's own data.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings

from banhao.site.databases import database

settings.configure(
    SECRET_KEY="bench",
    USE_TZ=True,
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "viewflow",
        "viewflow.workflow",
        "bench",
    ],
    DATABASES={"default": database(os.environ["BANHAO_DATABASE"], Path())},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.models import Process, Task
from viewflow.workflow.status import STATUS

STEPS = 12
OURS = "bench._peer_viewflow"  # a flow lives in the module of an installed application
sys.modules[OURS] = sys.modules[__name__]


def said(activation: Any, data: str = "") -> Process:
    """Keep what was said with the process."""
    process: Process = activation.process
    process.data[activation.flow_task.name] = data
    process.save()
    return process


def begin(activation: Any, data: str = "") -> Process:
    """Begin a process with what was said first."""
    process: Process = activation.process
    process.data["start"] = data
    return process


_steps = {
    f"step{n}": flow.Handle(said).Next(getattr(this, f"step{n + 1}" if n < STEPS - 1 else "end"))
    for n in range(1, STEPS)
}
CaseFlow = type(
    "CaseFlow",
    (flow.Flow,),
    {
        "__module__": OURS,
        "process_class": Process,
        "start": flow.StartHandle(begin).Next(this.step1),
        **_steps,
        "end": flow.End(),
    },
)


def live(changes: list[dict[str, Any]]) -> None:
    """Let one process live through all changes, each in its own transaction."""
    first, *later = changes
    with transaction.atomic():
        process = CaseFlow.start.run(data=first["entry"][7])
    for change in later:
        with transaction.atomic():
            task = Task.objects.select_for_update().get(process_id=process.pk, status=STATUS.NEW)
            task.flow_task.run(task, data=change["entry"][7])


def main(template: str, first: int, count: int) -> None:
    """Print seconds and CPU seconds of `count` cases."""
    del first  # its processes have numbers of their own
    changes = json.loads(Path(template).read_text())["changes"]
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(7)")  # processes start side by side
        call_command("migrate", verbosity=0)
        cursor.execute("select pg_advisory_unlock(7)")
    live(changes)
    began, cpu = time.perf_counter(), time.process_time()
    for _ in range(1, count):
        live(changes)
    print(time.perf_counter() - began, time.process_time() - cpu)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
