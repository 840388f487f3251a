"""One value changed, wherever it stands: a walk down the experiment and back up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from playground.spec.base import SpecModel
from playground.spec.errors import SpecError, at, shown, suggestion
from playground.spec.narrow import is_list


def changed_part(part: Any, steps: Sequence[object], value: Any) -> Any:
    """Return `part` with the value at the end of `steps` changed; every model on the way is checked again.

    Args:
        part: A model of this room, or a tuple in one.
        steps: Field names and positions that lead from `part` to the value.
        value: The new value.
    Returns:
        The new part, or `value` itself if there are no steps.
    Raises:
        SpecError: With a path relative to `part`.
    """
    if not steps:
        return value
    step, rest = steps[0], steps[1:]
    if isinstance(part, SpecModel):
        fields = type(part).model_fields
        if not isinstance(step, str) or step not in fields:
            kind = type(part).__name__
            raise SpecError(f"{kind} has no field {shown(step)}. {suggestion(step, fields)}", _name(step))
        with at(step):
            inner = changed_part(getattr(part, step), rest, value)
        return part.changed(step, inner)
    if is_list(part):
        if isinstance(step, bool) or not isinstance(step, int) or not 0 <= step < len(part):
            raise SpecError(
                f"There is no position {shown(step)} in a list of {len(part)}. Choose a whole number from 0 to "
                f"{len(part) - 1}.",
                _name(step),
            )
        with at(step):
            inner = changed_part(part[step], rest, value)
        return (*part[:step], inner, *part[step + 1 :])
    raise SpecError(f"The value {shown(part)} has no part {shown(step)}. End the path before it.", _name(step))


def _name(step: object) -> str:
    return step[:60] if isinstance(step, str) else f"[{shown(step)}]"
