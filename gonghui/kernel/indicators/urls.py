"""Addresses of figures and of the rows behind them."""

from django.urls import path

from gonghui.kernel.indicators import web

app_name = "indicators"
urlpatterns = [
    path("<str:key>/", web.FigureView.as_view(), name="figure"),
    path("<str:key>/rows/<slug:row_set>/", web.RowsView.as_view(), name="rows"),
]
