"""Figures with definitions, which open to their rows."""
