"""Every read of units, unions, their relations, terms and snapshots."""
