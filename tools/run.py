"""Starts the whole program on this machine: database, web server, worker; Ctrl-C stops all of them.

Called by ``make run`` with the Python of ``.venv``. The environment may set PORT, SCALE (members of the
demonstration province) and DATABASE (sqlite or postgresql).
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tools.postgres import local_server  # noqa: E402 -- the path is set above

PORT = int(os.environ.get("PORT") or 8000)
DATABASE = os.environ.get("DATABASE") or "sqlite"
WEB = [
    "granian",
    "--interface=wsgi",
    "--no-ws",
    "--workers=1",
    "--blocking-threads=4",
    "--host=127.0.0.1",
    f"--port={PORT}",
    "--log-level=warning",
    "gonghui.config.wsgi:application",
]
WORKER = ["manage.py", "work"]


class Stopped(Exception):
    """Somebody asked us to end."""


def say(text: str) -> None:
    """One line to whoever waits."""
    print(f"· {text}", flush=True)


def python(*arguments: str) -> list[str]:
    """A command line with the Python that runs this."""
    return [sys.executable, *arguments]


def check_port() -> None:
    """End early, before a minute of loading, when the port is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            sys.exit(f"Port {PORT} is in use; try another one: make run PORT={PORT + 1}")


def prepare(environment: dict[str, str]) -> None:
    """Keys, tables and, in an empty database, the demonstration province."""
    say("preparing keys and tables; the first time takes half a minute")
    for arguments in (("make_keys",), ("migrate", "--verbosity=0")):
        subprocess.run(python("manage.py", *arguments), check=True, cwd=ROOT, env=environment)
    subprocess.run(python("tools/seed.py"), check=True, cwd=ROOT, env=environment)


def start(name: str, arguments: list[str], environment: dict[str, str]) -> subprocess.Popen:
    """Start one part in a session of its own, so that Ctrl-C reaches only us."""
    say(f"starting {name}")
    return subprocess.Popen(arguments, cwd=ROOT, env=environment, start_new_session=True)


def wait_for_web(parts: dict[str, subprocess.Popen]) -> None:
    """Until the first page answers, or a part ends."""
    while not any(part.poll() is not None for part in parts.values()):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=10)
        except urllib.error.HTTPError:
            return  # it answers; what it says is for the browser
        except OSError:
            time.sleep(0.2)
        else:
            return


def watch(parts: dict[str, subprocess.Popen]) -> str:
    """Wait until a part ends by itself; tell which."""
    while True:
        for name, part in parts.items():
            if part.poll() is not None:
                return f"{name} ended with exit code {part.returncode}"
        time.sleep(0.5)


def stop(parts: dict[str, subprocess.Popen]) -> None:
    """Ask every part to end, by its process id, and wait; after ten seconds insist.

    What a part had started is killed with it: a web process that outlives its parent keeps the port and would
    answer whoever comes next.
    """
    for part in parts.values():
        if part.poll() is None:
            part.terminate()
    for name, part in parts.items():
        try:
            part.wait(timeout=10)
        except subprocess.TimeoutExpired:
            say(f"{name} does not stop, killing it")
            part.kill()
            part.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(part.pid, signal.SIGKILL)


def welcome() -> None:
    """Where to look first."""
    print(f"\n  工会服务网  http://127.0.0.1:{PORT}/\n", flush=True)
    logins = ROOT / "var" / "demo" / "logins.txt"  # seed_demo wrote it
    if logins.exists():
        print(logins.read_text(encoding="utf-8"), flush=True)
    print("  Ctrl-C stops web and worker.\n", flush=True)


def serve(environment: dict[str, str]) -> str:
    """Run web and worker until one ends or Ctrl-C; return the reason, empty for Ctrl-C."""
    parts: dict[str, subprocess.Popen] = {}
    try:
        prepare(environment)
        parts["web"] = start("web", python("-m", *WEB), environment)
        parts["worker"] = start("worker", python(*WORKER), environment)
        wait_for_web(parts)
        welcome()
        return watch(parts)
    except (KeyboardInterrupt, Stopped):
        return ""
    except subprocess.CalledProcessError as error:
        return f"{' '.join(str(part) for part in error.cmd[1:])} failed"
    finally:
        stop(parts)
        say("stopped")


def _stopped(*_: object) -> None:
    raise Stopped


def main() -> None:
    """Serve beside the chosen database."""
    if DATABASE not in ("sqlite", "postgresql"):
        sys.exit(f"DATABASE={DATABASE}: choose sqlite or postgresql")
    signal.signal(signal.SIGTERM, _stopped)
    check_port()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "gonghui.config.settings.dev"}
    if DATABASE == "sqlite":
        sys.exit(serve(environment) or 0)
    server = local_server()
    try:
        say("starting PostgreSQL")
        server.start()
        server.make_database("gonghui")
        reason = serve(environment | {"GONGHUI_DEV_DATABASE": str(server.home)})
    finally:
        server.stop()
    sys.exit(reason or 0)


if __name__ == "__main__":
    main()
