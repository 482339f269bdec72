"""Addresses of this app."""

app_name = "workbench"
urlpatterns = []
