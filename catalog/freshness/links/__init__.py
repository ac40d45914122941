"""Trying the addresses on entries.

``guard`` says which may be asked, ``asking`` how, ``verdicts`` what an answer means; ``rounds`` does it.

We ask what staff wrote on a public entry, as a reader's click would, about once a week, and follow no link from there.
The rules for crawlers (RFC 9309, robots.txt) are about robots that find addresses by themselves, so robots.txt is not
asked for; a site that wants to be left alone says so with 403 or 429, and is.
"""
