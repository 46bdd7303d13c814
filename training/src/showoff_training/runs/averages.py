"""Data-parallel training by averaging weights every few steps (local SGD, Stich, ICLR 2019).

On two cores, one process of one thread each, this beats one process of two threads: neither waits
for the slower core at every layer.
"""

import os
import socket
from collections.abc import Callable

import torch
from torch import distributed, nn
from torch.multiprocessing.spawn import start_processes


def average(model: nn.Module) -> None:
    """Replace weights and running statistics by their mean over all processes."""
    if not distributed.is_initialized():
        return
    tensors = [t for t in model.state_dict().values() if t.is_floating_point()]
    flat = torch.cat([t.reshape(-1) for t in tensors])
    distributed.all_reduce(flat)
    flat /= distributed.get_world_size()
    means = torch.split(flat, [t.numel() for t in tensors])
    for tensor, mean in zip(tensors, means, strict=True):
        tensor.copy_(mean.view_as(tensor))


def agree(value: float) -> float:
    """Return the first process's value to all, so that all take the same decisions."""
    if not distributed.is_initialized():
        return value
    shared = torch.tensor([value], dtype=torch.float64)
    distributed.broadcast(shared, 0)
    return float(shared)


def run(work: Callable[[int], None], count: int) -> None:
    """Run `work(rank)` in `count` processes that can average and agree; one runs right here."""
    if count == 1:
        work(0)
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    start_processes(  # type: ignore[no-untyped-call]
        _member, args=(work, count, port), nprocs=count
    )


def _member(rank: int, work: Callable[[int], None], count: int, port: int) -> None:
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port), "GLOO_SOCKET_IFNAME": "lo"}
    distributed.init_process_group("gloo", rank=rank, world_size=count)
    try:
        work(rank)
    finally:
        distributed.destroy_process_group()
