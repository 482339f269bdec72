"""Addresses of this app."""

app_name = "access"
urlpatterns = []
