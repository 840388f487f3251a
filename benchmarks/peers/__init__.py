"""The playground's engine beside its peers, on the same work, in one run: `python -m benchmarks.peers`."""
