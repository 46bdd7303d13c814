"""Settings come from the environment, are checked once at start and never change afterwards."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self, TypeVar

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from showoff_common.cpus import allowed_cpus
from showoff_common.hosts import Hosts, is_loopback
from showoff_common.listening import fault_of_listening
from showoff_common.messaging.wire import MAX_BODY_BYTES
from showoff_common.pictures.limits import PictureLimits
from showoff_common.work.pixel_budget import PixelBudget
from showoff_common.writable import fault_of_file, fault_of_folder

_PREFIX = "SHOWOFF_"
_PIXELS_A_SLOT: Final = 20_000_000
_THREADS: Final = 32
_THREADS_TO_SPARE: Final = 12


class ServiceSettings(BaseSettings):
    """Settings of every service. Each field is read from SHOWOFF_ and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True)

    host: str = Field(default="127.0.0.1", description="Address to listen on.")
    port: int = Field(ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    hosts: str = Field(
        default="",
        description="Names to answer to, separated by spaces: scans.example, .scans.example for "
        "those below it, * for any; else 421. Always answered: literal addresses, localhost and, "
        "where it listens on more than loopback, names of private networks (nas, nas.lan).",
    )
    threads: int | None = Field(
        default=None,
        ge=2,
        description="Requests handled at the same time, waiting ones included; by default 32 or, "
        "where pictures are worked on, 12 more than SHOWOFF_SLOTS and SHOWOFF_WAITING together.",
    )
    max_request_bytes: int = Field(
        default=10 * 1024 * 1024,
        ge=1,
        le=MAX_BODY_BYTES,  # a larger picture would be accepted, and no queue would take it
        description="Largest request taken, in bytes.",
    )
    grace_seconds: int = Field(
        default=30, ge=1, description="Time for running requests to finish after SIGTERM."
    )
    settle_seconds: float = Field(
        default=0,
        ge=0,
        description="Time to go on accepting requests after SIGTERM, while /ready says no: "
        "for load balancers that ask it.",
    )
    log_level: str = Field(
        default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="Least level logged."
    )

    @property
    def known_hosts(self) -> Hosts:
        return Hosts(frozenset(self.hosts.lower().split()), is_loopback(self.host))

    @property
    def server_threads(self) -> int:
        """How many threads serve."""
        return self.threads or _THREADS


class GoldSettings(BaseSettings):
    """Settings of whoever takes corrections in."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, frozen=True)

    gold: bool = Field(
        default=True,
        description="Whether lines that people correct may be kept to teach the reader, where they "
        "let them: on or off.",
    )


class WorkSettings(ServiceSettings):
    """Settings of a service that works on pictures: how many, and how long others wait."""

    slots: int = Field(
        default_factory=allowed_cpus,
        ge=1,
        description="Pictures worked on at the same time; by default one a CPU.",
    )
    waiting: int = Field(default=16, ge=0, description="Requests that may wait for a slot.")
    wait_seconds: float = Field(
        default=10, gt=0, description="Longest wait for a slot; then 503 with Retry-After."
    )

    @property
    def server_threads(self) -> int:
        """Enough for all that work and wait, and some to turn others away and to tell how it is."""
        return self.threads or self.slots + self.waiting + _THREADS_TO_SPARE

    @model_validator(mode="after")
    def _leave_threads_to_say_no(self) -> Self:
        if self.server_threads <= self.slots + self.waiting:
            raise ValueError(
                f"{_PREFIX}THREADS ({self.threads}) must exceed {_PREFIX}SLOTS + {_PREFIX}WAITING "
                f"({self.slots} + {self.waiting}): a thread must be left to turn others away"
            )
        return self


class DecodingSettings(WorkSettings):
    """Settings of a service that decodes pictures."""

    max_pixels: int = Field(default=40_000_000, ge=1, description="Largest picture read.")
    pixels_at_once: int | None = Field(
        default=None,
        ge=1,
        description="Most pixels decoded at the same time, in all pictures together: up to "
        "14 bytes each. By default 20 million a slot, and at least SHOWOFF_MAX_PIXELS.",
    )

    @property
    def picture_limits(self) -> PictureLimits:
        return PictureLimits(max_bytes=self.max_request_bytes, max_pixels=self.max_pixels)

    @property
    def pixel_budget(self) -> PixelBudget:
        """A new one."""
        most = self.pixels_at_once or max(self.max_pixels, _PIXELS_A_SLOT * self.slots)
        return PixelBudget(most, self.wait_seconds)


Settings = TypeVar("Settings", bound=BaseSettings)


def load(settings: type[Settings]) -> Settings:
    """Read settings from the environment; where they are wrong, say which variable and exit 2."""
    try:
        return settings()
    except ValidationError as error:
        prefix = settings.model_config.get("env_prefix", "")
        for fault in error.errors(include_input=False, include_url=False):
            variable = prefix + "_".join(str(part) for part in fault["loc"]).upper()
            where = f"{variable}: " if fault["loc"] else ""
            sys.stderr.write(f"{where}{fault['msg'].removeprefix('Value error, ')}\n")
        raise SystemExit(2) from None


def check_writable(
    *, folders: Mapping[str, Path] | None = None, files: Mapping[str, Path] | None = None
) -> None:
    """Where one of them cannot be written to, say which variable names it and exit 2.

    What a process writes only it knows, not its settings: so it checks this itself, at its start.

    Args:
        folders: By the settings that name them; made where they are missing.
        files: Likewise; their folders are made.
    """
    faults = {name: fault_of_folder(folder) for name, folder in (folders or {}).items()}
    faults |= {name: fault_of_file(file) for name, file in (files or {}).items()}
    told = [f"{_PREFIX}{name.upper()}: {fault}\n" for name, fault in faults.items() if fault]
    if told:
        sys.stderr.write("".join(told))
        raise SystemExit(2)


def check_host(host: str) -> None:
    """Where nothing can listen on the address that is set, say so and exit 2."""
    if fault := fault_of_listening(host):
        sys.stderr.write(f"{_PREFIX}HOST: {host}: {fault.strerror}\n")
        raise SystemExit(2)
