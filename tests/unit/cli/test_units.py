"""The units and proxies of the how-to: commands, options, ports and names that are there."""

import importlib
import re
import shlex

import pytest

from banhao import cli
from banhao.apps.files.intake import LARGEST
from banhao.arguments import Arguments
from banhao.site import settings
from tests.house.tree import ROOT

HOWTO = ROOT / "docs" / "howto"
UNITS = sorted((HOWTO / "systemd").glob("*.service"))
SERVE = HOWTO / "systemd" / "banhao-serve@.service"
PORTS = {"8000", "8001"}
MEGABYTE = 1024 * 1024


def values(unit, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.+)$", unit.read_text("utf-8"), re.M)


def words_of(unit) -> list[str]:
    """Return what a unit runs after `banhao`."""
    (line,) = values(unit, "ExecStart")
    said = line.partition("/bin/banhao ")[2].replace("%i", "8000").replace("$(date +%%F)", "DAY")
    return shlex.split(said.rstrip("'"))


def parsed(words):
    module = importlib.import_module(f"banhao.commands.{words[0].replace('-', '_')}")
    parser = Arguments(prog=words[0])
    module.register(parser)
    return parser.parse_args(words[1:])


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_runs_a_command_with_options_that_it_has(unit) -> None:
    words = words_of(unit)

    assert words[0] in cli.commands()
    assert parsed(words)
    assert values(unit, "EnvironmentFile") == ["/etc/banhao/environment"]


def test_there_is_time_to_take_leave_and_only_the_main_process_is_told() -> None:
    drain = parsed(words_of(SERVE)).drain

    assert values(SERVE, "KillMode") == ["mixed"]
    assert drain < int(values(SERVE, "TimeoutStopSec")[0])
    assert drain >= 2 * 2  # Caddy's health_interval, twice


def test_the_timer_has_a_service_to_start() -> None:
    timers = (HOWTO / "systemd").glob("*.timer")

    assert [t.stem for t in timers if not t.with_suffix(".service").is_file()] == []


def test_the_environment_names_variables_that_are_read() -> None:
    lines = (HOWTO / "systemd" / "environment.example").read_text("utf-8").splitlines()

    names = {line.partition("=")[0] for line in lines}
    assert names - set(re.findall(r"BANHAO_\w+", settings.__doc__ or "")) == set()


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
def test_a_proxy_leads_to_the_units_and_shuts_the_figures(name) -> None:
    text = (HOWTO / "proxy" / name).read_text("utf-8")

    assert set(re.findall(r"127\.0\.0\.1:(\d+)", text)) == PORTS
    assert all(f"banhao-serve@{port}" in SERVE.read_text("utf-8") for port in PORTS)
    assert re.search(r"/metrics (404|\{ return 404)", text)
    (most,) = re.findall(r"(?:max_body_size|max_size) (\d+)", text)
    assert int(most) * MEGABYTE > LARGEST
    assert "X-Request-ID" in text


def test_nginx_says_whom_it_speaks_for() -> None:
    text = (HOWTO / "proxy" / "nginx.conf").read_text("utf-8")

    assert {"X-Forwarded-For", "X-Forwarded-Proto", "Host"} <= set(
        re.findall(r"proxy_set_header (\S+)", text)
    )
