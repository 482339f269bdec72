"""The cadre's desk."""
