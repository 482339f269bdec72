"""Runs a PostgreSQL server of our own from Debian's binaries, reachable by its Unix socket only.

The tests take a throw-away one; ``make postgres`` keeps one in ``var/postgres``. Standard library only.
"""

import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BINARIES = Path("/usr/lib/postgresql")
INSTALL_HINT = (
    "PostgreSQL is missing; install it with: apt-get install --no-install-recommends postgresql"
)
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",  # no disks that turn
    "jit": "off",  # lists of fifty rows lose more to compiling than they gain
    "timezone": "'Asia/Shanghai'",
    "synchronous_commit": "off",  # a power cut may cost the last second, never the database
}
CARELESS = {"fsync": "off", "full_page_writes": "off"}


class PostgresMissing(SystemExit):
    """No server binaries on this machine; the message names the package."""


def find_binaries() -> Path:
    """The directory of the newest installed server's programs."""
    found = [path.parent for path in BINARIES.glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    if not found:
        raise PostgresMissing(INSTALL_HINT)
    return max(found, key=lambda path: [int(part) for part in path.parts if part.isdigit()])


def server_account() -> dict:
    """Arguments for ``subprocess`` that give up root, which PostgreSQL refuses to run as."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = names.get("postgres") or names["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


class Server:
    """One server with its files, log and socket in one directory.

    Args:
        home: the directory; it is made, and a cluster in it, when missing. Its path must be short,
            since the path of a socket holds at most 107 bytes.
        careless: gives up safety at a power cut for speed; right for tests only.
    """

    user = "postgres"

    def __init__(self, home: Path, *, careless: bool) -> None:
        """Find the programs; nothing is started yet."""
        self.home = home
        self.careless = careless
        self.binaries = find_binaries()
        self.account = server_account()
        self.process: subprocess.Popen | None = None

    def start(self) -> "Server":
        """Make the cluster if needed, start the server and wait until it answers."""
        self.home.mkdir(parents=True, exist_ok=True)
        if self.account:
            shutil.chown(self.home, self.account["user"], self.account["group"])
        if not (self.home / "data" / "PG_VERSION").exists():
            self._initialise()
        settings = SETTINGS | (CARELESS if self.careless else {})
        options = [f"-c{name}={value.strip(chr(39))}" for name, value in settings.items()]
        self.process = subprocess.Popen(
            [self.binaries / "postgres", "-D", self.home / "data", "-k", self.home, *options],
            stdout=self._log(),
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches us first, we stop the server in order
            cwd="/",
            **self.account,
        )
        self._wait()
        return self

    def stop(self) -> None:
        """Stop the server by its process id, waiting for it; open connections are cut."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait()

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own programs against this server."""
        command = [self.binaries / program, "-h", self.home, "-U", self.user, *arguments]
        subprocess.run(command, check=True, cwd="/", **self.account)

    def make_database(self, name: str) -> None:
        """Create the database unless it is there."""
        asked = [self.binaries / "psql", "-h", self.home, "-U", self.user, "-d", "postgres", "-Atc"]
        known = subprocess.run(
            [*asked, "SELECT datname FROM pg_database"],
            check=True,
            capture_output=True,
            text=True,
            cwd="/",
            **self.account,
        )
        if name not in known.stdout.split():
            self.run("createdb", name)

    def _log(self):
        return (self.home / "server.log").open("ab")

    def _initialise(self) -> None:
        command = [self.binaries / "initdb", "-D", self.home / "data", "-U", self.user]
        options = ["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        options += ["--no-sync"] if self.careless else []
        with self._log() as log:
            subprocess.run(
                [*command, *options], check=True, stdout=log, stderr=log, cwd="/", **self.account
            )

    def _wait(self) -> None:
        ready = [self.binaries / "pg_isready", "-q", "-h", self.home, "-U", self.user]
        deadline = time.monotonic() + 30
        while subprocess.run(ready, check=False).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                print(
                    (self.home / "server.log").read_text(errors="replace")[-2000:], file=sys.stderr
                )
                raise SystemExit(f"PostgreSQL did not start; its log is {self.home}/server.log")
            time.sleep(0.05)


def stop_on_signal() -> None:
    """Turn SIGTERM and SIGHUP into an ordinary exit, so that ``finally`` stops the server."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))


def local_server() -> Server:
    """The lasting server of this checkout: in ``var/postgres``, or where POSTGRES_DIR says.

    Root hands the server to another account, which cannot enter a checkout below root's own home; then
    the files lie in ``/var/lib``.
    """
    chosen = os.environ.get("POSTGRES_DIR")
    home = Path(chosen) if chosen else ROOT / "var" / "postgres"
    hidden = any(not folder.stat().st_mode & 0o001 for folder in ROOT.parents)
    if not chosen and os.geteuid() == 0 and hidden:
        home = Path("/var/lib/gonghui-" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:8])
    return Server(home.resolve(), careless=False)


def main() -> None:
    """Run the lasting server until Ctrl-C and say how to reach it."""
    stop_on_signal()
    server = local_server()
    try:
        server.start()
        server.make_database("gonghui")
        print(
            f"PostgreSQL runs; Ctrl-C stops it. Reach it with:\n  psql -h {server.home} -U {server.user} gonghui"
        )
        print(f"  GONGHUI_DEV_DATABASE={server.home} .venv/bin/python manage.py …", flush=True)
        server.process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        server.stop()


if __name__ == "__main__":
    main()
