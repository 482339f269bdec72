"""What a desk of a vote asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gonghui.engines.campaigns.forms.planning import moment_field


class PostForm(forms.Form):
    """When a post spread the word about a vote."""

    title = forms.CharField(label=_("宣传内容"), max_length=128, help_text=_("如公众号文章的标题"))
    posted_at = moment_field("发布时间", required=True)
