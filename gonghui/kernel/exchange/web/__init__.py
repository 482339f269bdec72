"""Pages of imports and exports: parse, check, call, render."""
