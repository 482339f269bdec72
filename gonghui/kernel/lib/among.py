"""``field__among``: one of many texts, which go to the database as one value.

``__in`` writes a mark for each of them: for the two thousand documents of a block of rows, building and
reading that statement takes longer than finding the rows.
"""

import json

from django.db.models import CharField, Lookup


@CharField.register_lookup
class Among(Lookup):
    """A text column that equals one of the texts given; for more than a handful."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        """A list in JSON."""
        left, values = self.process_lhs(compiler, connection)
        found = f"{left} IN (SELECT value FROM json_each(%s))"  # noqa: S608 -- names come from the model
        return found, [*values, json.dumps([*self.rhs])]

    def as_postgresql(self, compiler, connection):
        """An array."""
        left, values = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*values, [*self.rhs]]
