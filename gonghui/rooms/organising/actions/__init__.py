"""Writes of this room; units, unions, people and cases change through their own doors."""
