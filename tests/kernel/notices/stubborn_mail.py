"""Mail servers with moods, chosen by name as EMAIL_BACKEND."""

import smtplib
import threading
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend


class Unreachable(BaseEmailBackend):
    """Nobody answers."""

    def open(self):
        raise ConnectionRefusedError("nobody there")


class _Answering(BaseEmailBackend):
    def send_messages(self, _messages):
        raise self.answer


class Busy(_Answering):
    """Asks to come again later."""

    answer = smtplib.SMTPDataError(451, b"greylisted")


class Strict(_Answering):
    """Does not know the recipient, and never will."""

    answer = smtplib.SMTPRecipientsRefused({"reader@example.org": (550, b"no such user")})


class Full(_Answering):
    """The recipient's mailbox is full today."""

    answer = smtplib.SMTPRecipientsRefused({"reader@example.org": (452, b"mailbox full")})


class Vanishing(_Answering):
    """Breaks off after the data, before its answer."""

    answer = smtplib.SMTPServerDisconnected("connection lost")


class Slow(BaseEmailBackend):
    """Waits for the test's word before and after it takes a mail; the room keeps what was taken."""

    def open(self):
        self._wait_for("before")

    def send_messages(self, messages):
        with (Path(settings.EMAIL_FILE_PATH) / "outbox").open("a") as outbox:
            outbox.writelines(f"{message.extra_headers['Message-ID']}\n" for message in messages)
        self._wait_for("after")
        return len(messages)

    def _wait_for(self, moment):
        room = Path(settings.EMAIL_FILE_PATH)
        (room / f"is-{moment}").touch()
        while not (room / f"go-{moment}").exists():
            threading.Event().wait(0.02)
