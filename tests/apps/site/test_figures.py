"""What /metrics says of the work: of all processes together, dead ones too, and of the database."""

import os
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from prometheus_client.multiprocess import MultiProcessCollector

from banhao.apps.deliveries.models import DeliveryRecord
from banhao.apps.evidence.models import CircuitRecord
from banhao.apps.evidence.sources import HttpSource, Question
from banhao.apps.mail.models import MailRecord
from banhao.site.watch import counted, folder
from banhao.site.worker import Turn, count_cases, run_once
from tests.apps import small_city
from tests.apps.cases import town
from tests.apps.demo_process import demo_sources
from tests.apps.installation import ROOT
from tests.apps.site.test_probes import figures


@contextmanager
def counting(home, kind):
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    words = [sys.executable, "-m", "tests.apps.site.counting", str(home), kind]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, env=env, cwd=ROOT, **pipes) as process:
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def total(home) -> float:
    with folder.files(home) as files:
        metrics = MultiProcessCollector.merge(files)
    (requests,) = [each for each in metrics if each.name == "banhao_requests"]
    return sum(sample.value for sample in requests.samples)


def test_all_processes_count_together_and_the_dead_are_counted_until_the_next_start(tmp_path):
    with counting(tmp_path, "serve") as (server, first), counting(tmp_path, "worker") as (_, other):
        both = total(tmp_path)
        server.kill()
        server.wait()
        after_death = total(tmp_path)
        with counting(tmp_path, "serve") as (_, second):
            after_start = total(tmp_path)
            left = {path for path in (first, other, second) if path.exists()}

    assert (both, after_death, after_start) == (4, 4, 4)
    assert left == {other, second}


def test_a_folder_whose_process_lives_is_never_cleared(tmp_path):
    with counting(tmp_path, "serve") as (_, one), counting(tmp_path, "serve") as (_, two):
        assert folder.is_alive(one)
        assert folder.is_alive(two)

    assert not folder.is_alive(one)


def test_a_command_does_not_load_the_library_of_figures(tmp_path):
    say = "import sys, banhao.cli as c; c.main(['people', 'list']); "
    say += "print([m for m in sys.modules if m.startswith('prometheus')])"
    env = os.environ | {"BANHAO_HOME": str(tmp_path), "BANHAO_DATABASE": ""}
    words = [sys.executable, "-c", say]
    done = subprocess.run(words, env=env, capture_output=True, text=True, check=False)

    assert done.stdout == "[]\n"


@pytest.mark.django_db
def test_jobs_cases_and_lights_are_told(client):
    small_city.publish(town.FOLDER)
    town.filed(small_city.a_person())

    def fail(now):
        raise RuntimeError

    jobs = [Turn("a", lambda _: 3, 1), Turn("b", fail, 1), Turn("count_cases", count_cases, 60)]
    before = figures(client.get("/metrics"))
    run_once(jobs, timezone.now())
    told = figures(client.get("/metrics"))

    assert told['banhao_cases{state="submitted"}'] == 1
    assert told['banhao_cases{state="delivered"}'] == 0
    assert told['banhao_running_items{light="late"}'] == 0
    assert told['banhao_job_turns_total{job="a",result="done"}'] == 1
    assert told['banhao_job_turns_total{job="b",result="failed"}'] == 1
    assert told['banhao_job_done_total{job="a"}'] == 3
    assert told['banhao_job_seconds_count{job="b"}'] == 1
    assert told['banhao_job_timestamp_seconds{job="b"}'] > 0
    assert told["banhao_journal_timestamp_seconds"] == pytest.approx(
        town.NOW.timestamp(), abs=86400
    )
    assert "banhao_journal_timestamp_seconds" in before


@pytest.mark.django_db
def test_what_waits_and_what_was_given_up_are_told(client, settings, tmp_path):
    now, hour = timezone.now(), timedelta(hours=1)
    case = {"subscriber": "inbox", "kind": "Submitted", "case": "0" * 32}
    DeliveryRecord.objects.create(seq=1, next_at=now - hour, **case)
    DeliveryRecord.objects.create(seq=2, next_at=now + hour, attempts=2, **case)
    DeliveryRecord.objects.create(seq=3, next_at=now, state="dead", **case)
    MailRecord.objects.create(account=1, kind="news", made_at=now, next_at=now + hour)
    CircuitRecord.objects.create(source="licences", failures=5, rests_until=now + hour)
    CircuitRecord.objects.create(source="id-cards", failures=0, rests_until=None)
    settings.HEADS = tmp_path / "heads.log"
    settings.HEADS.write_text("")

    told = figures(client.get("/metrics"))

    assert told["banhao_deliveries_waiting"] == 2
    assert told["banhao_deliveries_failing"] == 1
    assert told["banhao_deliveries_dead"] == 1
    assert told["banhao_deliveries_late_seconds"] == pytest.approx(3600, abs=60)
    assert (told["banhao_mails_waiting"], told["banhao_mails_late_seconds"]) == (1, 0)
    assert told["banhao_mails_dead"] == 0
    assert told['banhao_source_resting{source="licences"}'] == 1
    assert told['banhao_source_resting{source="id-cards"}'] == 0
    assert told["banhao_heads_timestamp_seconds"] == pytest.approx(now.timestamp(), abs=60)
    assert told["banhao_database_up"] == 1


@pytest.mark.django_db
def test_questions_to_a_source_are_counted_by_source_and_outcome(client, tmp_path):
    with demo_sources(tmp_path) as demo:
        source = counted.CountedSource(HttpSource(demo.url))
        asked = Question(id_number="nobody", uscc="", ground="依职权核验")
        source.ask("counted-source", asked, timezone.now())
        demo.stop()
        source.ask("counted-source", asked, timezone.now())
    told = figures(client.get("/metrics"))

    mine = {name: value for name, value in told.items() if "counted-source" in name}
    assert mine['banhao_source_asked_total{source="counted-source"}'] == 2
    assert sum(v for name, v in mine.items() if "answered_total" in name) == 1
    assert mine['banhao_source_seconds_count{source="counted-source"}'] == 2
