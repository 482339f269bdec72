"""Reads of this room: rows behind its figures, what guards look at, what lists show."""
