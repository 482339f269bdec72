"""Arithmetic of elections and the procedures of this room as data."""
