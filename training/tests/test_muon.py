import torch

from showoff_training.runs.muon import Muon, orthogonalise


def test_singular_values_are_driven_towards_one() -> None:
    torch.manual_seed(0)
    values = torch.linalg.svdvals(orthogonalise(torch.randn(3, 24, 80)))
    assert ((values > 0.6) & (values < 1.3)).all()


def test_a_tall_matrix_keeps_its_shape() -> None:
    assert orthogonalise(torch.randn(1, 90, 30)).shape == (1, 90, 30)


def test_stacked_gates_are_orthogonalised_each_on_its_own() -> None:
    gates = torch.randn(4, 8, 16)
    alone = torch.cat([orthogonalise(gate[None]) for gate in gates])
    torch.testing.assert_close(orthogonalise(gates), alone, rtol=1e-4, atol=1e-4)


def test_it_minimises_a_quadratic() -> None:
    torch.manual_seed(0)
    target, weight = torch.randn(16, 16), torch.nn.Parameter(torch.zeros(16, 16))
    optimiser = Muon([(weight, 1)], lr=0.1, weight_decay=0.0)
    start = float((weight - target).square().sum().detach())
    for _ in range(60):
        optimiser.zero_grad()
        loss: torch.Tensor = (weight - target).square().sum()
        torch.autograd.backward(loss)
        optimiser.step()
    assert float((weight - target).square().sum().detach()) < 0.1 * start
