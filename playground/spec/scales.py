"""What becomes of trained scales when the hand changes their encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean

from playground.spec.choices import MAX_SCALE
from playground.spec.layers import Encode
from playground.spec.network import Network
from playground.spec.parameters import Origin, parameter_labels


def with_learnt_scales(old: Network, theta: Sequence[float] | None, new: Network, origin: Origin) -> Network:
    """Return `new` in which an encoder that is trained no longer keeps the mean of the scales it had.

    Args:
        old: The network before.
        theta: Its parameters, shape (P_old,); None if they are where they start.
        new: The network after.
        origin: For each layer of `new`, the index of the layer of `old` it comes from, or None.
    Returns:
        The network; a `scale` that was changed by the same edit stands.
    """
    layers = list(new.layers)
    for place, before, after in _encoders(old, new, origin):
        if theta is not None and before.trainable and not after.trainable and after.scale == before.scale:
            source = origin[place]
            learnt = [value for label, value in zip(parameter_labels(old), theta, strict=True) if label.layer == source]
            layers[place] = after.replace(scale=min(max(fmean(learnt), -MAX_SCALE), MAX_SCALE))
    return new.replace(layers=tuple(layers)) if tuple(layers) != new.layers else new


def with_given_scales(old: Network, new: Network, theta: Sequence[float], origin: Origin) -> tuple[float, ...]:
    """Return parameters of `new` in which scales start anew where the hand gave their encoder another `scale`.

    Args:
        old, new, origin: As in `with_learnt_scales`.
        theta: Parameters of `new`, carried over from `old`, shape (P_new,).
    Returns:
        Shape (P_new,).
    """
    given = {
        place: after.scale
        for place, before, after in _encoders(old, new, origin)
        if before.trainable and after.trainable and before.scale != after.scale
    }
    return tuple(given.get(label.layer, value) for label, value in zip(parameter_labels(new), theta, strict=True))


def _encoders(old: Network, new: Network, origin: Origin) -> Iterator[tuple[int, Encode, Encode]]:
    """Yield every encoder of `new` that was one in `old`: its index, the old and the new layer."""
    for place, (source, after) in enumerate(zip(origin, new.layers, strict=True)):
        before = None if source is None else old.layers[source]
        if isinstance(before, Encode) and isinstance(after, Encode):
            yield place, before, after
