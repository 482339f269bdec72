"""The inbox, and for operators the mails that somebody has to decide about."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gonghui.kernel.lib.policy import Refused, require
from gonghui.kernel.notices.actions import MANAGE, mark_read, send_again
from gonghui.kernel.notices.kinds import kind_of
from gonghui.kernel.notices.models import Delivery
from gonghui.kernel.notices.queries import list_stuck, notices_of, unread_count
from gonghui.kernel.ui.api import page_context

PAGE_SIZE = 20


@login_required
@require_safe
@never_cache
def inbox(request: HttpRequest) -> HttpResponse:
    """My messages, newest first."""
    notices = notices_of(request.user)
    only_unread = request.GET.get("show") == "unread"
    shown = notices.filter(read_at=None) if only_unread else notices
    page = Paginator(shown, PAGE_SIZE).get_page(request.GET.get("page"))
    context = page_context(
        _("消息"),
        page=page,
        rows=[(notice, kind_of(notice.kind)) for notice in page],
        unread=unread_count(request.user),
        only_unread=only_unread,
    )
    return render(request, "notices/inbox.html", context)


@login_required
@require_safe
@never_cache
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Go where a message leads, or show it; opened is read, which is why a link may write here."""
    notice = get_object_or_404(notices_of(request.user), pk=pk)
    mark_read(actor=request.user, notices=notices_of(request.user).filter(pk=pk))
    return redirect(notice.link or "notices:inbox")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    count = mark_read(actor=request.user, notices=notices_of(request.user))
    messages.success(request, _("已把 %(count)d 条消息标为已读。") % {"count": count})
    return redirect("notices:inbox")


@login_required
@require_safe
@never_cache
def delivery_list(request: HttpRequest) -> HttpResponse:
    """Mails that were refused or whose outcome nobody knows."""
    require(request.user, MANAGE)
    page = Paginator(list_stuck(), PAGE_SIZE).get_page(request.GET.get("page"))
    lead = _("结果不明的邮件可能已经送达，系统不会自动重发；请先向收件人核实，再决定是否重发。")
    return render(
        request, "notices/deliveries.html", page_context(_("邮件投递"), lead=lead, page=page)
    )


@login_required
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one of them again."""
    require(request.user, MANAGE)
    try:
        send_again(actor=request.user, delivery=get_object_or_404(Delivery, pk=pk))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("已重新投递。"))
    return redirect("notices:delivery-list")
