"""Every write to units, unions, their relations, terms and snapshots."""
