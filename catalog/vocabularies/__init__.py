"""The words of the search in the hands of staff: what may be taught, tried before it is taught, and taught at once."""
