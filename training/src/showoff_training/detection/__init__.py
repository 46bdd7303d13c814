"""CTPN-Lite: data, training, evaluation and export of the detector."""
