"""How a living worker proves that it lives: a locked file, which the system unlocks when it dies.

A lease is named ``<place>/<worker>``. The place is a random name kept in the directory and the
machine's: only workers of one place judge each other by their locks, since a shared file system may
not carry locks from machine to machine. Everyone else goes by the heartbeat.
"""

import contextlib
import fcntl
import os
import secrets
import socket
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils import timezone

HEARTBEAT_EVERY = timedelta(seconds=10)
SILENCE_ALLOWED = timedelta(seconds=60)

_held: dict[str, int] = {}


def current() -> str:
    """The lease of this process, "" where no worker runs (tests, commands that run a job at once)."""
    return next(iter(_held), "")


def take() -> str:
    """Take a lease for this process until ``give_back`` or death. Side effect: a locked file."""
    token = secrets.token_hex(8)
    handle = os.open(_directory() / token, os.O_CREAT | os.O_RDWR, 0o600)
    fcntl.flock(handle, fcntl.LOCK_EX)
    name = f"{_place()}/{token}"
    _held[name] = handle
    return name


def give_back(name: str) -> None:
    """End a lease of this process."""
    (_directory() / name.partition("/")[2]).unlink(missing_ok=True)
    os.close(_held.pop(name))


def is_gone(worker: str, heartbeat_at: datetime | None) -> bool:
    """Whether a worker is dead, or, where nobody can look at its lock, silent for too long."""
    place, _slash, token = worker.partition("/")
    if place == _place():
        return _is_unlocked(_directory() / token)
    return heartbeat_at is None or timezone.now() - heartbeat_at > SILENCE_ALLOWED


def _is_unlocked(path: Path) -> bool:
    """Whether nobody holds the file; what a dead worker left is removed."""
    try:
        handle = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True


def _directory() -> Path:
    path = Path(settings.VAR_DIR) / "workers"
    path.mkdir(parents=True, exist_ok=True)
    return path


def _place() -> str:
    """The directory's random name, made once by whoever comes first (a link appears whole), and ours."""
    path = _directory() / "name"
    if not path.exists():
        draft = _directory() / f"name.{secrets.token_hex(8)}"
        draft.write_text(secrets.token_hex(8), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    machine = sha256(socket.gethostname().encode()).hexdigest()[:8]
    return f"{path.read_text(encoding='ascii')}.{machine}"
