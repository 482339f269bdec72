"""Campaigns of the demonstration: five years that are over, and a few under way on the desks."""
