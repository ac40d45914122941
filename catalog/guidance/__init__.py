"""Which few entries to show a reader, by rule each with its reason: what to do first, whom to meet, what is akin."""
