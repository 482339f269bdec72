"""Addresses of this app."""

app_name = "casework"
urlpatterns = []
