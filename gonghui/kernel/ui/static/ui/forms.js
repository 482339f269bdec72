// Forms.
