"""What the search page is held against: the same bytes by plain Django templates, and nothing else."""
