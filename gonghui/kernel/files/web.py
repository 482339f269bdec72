"""Delivery: nothing leaves before the purpose's rule has said yes."""

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gonghui.kernel.files.actions import record_fetch
from gonghui.kernel.files.formats import PDF, format_of
from gonghui.kernel.files.models import StoredFile
from gonghui.kernel.files.names import disposition
from gonghui.kernel.files.purposes import purposes
from gonghui.kernel.files.queries import FileGone, open_file
from gonghui.kernel.lib.policy import Refused
from gonghui.kernel.ui.api import page_context


@require_safe
def download(request: HttpRequest, key: str) -> HttpResponse:
    """Send a file to whom its purpose allows it."""
    stored = get_object_or_404(StoredFile, key=key)
    decision = purposes.get(stored.purpose).may_fetch(request.user, stored)
    if not decision and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not decision:
        raise Refused(decision.reason)
    try:
        file = open_file(stored)
    except (FileGone, FileNotFoundError):
        context = page_context(_("文件已删除"), stored=stored)
        return render(request, "files/gone.html", context, status=410)
    if stored.sealed:
        record_fetch(actor=request.user, stored=stored)
    return _deliver(stored, file)


def _deliver(stored: StoredFile, file) -> FileResponse:
    """The file with headers under which it can do nothing but be seen or saved."""
    found = format_of(stored.content_type)
    response = FileResponse(file, content_type=stored.content_type)
    response["Content-Disposition"] = disposition(
        stored.name, inline=found is not None and found.inline
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store" if stored.sealed else "private, no-cache"
    if found is not PDF:  # browsers refuse to show a PDF inside a sandbox
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
