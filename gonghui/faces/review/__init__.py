"""The five-year review: reads indicators only."""
