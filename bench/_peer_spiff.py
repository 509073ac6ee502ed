"""A peer of bench/peers.py: SpiffWorkflow, a BPMN process of twelve steps done by people.

Each change: lock and read the stored process, wake it, complete the step with what was said, store
it again with an entry of a journal; one transaction, psycopg by hand. Nothing that lists read is
kept (tasks, ends, states): an application built on it would write that as well.
"""

import io
import json
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import psycopg
from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

SPACE = UUID("00000000-0000-4000-8000-000000000002")
NAMES = "http://www.omg.org/spec/BPMN/20100524/MODEL"
TABLES = """
create table if not exists peer_process (id uuid primary key, state text not null);
create table if not exists peer_journal (
  id bigserial primary key, process uuid not null, seq int not null, data text not null,
  unique (process, seq))"""


def model(steps: int) -> bytes:
    """Return the BPMN of so many steps, one after the other."""
    names = ["start", *(f"step{n}" for n in range(steps)), "end"]
    flows = "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{one}" targetRef="{other}"/>'
        for n, (one, other) in enumerate(pairwise(names))
    )
    tasks = "".join(
        f'<manualTask id="{name}"><incoming>f{n}</incoming><outgoing>f{n + 1}</outgoing>'
        "</manualTask>"
        for n, name in enumerate(names[1:-1])
    )
    return (
        f'<definitions xmlns="{NAMES}" id="d"><process id="case" isExecutable="true">'
        f'<startEvent id="start"><outgoing>f0</outgoing></startEvent>{tasks}'
        f'<endEvent id="end"><incoming>f{steps}</incoming></endEvent>{flows}'
        "</process></definitions>"
    ).encode()


class Side:
    """The parsed process, the serializer and a connection."""

    def __init__(self, url: str, steps: int) -> None:
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.parse(io.BytesIO(model(steps))))
        self.spec = parser.get_spec("case")
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        self.connection = psycopg.connect(url, autocommit=True)
        self.connection.execute("select pg_advisory_lock(7)")  # processes start side by side
        self.connection.execute(TABLES)
        self.connection.execute("select pg_advisory_unlock(7)")

    def live(self, number: int, changes: list[dict[str, Any]]) -> None:
        """Let one process live through all changes, each in its own transaction."""
        process = uuid5(SPACE, str(number))
        for seq, change in enumerate(changes):
            with self.connection.transaction():
                self.change(process, seq, change)

    def change(self, process: UUID, seq: int, change: dict[str, Any]) -> None:
        """Wake the process, complete its step, store it."""
        if seq == 0:
            workflow = BpmnWorkflow(self.spec)
            workflow.do_engine_steps()
        else:
            found = "select state from peer_process where id = %s for update"
            row = self.connection.execute(found, (process,)).fetchone()
            assert row is not None
            workflow = self.serializer.deserialize_json(row[0])
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data["said"] = change["entry"][7]
        task.run()
        workflow.do_engine_steps()
        state = self.serializer.serialize_json(workflow)
        self.connection.execute(
            "insert into peer_process (id, state) values (%s, %s)"
            " on conflict (id) do update set state = excluded.state",
            (process, state),
        )
        self.connection.execute(
            "insert into peer_journal (process, seq, data) values (%s, %s, %s)",
            (process, seq, change["entry"][7]),
        )


def main(url: str, template: str, first: int, count: int) -> None:
    """Print seconds and CPU seconds of `count` cases."""
    changes = json.loads(Path(template).read_text())["changes"]
    side = Side(url, len(changes))
    side.live(first, changes)
    began, cpu = time.perf_counter(), time.process_time()
    for number in range(first + 1, first + count):
        side.live(number, changes)
    print(time.perf_counter() - began, time.process_time() - cpu)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
