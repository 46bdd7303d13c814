"""Reads that arrive at a steady rate, whether or not earlier ones were answered."""

import asyncio
import time
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
import numpy as np

_TIMEOUT = 120.0  # seconds


@dataclass
class Answers:
    """What came back.

    Attributes:
        statuses: How many of each; 0 is no answer at all.
        seconds: How long each 200 took.
        rude: 503s that did not say when to come back.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    rude: int = 0

    @property
    def p95(self) -> float:
        return percentile(self.seconds, 95)


def percentile(seconds: list[float], percent: float) -> float:
    return float(np.percentile(seconds, percent)) if seconds else float("nan")


def arrive(url: str, picture: bytes, count: int, seconds: float) -> Answers:
    """Send ``count`` reads evenly over ``seconds``, and wait for all answers."""
    return _run(_arrive(url, picture, count, seconds))


def in_turn(url: str, picture: bytes, count: int) -> list[float]:
    """How long reads take one after the other, in seconds.

    Raises:
        httpx.HTTPStatusError: One failed.
    """
    taken = []
    with httpx.Client(timeout=_TIMEOUT) as client:
        for _ in range(count):
            started = time.perf_counter()
            client.post(f"{url}/read", files={"image": picture}).raise_for_status()
            taken.append(time.perf_counter() - started)
    return taken


def together(url: str, picture: bytes, clients: int, seconds: float) -> Answers:
    """So many clients, each sending its next read when the last was answered."""
    return _run(_together(url, picture, clients, seconds))


def _run(work: Coroutine[Any, Any, Answers]) -> Answers:
    """Run in a thread of its own: where a browser was driven before, this one has a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _arrive(url: str, picture: bytes, count: int, seconds: float) -> Answers:
    answers = Answers()
    async with _client() as client, asyncio.TaskGroup() as arrivals:
        started = time.perf_counter()
        for number in range(count):
            due = started + seconds * number / count
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            arrivals.create_task(_read(client, url, picture, answers))
    return answers


async def _together(url: str, picture: bytes, clients: int, seconds: float) -> Answers:
    answers, end = Answers(), time.perf_counter() + seconds

    async def keep_sending(client: httpx.AsyncClient) -> None:
        while time.perf_counter() < end:
            await _read(client, url, picture, answers)

    async with _client() as client, asyncio.TaskGroup() as senders:
        for _ in range(clients):
            senders.create_task(keep_sending(client))
    return answers


async def _read(client: httpx.AsyncClient, url: str, picture: bytes, answers: Answers) -> None:
    started = time.perf_counter()
    try:
        answer = await client.post(f"{url}/read", files={"image": picture})
    except httpx.HTTPError:
        answers.statuses[0] += 1
        return
    answers.statuses[answer.status_code] += 1
    if answer.is_success:
        answers.seconds.append(time.perf_counter() - started)
    elif answer.status_code == 503 and "Retry-After" not in answer.headers:
        answers.rude += 1


def _client() -> httpx.AsyncClient:
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=64)
    return httpx.AsyncClient(timeout=_TIMEOUT, limits=limits)
