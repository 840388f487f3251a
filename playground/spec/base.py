"""What every value of this room has in common: frozen, strict, and refused with a `SpecError`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from playground.spec.errors import SpecError, from_validation, shown, suggestion
from playground.spec.narrow import is_object
from playground.spec.reading import parse_json


class SpecModel(BaseModel, frozen=True):
    """A frozen, hashable, comparable value with strictly checked fields.

    `eval(repr(value)) == value` with the names of this room imported. Unknown fields are refused.
    """

    model_config = ConfigDict(extra="forbid")

    if not TYPE_CHECKING:  # the type checker keeps the signature that pydantic derives from the fields

        def __init__(self, /, **fields: Any) -> None:
            try:
                super().__init__(**fields)
            except ValidationError as error:
                raise from_validation(error) from None

        # Tells pydantic that a nested value need not go through this method.
        __init__.__pydantic_base_init__ = True

    @model_validator(mode="before")
    @classmethod
    def _known_fields(cls, value: Any) -> Any:
        """Refuse what is no object, and fields that do not exist, by name."""
        if isinstance(value, cls):
            return value
        fields, noun = cls.model_fields, cls.__name__.lower()
        if not is_object(value):
            known = ", ".join(fields)
            raise SpecError(
                f"{_article(noun)} must be an object with the fields {known}, but is {shown(value)}. Write {{...}}."
            )
        for field in value:
            if field not in fields:
                hint = suggestion(field, fields)
                raise SpecError(f"{_article(noun)} has no field {shown(field)}. Remove it. {hint}", str(field)[:60])
        return dict(value)

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:
        """Return a value made from a mapping, a JSON text, or a value of the same class.

        Args:
            obj: Mapping, JSON text (str or bytes) or instance.
            **options: Passed on to pydantic.
        Returns:
            The checked, frozen value.
        Raises:
            SpecError: With the path of the first field that cannot be used.
        """
        if isinstance(obj, str | bytes | bytearray):
            obj = parse_json(obj)
        try:
            return super().model_validate(obj, **options)
        except ValidationError as error:
            raise from_validation(error) from None

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:
        """Return a value made from a JSON text; as `model_validate`."""
        return cls.model_validate(parse_json(json_data), **options)

    def replace(self, **changes: Any) -> Self:
        """Return a copy with some fields changed, checked as a whole.

        Args:
            **changes: New values by field name.
        Returns:
            The new value.
        Raises:
            SpecError: If the result is not valid.
        """
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **changes})

    def changed(self, field: str, value: Any) -> Self:
        """Return a copy with one field changed by hand; fields that depend on it may follow.

        Args:
            field: Name of the field.
            value: Its new value.
        Returns:
            The new value.
        Raises:
            SpecError: If the result is not valid.
        """
        return self.replace(**{field: value})

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy; changed fields are checked (pydantic's own method does not)."""
        return self.replace(**update) if update else self


def _article(noun: str) -> str:
    """Return the noun behind `A` or `An`."""
    return f"{'An' if noun[0] in 'aeiou' else 'A'} {noun}"
