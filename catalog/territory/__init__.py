"""Where things are in Lombardy: municipalities, provinces and their neighbours, and who is near whom."""
