"""Arithmetic and words of this room, without a database."""
