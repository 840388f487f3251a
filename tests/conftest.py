"""Settings of all Python tests."""

from hypothesis import settings

# Machines that run the checks are shared: a slow example is no failure, and a failure must repeat itself.
settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
