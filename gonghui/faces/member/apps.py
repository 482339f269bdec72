"""App configuration."""

from django.apps import AppConfig


class MemberConfig(AppConfig):
    """The member's pages, phone first."""

    name = "gonghui.faces.member"
    label = "member"
    verbose_name = "我的"
