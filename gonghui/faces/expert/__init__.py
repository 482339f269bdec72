"""The judge's face: what is to be scored today, on a tablet."""
