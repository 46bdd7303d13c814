"""Where training runs and in which precision."""

from pathlib import Path

import torch


def best_device() -> torch.device:
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def autocast(device: torch.device) -> torch.autocast:
    """Autocast to bfloat16 where the hardware has it; emulated, it is slower than float32."""
    return torch.autocast(device.type, torch.bfloat16, enabled=_has_bfloat16(device))


def _has_bfloat16(device: torch.device) -> bool:
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported())
    processor = Path("/proc/cpuinfo")
    flags = processor.read_text(encoding="ascii", errors="ignore") if processor.exists() else ""
    return "avx512_bf16" in flags or "amx_bf16" in flags
