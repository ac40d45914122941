"""The officer's desk: everything about one mission for the people who run it, beside the admin and in its looks."""
