"""Addresses of this app."""

from django.urls import path

from gonghui.kernel.exchange.web import batches, exports, uploads

app_name = "exchange"
urlpatterns = [
    path("", uploads.batch_list, name="batch-list"),
    path("export/", exports.export, name="export"),
    path("to/<str:target>/", uploads.upload, name="upload"),
    path("to/<str:target>/template/", uploads.template, name="template"),
    path("<int:pk>/", batches.batch, name="batch"),
    path("<int:pk>/mapping/", batches.mapping, name="batch-mapping"),
    path("<int:pk>/check/", batches.check, name="batch-check"),
    path("<int:pk>/confirm/", batches.confirm, name="batch-confirm"),
    path("<int:pk>/undo/", batches.undo, name="batch-undo"),
    path("<int:pk>/discard/", batches.discard, name="batch-discard"),
    path("<int:pk>/answer/", batches.answer, name="batch-answer"),
]
