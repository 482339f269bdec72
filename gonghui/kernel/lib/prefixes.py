"""``field__prefix``: text that begins so, answered from an ordinary index in either database.

PostgreSQL keeps a pattern index beside the index of a text column, which only LIKE can use; SQLite's LIKE
ignores case and so uses no index, but compares by code point, so that a range does.
"""

from django.db.models import CharField, Lookup

LAST = "\U0010ffff"


@CharField.register_lookup
class Prefix(Lookup):
    """Case-sensitive beginning of a text column that has ``db_index=True``."""

    lookup_name = "prefix"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        """A range of code points."""
        left, left_values = self.process_lhs(compiler, connection)
        text = str(self.rhs)
        return f"({left} >= %s AND {left} < %s)", [*left_values, text, *left_values, text + LAST]

    def as_postgresql(self, compiler, connection):
        """LIKE without leading wildcard."""
        left, left_values = self.process_lhs(compiler, connection)
        text = connection.ops.prep_for_like_query(str(self.rhs))
        return f"{left} LIKE %s", [*left_values, f"{text}%"]
