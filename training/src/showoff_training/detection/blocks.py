"""Convolution blocks: batch normalisation while training, plain convolutions once fused."""

import torch
from torch import Tensor, nn


class Convolution(nn.Module):
    """3x3 (or other) convolution, batch normalisation and, unless told otherwise, ReLU."""

    def __init__(
        self,
        inputs: int,
        outputs: int,
        stride: int | tuple[int, int] = 1,
        kernel: int = 3,
        *,
        relu: bool = True,
    ) -> None:
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)
        self.normalisation = nn.BatchNorm2d(outputs)
        self.activation: nn.Module = nn.ReLU(inplace=True) if relu else nn.Identity()

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.activation(self.normalisation(self.convolution(x)))
        return result

    def fused(self) -> nn.Sequential:
        """The same function with the normalisation folded into the convolution."""
        kernel, bias = _fold(self.convolution.weight, self.normalisation)
        return nn.Sequential(_plain(self.convolution, kernel, bias), self.activation)


class Rep(nn.Module):
    """RepVGG block (arXiv 2101.03697): 3x3 + 1x1 + identity to train, one 3x3 to serve."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.wide = Convolution(channels, channels, relu=False)
        self.narrow = Convolution(channels, channels, kernel=1, relu=False)
        self.identity = nn.BatchNorm2d(channels)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.wide(x) + self.narrow(x) + self.identity(x))

    def fused(self) -> nn.Sequential:
        """One 3x3 convolution and a ReLU that compute the same."""
        channels = self.identity.num_features
        unit = torch.eye(channels, device=self.identity.running_var.device)[:, :, None, None]
        branches = (
            _fold(self.wide.convolution.weight, self.wide.normalisation),
            _fold(_centred(self.narrow.convolution.weight), self.narrow.normalisation),
            _fold(_centred(unit), self.identity),
        )
        kernel = torch.stack([k for k, _ in branches]).sum(0)
        bias = torch.stack([b for _, b in branches]).sum(0)
        return nn.Sequential(_plain(self.wide.convolution, kernel, bias), nn.ReLU(inplace=True))


def fuse(module: nn.Module) -> None:
    """Replace every block under a module by what it computes when evaluated, in place."""
    for name, child in module.named_children():
        if isinstance(child, (Convolution, Rep)):
            setattr(module, name, child.fused())
        else:
            fuse(child)


def _fold(kernel: Tensor, normalisation: nn.BatchNorm2d) -> tuple[Tensor, Tensor]:
    """Kernel and bias of a convolution that is followed by a frozen normalisation."""
    deviation = (normalisation.running_var + normalisation.eps).sqrt()
    gain = normalisation.weight / deviation
    return kernel * gain[
        :, None, None, None
    ], normalisation.bias - normalisation.running_mean * gain


def _centred(kernel: Tensor) -> Tensor:
    """A 1x1 kernel as a 3x3 one."""
    return nn.functional.pad(kernel, [1, 1, 1, 1])


def _plain(like: nn.Conv2d, kernel: Tensor, bias: Tensor) -> nn.Conv2d:
    outputs, inputs, height, width = kernel.shape
    plain = nn.Conv2d(inputs, outputs, (height, width), like.stride, (height // 2, width // 2))
    plain.weight.data.copy_(kernel)
    plain.bias.data.copy_(bias)  # type: ignore[union-attr]
    return plain
