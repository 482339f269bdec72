"""Events that higher floors answer inside the same transaction; an answer that fails stops the event.

``union_ended`` is sent when a union is dissolved or merged, after its own relations were closed.
Arguments: ``union``, ``heir`` (the union that takes what remains, or None), ``on`` (first day without
the union), ``merged`` (True: members go on in the heir; False: the heir retains them), ``actor``.
"""

from django.dispatch import Signal

union_ended = Signal()
