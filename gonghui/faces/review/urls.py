"""Addresses of this app."""

app_name = "review"
urlpatterns = []
