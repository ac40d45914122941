"""So many messages from one address in so much time, without writing the address down.

What is kept is a hash with a key that lives and dies with the process: from it nobody finds the address. Each process
counts for itself, which makes the limit looser, never stricter, than it says.
"""

import hashlib
import secrets
import time
from collections import OrderedDict, deque

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

#: Addresses remembered by one process, the longest silent going first.
_REMEMBERED = 5_000


class Limit:
    """``times`` messages in ``seconds`` from one address."""

    def __init__(self, *, times: int, seconds: float) -> None:
        self.times, self.seconds = times, seconds
        self._key = secrets.token_bytes(16)
        self._seen: OrderedDict[bytes, deque[float]] = OrderedDict()

    def allows(self, request: HttpRequest) -> bool:
        """Counts a message and says whether it may pass."""
        now, sender = time.monotonic(), self._sender(request)
        sent = self._seen.setdefault(sender, deque(maxlen=self.times))
        self._seen.move_to_end(sender)
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        if len(sent) == self.times and now - sent[0] < self.seconds:
            return False
        sent.append(now)
        return True

    def forget(self) -> None:
        """Starts anew."""
        self._seen.clear()

    def _sender(self, request: HttpRequest) -> bytes:
        """Who sends, by the rule of PROXIES. Those of whom a proxy says nothing share one count."""
        try:
            address = get_adapter(request).get_client_ip(request)
        except PermissionDenied:
            address = ""
        return hashlib.blake2b(address.encode(errors="replace"), key=self._key, digest_size=16).digest()


#: Ratings and reports together; a whole firm may sit behind one address.
messages = Limit(times=60, seconds=600)
