"""The catalogue's content in other shapes: what others read in, and take out."""
