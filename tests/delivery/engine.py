"""The container engine, as far as `make images-test` asks it."""

import os
import subprocess

import httpx


class Failed(Exception):  # noqa: N818 - what it is called in the output
    """An image is not as it should be."""


def docker(*arguments: str) -> str:
    """Its output.

    Raises:
        Failed: It ended with an error.
    """
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"docker {' '.join(arguments)}\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout.strip()


def cpu_seconds(container: str) -> float:
    """What a container has computed since its start."""
    socket = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock").removeprefix("unix://")
    with httpx.Client(transport=httpx.HTTPTransport(uds=socket), timeout=30) as engine:
        told = engine.get(f"http://engine/containers/{container}/stats?stream=false").json()
    return int(told["cpu_stats"]["cpu_usage"]["total_usage"]) / 1e9


def memory(container: str) -> str:
    """What it holds now, as `docker stats` words it."""
    output = docker("stats", "--no-stream", "--format", "{{.MemUsage}}", container)
    return output.partition(" /")[0]
