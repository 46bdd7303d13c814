"""Where training runs, in which precision, and with how many processes that render."""

import os
from pathlib import Path

import torch


def best_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def prepare(device: torch.device) -> None:
    """Let a GPU multiply in TF32 and choose its convolutions by trying them."""
    if device.type == "cuda":
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.benchmark = True
        torch.backends.cudnn.benchmark_limit = 4


def renderers(device: torch.device) -> int:
    """How many processes render: one where the CPU trains, all cores but one beside a GPU."""
    return max(1, len(os.sched_getaffinity(0)) - 1) if device.type == "cuda" else 1


def autocast(device: torch.device) -> torch.autocast:
    """Autocast to bfloat16 where the hardware has it; emulated, it is slower than float32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=_has_bfloat16(device))


def recurrent_autocast(device: torch.device) -> torch.autocast:
    """The same for LSTMs, but float32 on a GPU: cuDNN's would run in float16 and lose gradients."""
    return torch.autocast(
        device.type, torch.bfloat16, enabled=device.type == "cpu" and _has_bfloat16(device)
    )


def _has_bfloat16(device: torch.device) -> bool:
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    processor = Path("/proc/cpuinfo")
    flags = processor.read_text(encoding="ascii", errors="ignore") if processor.exists() else ""
    return "avx512_bf16" in flags or "amx_bf16" in flags
