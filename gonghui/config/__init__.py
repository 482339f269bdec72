"""Wiring only: settings, URL table and server entry points. Nothing imports this package."""
