"""Half-filled forms: kept every few seconds while somebody types, offered again when they return."""

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gonghui.kernel.ui import actions
from gonghui.kernel.ui.models import FormDraft
from gonghui.kernel.ui.web import back

KEY_LENGTH = 128
NEVER = ("csrfmiddlewaretoken", "password", "confirmed")


def find_draft(user: Any, key: str) -> FormDraft | None:
    """The draft of one's own form ``key``; strangers have none."""
    if not user.is_authenticated:
        return None
    return FormDraft.objects.filter(user=user, key=key).first()


def _key(request: HttpRequest) -> str:
    key = request.GET.get("key", "")
    if not key or len(key) > KEY_LENGTH:
        raise Http404(_("没有这份草稿。"))
    return key


def _kept(name: str) -> bool:
    return not any(word in name for word in NEVER)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what was typed (POST), or hand it back (GET)."""
    key = _key(request)
    if request.method == "GET":
        found = find_draft(request.user, key)
        if found is None:
            raise Http404(_("没有这份草稿。"))
        return JsonResponse(json.loads(found.data))
    data = {name: values for name, values in request.POST.lists() if _kept(name)}
    try:
        saved = actions.save_draft(actor=request.user, key=key, data=data)
    except actions.DraftTooLong:
        return HttpResponse(_("内容较长，草稿未保存，请尽快提交"))
    at = timezone.localtime(saved.saved_at).strftime("%H:%M:%S")
    return HttpResponse(_("草稿已保存 %(at)s") % {"at": at})


@login_required
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Forget a draft."""
    actions.drop_draft(actor=request.user, key=_key(request))
    return back(request)
