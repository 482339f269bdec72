"""What the reader says when it cannot read a file."""


class Unreadable(Exception):
    """The file cannot be read; the message says why and what to do (for the user)."""
