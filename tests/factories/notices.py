"""Notices and their deliveries for tests."""

import factory

from gonghui.kernel.notices.models import Delivery, Notice
from tests.factories.access import UserFactory
from tests.factories.base import RecordFactory


class ReaderFactory(UserFactory):
    """An account with an e-mail address."""

    email = factory.Sequence("reader{}@example.org".format)


class NoticeFactory(RecordFactory):
    """An unread message."""

    class Meta:
        model = Notice

    recipient = factory.SubFactory(ReaderFactory)
    kind = "sample.arrived"
    title = "待办：建会申请"
    link = "/cases/7/"
    dedupe_key = factory.Sequence("sample.{}".format)


class DeliveryFactory(RecordFactory):
    """A mail that waits."""

    class Meta:
        model = Delivery

    notice = factory.SubFactory(NoticeFactory)
    channel = "email"
