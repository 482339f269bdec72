"""One look: shell, lists, forms, timelines, states."""
