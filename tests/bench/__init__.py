"""The benchmarks: ``make bench``; ``python -m tests.bench --quick`` is a short run, ``--only search`` one part.

Every figure stands beside the same work done by something else in the same run, as machines are shared and noisy: a
ratio means something, a millisecond does not. Each measurement runs in a process of its own, on the database it is
about.
"""
