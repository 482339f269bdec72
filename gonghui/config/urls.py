"""The street map: which face or room answers which address."""

from django.urls import include, path

handler400 = "gonghui.kernel.ui.errors.bad_request"
handler403 = "gonghui.kernel.ui.errors.permission_denied"
handler404 = "gonghui.kernel.ui.errors.not_found"
handler500 = "gonghui.kernel.ui.errors.server_error"

urlpatterns = [
    path("ui/", include("gonghui.kernel.ui.urls")),
    path("account/", include("gonghui.kernel.access.urls")),
    path("log/", include("gonghui.kernel.audit.urls")),
    path("files/", include("gonghui.kernel.files.urls")),
    path("inbox/", include("gonghui.kernel.notices.urls")),
    path("jobs/", include("gonghui.kernel.jobs.urls")),
    path("exchange/", include("gonghui.kernel.exchange.urls")),
    path("", include("gonghui.kernel.documents.urls")),
    path("figures/", include("gonghui.kernel.indicators.urls")),
    path("cases/", include("gonghui.engines.casework.urls")),
    path("notices/", include("gonghui.engines.campaigns.web.publicity")),
    path("votes/", include("gonghui.engines.campaigns.web.ballots")),
    path("contests/", include("gonghui.rooms.contests.urls")),
    path("honours/", include("gonghui.rooms.honours.urls")),
    path("homes/", include("gonghui.rooms.homes.urls")),
    path("learning/", include("gonghui.rooms.learning.urls")),
    path("stewardship/", include("gonghui.rooms.stewardship.urls")),
    path("campaigns/", include("gonghui.engines.campaigns.urls")),
    path("organising/", include("gonghui.rooms.organising.urls")),
    path("me/", include("gonghui.faces.member.urls")),
    path("desk/", include("gonghui.faces.workbench.urls")),
    path("review/", include("gonghui.faces.review.urls")),
    path("expert/", include("gonghui.faces.expert.urls")),
    path("cms/", include("wagtail.admin.urls")),
    path("documents/", include("wagtail.documents.urls")),
    path("", include("gonghui.faces.portal.urls")),
    path("", include("wagtail.urls")),
]
