"""Kinds of notices: what an inbox calls them, and how much an e-mail may say."""

from dataclasses import dataclass

from gonghui.kernel.lib.registry import Registry


@dataclass(frozen=True)
class NoticeKind:
    """One kind; without ``mail_body`` an e-mail names only the title and the way to the page."""

    key: str
    label: str
    icon: str = "bell"
    mail_body: bool = False


OTHER = NoticeKind("", "通知")
notice_kinds: Registry[NoticeKind] = Registry("notice kind")


def register_notice_kind(
    key: str, label: str, *, icon: str = "bell", mail_body: bool = False
) -> NoticeKind:
    """Declare a kind of notice.

    Args:
        key: ``room.what``.
        label: Chinese, shown beside the title.
        icon: a name of bootstrap-icons.
        mail_body: whether the body may leave the house by e-mail; never for anything personal.
    """
    return notice_kinds.register(key, NoticeKind(key, label, icon, mail_body))


def kind_of(key: str) -> NoticeKind:
    """The declared kind, else a plain notice, so that old messages outlive their app."""
    return notice_kinds.get(key) if key in notice_kinds else OTHER
