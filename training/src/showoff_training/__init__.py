"""Synthetic data, training, evaluation and export of both models.

The only place that knows torch.
"""
