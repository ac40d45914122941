"""What firms and officers type, checked and brought into shape."""
