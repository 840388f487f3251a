"""Observables followed back through the network, from the readouts to |0...0>."""
