"""`dev.py run`: demo data, then server, worker and demo sources until Ctrl-C."""

import time

from tools.place import BANHAO, StepError, call, environment, say
from tools.processes import Processes, announce, is_free, wait_for

SOURCES_AFTER = 10  # the demo sources listen on the server's port plus this


def run(port: int) -> int:
    """Serve until SIGINT or SIGTERM (0), or until the server ends by itself (1)."""
    sources = port + SOURCES_AFTER
    for taken in (number for number in (port, sources) if not is_free(number)):
        raise StepError(f"Port {taken} is taken: end what listens there, or say --port ANOTHER.")
    address = f"http://127.0.0.1:{port}"
    env = environment(BANHAO_URL=address, BANHAO_SOURCES=f"http://127.0.0.1:{sources}")
    say("Bringing the database up to date …")
    call([BANHAO, "migrate"], env)
    say("Bringing catalogue, demo people and demo cases …")
    call([BANHAO, "demo"], env)
    with Processes() as processes:
        return _serve(processes, port, sources, env)


def _serve(processes: Processes, port: int, sources: int, env: dict[str, str]) -> int:
    address = f"http://127.0.0.1:{port}"
    try:
        processes.start("sources", [BANHAO, "demo-sources", "--port", sources], env)
        processes.start("worker", [BANHAO, "worker"], env)
        processes.start("server", [BANHAO, "serve", "--port", port], env)
        wait_for(address, processes)
        say(f"Ready: {address}   (Ctrl-C stops everything)")
        while True:
            ended = processes.ended()
            announce(ended)
            if "server" in ended:
                return 1
            time.sleep(0.5)
    except KeyboardInterrupt:
        say("Stopping …")
        return 0
