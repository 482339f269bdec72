"""Checks that forms, actions and imports of accounts share."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from gonghui.kernel.access.models import User
from gonghui.kernel.access.queries import phone_hash
from gonghui.kernel.lib.phones import parse_phone

USERNAME = re.compile(r"[a-z][a-z0-9._-]{2,63}")


def validate_username(username: str) -> None:
    """A free name that cannot be mistaken for a phone.

    Raises:
        ValidationError: malformed or taken.
    """
    if not USERNAME.fullmatch(username):
        raise ValidationError(_("用户名用 3 至 64 个小写字母、数字或“.-_”，以字母开头。"))
    if User.objects.filter(username=username).exists():
        raise ValidationError(_("用户名“%(name)s”已被使用，请换一个。") % {"name": username})


def validate_phone(phone: str) -> None:
    """A mobile number that no other active account signs in with; the empty text passes.

    Raises:
        ValidationError: no mobile number, or taken.
    """
    if not phone:
        return
    if not parse_phone(phone).normalised:
        raise ValidationError(_("手机号应为 11 位数字。"))
    if User.objects.filter(phone_hash=phone_hash(phone), is_active=True).exists():
        raise ValidationError(_("该手机号已用于另一个账号，请核实或留空。"))
