"""The street map with one more house."""

from django.urls import include, path

from gonghui.config.urls import handler400, handler403, handler404, handler500
from gonghui.config.urls import urlpatterns as street
from tests.sample_room import web

__all__ = ["handler400", "handler403", "handler404", "handler500"]

sample = (
    [
        path("unions/", web.UnionList.as_view(), name="unions"),
        path("form/", web.form, name="form"),
        path("parts/", web.parts, name="parts"),
    ],
    "sample",
)
urlpatterns = [path("sample/", include(sample)), *street]
