"""Stopping the program leaves nothing of it behind."""

import os
import select

from tools import run


def test_what_a_part_started_ends_with_it(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    stubborn = f"(trap '' TERM; printf up; exec sleep 60) > {pipe} & wait"
    parts = {"web": run.start("web", ["sh", "-c", stubborn], dict(os.environ))}
    reader = os.open(pipe, os.O_RDONLY)
    assert os.read(reader, 2) == b"up"

    run.stop(parts)

    assert select.select([reader], [], [], 10)[0] == [reader]
    assert os.read(reader, 1) == b""
    os.close(reader)
