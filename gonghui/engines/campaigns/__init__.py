"""From call to award: a cadre composes a campaign from stages, without code."""
