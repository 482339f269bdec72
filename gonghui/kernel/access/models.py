"""Accounts, what they may do where and when, and who looked at what was masked."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from gonghui.kernel.lib.records import DatedRecord
from gonghui.kernel.lib.scoping import ScopedManager
from gonghui.kernel.lib.sealing import SealedField


class UserManager(BaseUserManager):
    """Finds accounts for the login; accounts are made by ``actions.open_account``."""

    def get_by_natural_key(self, username: str) -> "User":
        """The account with this user name."""
        return self.get(username=username)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What it may do follows from its posts, never from a flag here.

    Groups and the superuser flag serve Wagtail's page editor alone, which knows no other rights.
    """

    username = models.CharField("用户名", max_length=64, unique=True)
    display_name = models.CharField("显示名", max_length=64)
    phone = SealedField("手机号", blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    email = models.CharField("邮箱", max_length=254, blank=True)
    person = models.OneToOneField(
        "people.Person", models.SET_NULL, null=True, blank=True, verbose_name="人员"
    )
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须改密码", default=False)
    initial_until = models.DateTimeField("初始密码有效至", null=True, blank=True)
    large_text = models.BooleanField("大字版", default=False)
    created_at = models.DateTimeField("开通时间", auto_now_add=True)

    personal_data = "name and sealed phone of an account holder; closed and anonymised on erasure"
    scope_note = "global: needed before any scope is known"
    objects = UserManager()
    _known_posts: "list[Post] | None"  # set by queries.remember_posts, never stored
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.display_name


class Post(DatedRecord):
    """岗位: an account acts in a role for a union and all it leads, from one day to another."""

    user = models.ForeignKey(User, models.CASCADE, related_name="posts", verbose_name="账号")
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, related_name="posts", verbose_name="工会"
    )
    role = models.CharField("角色", max_length=32)
    granted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="授予人"
    )
    reason = models.CharField("依据", max_length=255, blank=True)

    personal_data = "who acted for which union; kept"
    scope_note = "global: needed to find the scope itself"

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        indexes = [models.Index(fields=["user", "valid_from"], name="post_user_idx")]


class Session(AbstractBaseSession):
    """A signed-in device: Django's own session row, with the account it belongs to."""

    user = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="sessions", verbose_name="账号"
    )
    started_at = models.DateTimeField("登录时间", null=True)
    seen_at = models.DateTimeField("最近使用", null=True)
    ip = models.GenericIPAddressField("网络地址", null=True)
    device = models.CharField("设备", max_length=64, blank=True)

    personal_data = "address and device of a sign-in; gone with the session"
    scope_note = "global: needed before any scope is known; a page shows the own ones only"

    class Meta(AbstractBaseSession.Meta):
        verbose_name = verbose_name_plural = "登录设备"

    @classmethod
    def get_session_store_class(cls):
        """The engine that writes these rows."""
        return import_module(settings.SESSION_ENGINE).SessionStore


class Unmasking(models.Model):
    """Somebody asked to see a masked value and said why."""

    actor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="查看人")
    person = models.ForeignKey(
        "people.Person", models.CASCADE, related_name="+", verbose_name="人员"
    )
    union = models.ForeignKey(
        "unions.Union", models.PROTECT, null=True, related_name="+", verbose_name="当时所在工会"
    )
    field = models.CharField("字段", max_length=64)
    reason = models.CharField("事由", max_length=255)
    at = models.DateTimeField("时间", auto_now_add=True)

    personal_data = "who looked at whose data; kept three years"
    objects = ScopedManager(person_field="person_id")

    class Meta:
        verbose_name = verbose_name_plural = "查看登记"
