"""What happens when: the days on which opportunities open and close and missions take place, and their calendar file.

Each kind of entry registers its days (``occasions.register``), as it registers its search documents.
"""
