"""The arithmetic of a campaign: pure functions over plain facts, exact numbers, no records.

Import the modules by topic; actions and queries turn records into the dataclasses named there.
"""
