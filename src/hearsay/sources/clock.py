"""A limit on the time that one document may take in a parser."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TimeUp(BaseException):
    """The time limit has passed.

    Not an ``Exception``, so that no parser swallows it in an ``except Exception`` of its own.
    """


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`TimeUp` in the block when it runs longer than this.

    A timer asks the interpreter to raise it in this thread. Unlike an alarm signal this works in every
    thread and on every system; like one, it waits for a call into C to come back.
    """
    thread = ctypes.c_ulong(threading.get_ident())
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock = threading.Lock()
    over = False

    def interrupt() -> None:
        with lock:
            if not over:
                raise_in(thread, ctypes.py_object(TimeUp))

    timer = threading.Timer(min(seconds, threading.TIMEOUT_MAX), interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        with lock:
            over = True
        raise_in(thread, None)
