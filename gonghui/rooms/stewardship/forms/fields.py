"""Fields of this room's own."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gonghui.kernel.access.api import User


class AccountField(forms.CharField):
    """An account by its user name."""

    def clean(self, value: Any) -> User | None:
        """The account, None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        user = User.objects.filter(username=text, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("没有找到用户名“%(text)s”，请核对。") % {"text": text})
        return user
