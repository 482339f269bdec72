"""Addresses of this app."""

app_name = "organising"
urlpatterns = []
