"""What a job tells those above it."""

from django.dispatch import Signal

# Sent after a run has ended for good (done, failed, cancelled); argument ``job``, freshly read.
job_ended = Signal()
