"""Where in a source that is not a text file something stands."""

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source; every number counts from 1, and what a source does not have is None.

    ``field`` is the column that held the text of a ``record``. ``part`` says which side of the source is
    meant when it is not the body: ``footnote 2``, ``comment 1``, ``header``, ``subject``, ``html``.
    ``paragraph`` counts the paragraphs of the part that have words; ``cell`` is one of a ``row`` of a
    ``table``. ``line`` counts on the ``page`` if there is one, otherwise in the source or its ``part``;
    ``column`` counts code points.
    """

    record: int | None = None
    field: str | None = None
    part: str | None = None
    page: int | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    paragraph: int | None = None
    line: int | None = None
    column: int | None = None

    @property
    def known(self) -> tuple[tuple[str, int | str], ...]:
        """Every name with its value, from the widest to the narrowest, without what the source lacks."""
        return tuple((f.name, value) for f in fields(self) if (value := getattr(self, f.name)) is not None)

    @property
    def is_line(self) -> bool:
        """True when a line and a column say it all."""
        return [name for name, _ in self.known] == ["line", "column"]

    def along(self, code_points: int) -> "Location":
        """The place ``code_points`` further on in the same line; the same place where no columns count."""
        return replace(self, column=self.column + code_points) if self.column and code_points else self

    def __str__(self) -> str:
        """In words: ``page 2, line 7``."""
        return ", ".join(str(value) if name == "part" else f"{name} {value}" for name, value in self.known)
