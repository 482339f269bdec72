"""Settings for each way of running: development, test and production."""
