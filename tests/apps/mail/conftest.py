"""A real mail server on this machine, stopped and started at will, told whom to refuse."""

import email
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.policy import default

import pytest
from aiosmtpd.controller import Controller


@dataclass
class Post:
    """The mail server of a test. `refuses`: answer by the beginning of an address."""

    port: int
    letters: list = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    controller: Controller | None = None

    def start(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        for beginning, answer in self.refuses.items():
            if address.startswith(beginning):
                return answer.format(address=address)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(email.message_from_bytes(envelope.content, policy=default))
        return "250 OK"

    def text(self) -> str:
        """Return the words of the last letter."""
        return self.letters[-1].get_body().get_content()

    def link(self, to: str) -> str:
        """Return the path of the link in the last letter that leads there."""
        return re.search(rf"https?://[^/\s]+({to}\S*)", self.text())[1]


@pytest.fixture
def post(settings) -> Iterator[Post]:
    """A server that is up, and an installation that sends through it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        running = Post(free.getsockname()[1])
    settings.MAIL = f"smtp://127.0.0.1:{running.port}?from=office@hall.example"
    running.start()
    yield running
    running.stop()
