"""A private, throw-away PostgreSQL for the tests: ``python -m tests.postgres run -- pytest …``."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.postgres import Server, stop_on_signal


@contextmanager
def private_server() -> Iterator[Server]:
    """A running server in a temporary directory; both are gone afterwards."""
    home = Path(tempfile.mkdtemp(prefix="gonghui-pg-"))
    home.chmod(0o755)
    try:
        server = Server(home, careless=True)
        try:
            yield server.start()
        finally:
            server.stop()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def environment(server: Server) -> dict[str, str]:
    """The environment in which the test settings find the server."""
    return os.environ | {
        "GONGHUI_TEST_DATABASE": str(server.home),
        "GONGHUI_TEST_DATABASE_USER": server.user,
    }


def main() -> int:
    """Run a command beside a private server and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.postgres", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="start a server, run COMMAND with it, stop it")
    run.add_argument("command", nargs=argparse.REMAINDER, metavar="-- COMMAND")
    command = [part for part in parser.parse_args().command if part != "--"]
    if not command:
        parser.error("name a command after --")
    stop_on_signal()
    with private_server() as server:
        return subprocess.run(command, check=False, env=environment(server)).returncode


if __name__ == "__main__":
    sys.exit(main())
