"""Addresses of this app."""

app_name = "member"
urlpatterns = []
