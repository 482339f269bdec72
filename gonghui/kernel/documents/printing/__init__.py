"""The PDF writer: templates and style sheets in the measures of ``metrics``, printed by WeasyPrint."""
