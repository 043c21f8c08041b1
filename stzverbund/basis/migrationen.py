"""Operations of migrations that Django lacks."""

from collections.abc import Sequence
from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Creates many tables in the given order, each naming only what stands before it or in other rooms.

    After each single `CreateModel` Django renders all models anew that hang together with the new one, which
    here are nearly all of them: the time grows with the square of their number. This renders them once.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, tabellen: Sequence[CreateModel]) -> None:
        self.tabellen = tabellen

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__qualname__, [self.tabellen], {})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)
        for tabelle in self.tabellen:
            tabelle.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for tabelle in self.tabellen:
            tabelle.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for tabelle in reversed(self.tabellen):
            tabelle.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"Create models {', '.join(tabelle.name for tabelle in self.tabellen)}"

    @property
    def migration_name_fragment(self) -> str:
        return "_".join(tabelle.name_lower for tabelle in self.tabellen[:2])
