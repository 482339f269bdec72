"""The running program of ``bench.kill_rounds``: a web process and a worker to kill, and a cadre's browser."""

import http.client
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    os.environ["PORT"] = str(probe.getsockname()[1])  # read by tools.run

from tools import run as tool

PATIENCE = 180.0
TOKEN = "k" * 32
BROKEN_OFF = (urllib.error.URLError, http.client.HTTPException, ConnectionError)


def until(condition: Callable[[], Any], what: str, every: float = 0.01) -> Any:
    """What ``condition`` answers as soon as it is true."""
    end = time.monotonic() + PATIENCE
    while not (answer := condition()):
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(every)
    return answer


class House:
    """Web process and worker, each in a session of its own, so that a kill takes its children too."""

    def __init__(self) -> None:
        self.parts: dict[str, subprocess.Popen] = {}

    def start(self, name: str) -> None:
        """Start ``web`` or ``worker``; the web process answers when this returns."""
        commands = {"web": tool.python("-m", *tool.WEB), "worker": tool.python(*tool.WORKER)}
        self.parts[name] = subprocess.Popen(
            commands[name],
            cwd=tool.ROOT,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if name == "web":
            tool.wait_for_web(self.parts)

    def kill(self, name: str) -> None:
        """SIGKILL, no matter what it is doing."""
        part = self.parts.pop(name)
        os.killpg(part.pid, signal.SIGKILL)
        part.wait()

    def stop(self) -> None:
        """End what still runs."""
        for name in list(self.parts):
            with suppress(ProcessLookupError):
                self.kill(name)


class Browser:
    """A cadre who is signed in; forms are sent as a browser sends them."""

    def __init__(self, cadre: Any) -> None:
        client = Client()
        client.force_login(cadre, backend="gonghui.kernel.access.backends.NameOrPhoneBackend")
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        cookies["csrftoken"] = TOKEN
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}

    def get(self, address: str) -> str:
        """The page at an address."""
        return self._ask(address, None, {})

    def post(self, address: str, data: Mapping[str, Any] | None = None) -> str:
        """The page that a form leads to."""
        body = encode_multipart(BOUNDARY, data or {})
        return self._ask(address, body, {"Content-Type": MULTIPART_CONTENT, "X-CSRFToken": TOKEN})

    def try_post(self, address: str, data: Mapping[str, Any] | None = None) -> None:
        """Send a form to a process that may die meanwhile."""
        with suppress(*BROKEN_OFF):
            self.post(address, data)

    def _ask(self, address: str, body: bytes | None, more: Mapping[str, str]) -> str:
        url = f"http://127.0.0.1:{tool.PORT}{address}"
        request = urllib.request.Request(url, body, {**self.headers, **more})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return answer.read().decode()
