"""Addresses of this app."""

app_name = "exchange"
urlpatterns = []
