"""Procedures as data, settings, and what follows from a few facts."""
