"""Settings of all Python tests."""

from hypothesis import HealthCheck, settings

# Machines that run the checks are shared: a slow example is no failure, and a failure must repeat itself.
settings.register_profile(
    "steady", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")
