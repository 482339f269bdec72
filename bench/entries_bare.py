"""The baseline of ``bench.entries``: the same rows and files stored in bulk, after bare reading of the forms.

Nobody is asked for permission, nothing is checked, locked or chained: what is left is the price of the rows.
"""

import time
from copy import copy
from urllib.parse import urlencode

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models, transaction
from django.test import RequestFactory

from bench.clients import BOUNDARY, DEEDS, PAPER, TOKEN, form_head
from bench.processors import processor_seconds
from gonghui.engines.campaigns.actions.entries import enter_candidate
from gonghui.engines.campaigns.actions.filling import fill_in
from gonghui.engines.campaigns.models import Attachment, Campaign, Entry, Submission
from gonghui.engines.casework.models import Step
from gonghui.kernel.access.api import User
from gonghui.kernel.audit.models import Entry as AuditEntry
from gonghui.kernel.files.models import StoredFile
from gonghui.kernel.notices.models import Notice
from gonghui.kernel.unions.api import Union

CHUNK = 500
BEHIND = 1_000_000
"""Where the copied traces stand: behind the chain, which they do not continue."""
UNIQUE = {Entry: "client_key", StoredFile: "key", Notice: "dedupe_key"}
FORMS = RequestFactory()


def handed_in(scene: dict) -> Entry:
    """One entry through the program itself, whose rows are then copied."""
    campaign = Campaign.objects.get(pk=scene["campaign"]["pk"])
    union = Union.objects.get(pk=scene["officers"][0]["union"])
    officer = User.objects.order_by("pk").first()
    entry = enter_candidate(
        actor=officer, category=campaign.categories.get(), union=union, name="成果"
    )
    paper = SimpleUploadedFile("proof.pdf", PAPER)
    kept = fill_in(
        actor=officer,
        entry=entry,
        answers={"title": "成果", "deeds": DEEDS},
        papers=[("proof", paper)],
        hand_in=True,
    )
    if kept.hindrance or kept.refused:
        raise SystemExit(f"the first entry was not taken: {kept}")
    return kept.entry


def store(entry: Entry, wanted: int) -> dict[str, float]:
    """Store ``wanted`` copies of the entry's rows and files; seconds by the clock and of the processor."""
    pattern = rows_of(entry)
    began, before = time.perf_counter(), processor_seconds()
    for start in range(0, wanted, CHUNK):
        numbers = range(start, min(start + CHUNK, wanted))
        for number in numbers:
            read_forms(number)
            write_file(number)
        with transaction.atomic():
            insert(pattern, numbers)
    seconds = time.perf_counter() - began
    return {"seconds": seconds, "processor": processor_seconds() - before}


def rows_of(entry: Entry) -> list[models.Model]:
    """Everything that handing in left behind: what is pointed at before what points at it."""
    traces = AuditEntry.objects.filter(subject_type=Entry._meta.label, subject_id=entry.pk)
    first = traces.order_by("pk").first()
    return [
        entry.case,
        entry,
        *Step.objects.filter(case=entry.case_id),
        *Submission.objects.filter(entry=entry),
        *StoredFile.objects.all(),
        *Attachment.objects.filter(entry=entry),
        *Notice.objects.all(),
        *(AuditEntry.objects.filter(pk__gte=first.pk - 1) if first else ()),
    ]


def read_forms(number: int) -> None:
    """Both requests as Django reads them, without an answer."""
    fields = {"client_key": f"{number:032d}", "category": 1, "union": 1, "name": f"成果{number}"}
    typed = urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
    body = b"%s%s%% %d\n\r\n--%s--\r\n" % (form_head(1), PAPER, number, BOUNDARY.encode())
    kind = f"multipart/form-data; boundary={BOUNDARY}"
    first = FORMS.generic("POST", "/", typed, "application/x-www-form-urlencoded")
    second = FORMS.generic("POST", "/", body, kind)
    if first.POST["name"] != fields["name"] or not second.FILES["proof"].size:
        raise SystemExit("the forms were not read")


def write_file(number: int) -> None:
    """The paper, in a folder of its own as the vault has it."""
    folder = settings.VAR_DIR / "bare" / f"{number % 256:02x}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{number}").write_bytes(PAPER + f"% {number}\n".encode())


def insert(pattern: list[models.Model], numbers: range) -> None:
    """Every row of the pattern, once for each number."""
    made: dict[models.Model, list[models.Model]] = {}
    for row in pattern:
        model = type(row)
        rows = [copied(row, number, at, made) for at, number in enumerate(numbers)]
        made[row] = model._base_manager.bulk_create(rows)


def copied(row: models.Model, number: int, at: int, made: dict) -> models.Model:
    """A copy, not saved, that points at the copies made before where the row pointed at their patterns."""
    fresh = copy(row)
    fresh._state = copy(row._state)
    fresh.pk = BEHIND + number * 10 + row.pk % 10 if isinstance(row, AuditEntry) else None
    if type(row) in UNIQUE:
        setattr(fresh, UNIQUE[type(row)], f"{number:032d}")
    for field in row._meta.concrete_fields:
        for before, rows in made.items():
            points = field.is_relation and field.related_model is type(before)
            if points and getattr(row, field.attname) == before.pk:
                setattr(fresh, field.attname, rows[at].pk)
    return fresh
