"""What is typed on the pages of documents and certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label=_("原因"), max_length=255, widget=forms.Textarea({"rows": 3}))


class CheckForm(forms.Form):
    """Number and code as printed below the QR code."""

    number = forms.CharField(
        label=_("证书编号"), max_length=40, help_text=_("印在证书左下角，例如 LDJS-2026-0012-Z。")
    )
    code = forms.CharField(
        label=_("验证码"), max_length=16, help_text=_("证书编号下方的八位字母和数字。")
    )
