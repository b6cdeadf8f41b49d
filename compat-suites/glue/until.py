"""Asks a server again and again until something is so."""
import time


def until(what, seconds=30, step=0.1):
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            raise TimeoutError(f"not so within {seconds} s")
        time.sleep(step)
