"""Mail: a row in the caller's transaction, delivered by a process of its own.

The rows are django-post-office's, and so are their page in the admin and the cleaning up. Writing and delivering are
ours, for what its own do not promise: bodies are kept as they are and not run as templates; a message is claimed, sent
and recorded one by one, so that a sender that dies repeats one message at most, not a batch of a hundred; waits grow
from try to try; a server that is away costs no message its tries.

Delivery is *at least once with a stable Message-ID*: exactly once does not exist over SMTP, where a sender may die
between the server's "250" and its own record of it. A mailbox recognises the repetition by the Message-ID.
"""
