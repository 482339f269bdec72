"""The rounds of ``bench.kill_import`` on one database; prints a table, exits with the number of failures."""

# ruff: noqa: E402 -- the app registry comes before the program's own modules

import os
import sys
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from bench.kill_house import Browser, House, until
from bench.roll_steps import TABLES, prepare
from bench.rolls import write_roll
from gonghui.kernel.audit.api import verify
from gonghui.kernel.exchange.actions.states import AT_WORK, OVER
from gonghui.kernel.exchange.models import Batch, BatchState
from gonghui.kernel.jobs.models import JobState
from gonghui.kernel.lib import scoping

KILLS = int(os.environ.get("KILLS") or 20)
ROWS = int(os.environ.get("ROWS") or 10_000)
SEED = int(os.environ.get("SEED") or 20261122)
SMALL = 400
"""Rows that the web process checks and writes within the request."""
UPLOAD = "/exchange/to/organising.roll/"
PHASES = ("check", "confirm", "undo")
RESULT = {
    "check": BatchState.CHECKED,
    "confirm": BatchState.APPLIED,
    "undo": BatchState.UNDONE,
}
FULL = {"check": False, "confirm": True, "undo": False}
"""Whether the register holds the batch after a phase."""
WIDEST = 0.9  # of an undisturbed run: a few kills still come just too late


class Wrong(Exception):
    """A promise was broken; says which."""


class Rounds:
    """All rounds on one database."""

    def __init__(self, place: Path, house: House, cadre: Any, union: Any) -> None:
        self.house = house
        self.browser = Browser(cadre)
        self.union = union
        self.random = Random(SEED)
        self.files = {"worker": place / "large.xlsx", "web": place / "small.xlsx"}
        write_roll(self.files["worker"], ROWS)
        write_roll(self.files["web"], SMALL)
        self.usual = {}
        for victim in self.files:
            for _time in range(2):  # the first run also loads what a process loads once
                self.batch = None
                self.usual |= {(victim, phase): self.run(victim, phase) for phase in PHASES}

    def round(self, victim: str, phase: str) -> str:
        """One import with one kill; returns what happened to it."""
        self.batch = None
        for step in PHASES:
            if step == phase:
                said = self.disturb(victim, phase)
            else:
                self.run(victim, step)
        return said

    def run(self, victim: str, phase: str) -> float:
        """A phase without a kill; returns the seconds of its work, without any waiting for the worker."""
        began = time.perf_counter()
        self.browser.post(*self.form(victim, phase))
        self.find_batch()
        until(self.rests, f"{phase} does not end", every=0.05)
        self.expect(phase)
        if victim == "worker":
            return (self.batch.job.finished_at - self.batch.job.started_at).total_seconds()
        return time.perf_counter() - began

    def disturb(self, victim: str, phase: str) -> str:
        """Begin a phase, kill in its middle, look, start again, look on."""
        moment = self.random.uniform(0, WIDEST) * self.usual[victim, phase]
        address, data = self.form(victim, phase)
        if victim == "web":
            before = Batch.objects.count()
            sender = threading.Thread(target=self.browser.try_post, args=(address, data))
            sender.start()
            time.sleep(moment)
            self.house.kill("web")
            sender.join()
            came = Batch.objects.count() > before or phase != "check"
        else:
            self.browser.post(address, data)
            came = True
            self.find_batch()
            until(lambda: self.job_state() != JobState.QUEUED, "nobody takes the job")
            time.sleep(moment)
            self.house.kill("worker")
        after = f"{moment:5.2f} s: {self.rows():>5} rows, "
        self.house.start(victim)
        return after + (self.resume(victim, phase) if came else self.send_again(victim))

    def resume(self, victim: str, phase: str) -> str:
        """The batch goes on by itself, or its page says where it stands and offers the next step."""
        self.find_batch()
        if victim == "worker":
            until(self.rests, f"{phase} is not resumed", every=0.05)
            self.expect(phase)
            job = self.batch.job
            return f"resumed in run {job.attempts}" if job.attempts > 1 else "had ended"
        self.rows()
        if self.batch.state == RESULT[phase]:
            self.expect(phase)
            return "had ended"
        page = self.browser.get(f"/exchange/{self.batch.pk}/")
        if f'action="/exchange/{self.batch.pk}/{phase}/"' not in page:
            raise Wrong(f"the page of a batch {self.batch.state} offers no {phase}")
        state = self.batch.get_state_display()
        self.run(victim, phase)
        return f"page says {state}, done by its button"

    def send_again(self, victim: str) -> str:
        """The request died before the file was kept."""
        self.run(victim, "check")
        return "no batch, sent again"

    def form(self, victim: str, phase: str) -> tuple[str, Mapping[str, Any]]:
        """Address and fields of the form that begins a phase."""
        if phase == "check" and self.batch is None:
            file = self.files[victim]
            return UPLOAD, {
                "union": self.union.pk,
                "file": SimpleUploadedFile(file.name, file.read_bytes()),
            }
        return f"/exchange/{self.batch.pk}/{phase}/", {}

    def find_batch(self) -> None:
        """The newest batch as it stands now."""
        self.batch = Batch.objects.select_related("job").latest("pk")

    def job_state(self) -> str:
        """What the batch's job is doing."""
        self.find_batch()
        return self.batch.job.state if self.batch.job else ""

    def rests(self) -> bool:
        """Whether nothing is under way."""
        self.find_batch()
        over = self.batch.job is None or self.batch.job.state in OVER
        return over and self.batch.state not in AT_WORK

    def rows(self) -> int:
        """People in the register: the whole batch or nobody, alike in all four tables.

        One statement each, so a commit in between would be seen as half; that is asked once more.
        """
        whole = self.batch.counts.get("new", 0) if self.batch else 0
        for _time in range(2):
            counts = {model._base_manager.count() for model in TABLES}
            if counts == {0} or counts == {whole}:
                return counts.pop()
        raise Wrong(f"{sorted(counts)} rows of {whole}")

    def expect(self, phase: str) -> None:
        """The phase ended well."""
        self.find_batch()
        if self.batch.state != RESULT[phase] or self.batch.error:
            raise Wrong(f"{phase} ended as {self.batch.state}: {self.batch.error}")
        if bool(self.rows()) != FULL[phase]:
            raise Wrong(f"{self.rows()} rows after {phase}")


def main(place: Path) -> int:
    """Run the rounds."""
    call_command("migrate", verbosity=0)
    failed = 0
    house = House()
    with scoping.everything("bench"):
        cadre, union = prepare()
        try:
            house.start("web")
            house.start("worker")
            rounds = Rounds(place, house, cadre, union)
            for number in range(KILLS):
                victim, phase = ("worker", "web")[number % 2], PHASES[number // 2 % len(PHASES)]
                try:
                    said, mark = rounds.round(victim, phase), "ok  "
                except (Wrong, TimeoutError) as error:
                    said, mark = str(error), "FAIL"
                    failed += 1
                print(f"{mark}  {number + 1:>2}  {victim:<6}  {phase:<7}  {said}", flush=True)
        finally:
            house.stop()
    verdict = verify()
    sound = "sound" if verdict.sound else f"broken at {verdict.broken_id}: {verdict.reason}"
    print(f"audit chain of {verdict.checked} entries: {sound}")
    print(
        f"{'FAIL' if failed else 'ok  '}  {KILLS - failed} of {KILLS} kills: all rows or none, and on"
    )
    return failed + (not verdict.sound)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
