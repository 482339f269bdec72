"""Contests: programmes of the engine, labour contests inside projects, results from outside."""
