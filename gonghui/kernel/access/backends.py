"""Login by user name or phone, with a password."""

from django.contrib.auth.backends import ModelBackend


class NameOrPhoneBackend(ModelBackend):
    """Finds the account by user name, else by phone."""
