"""The worker and SIGTERM: what it has claimed it finishes, what it has not stays for the next one."""

import signal
from typing import Any

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from stzverbund.basis.management.commands.arbeiter import Arbeiter


def _arbeiter() -> Arbeiter:
    return Arbeiter(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="probe",
        excluded_queue_names=[],
    )


def _auftrag() -> DBTaskResult:
    return DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        task_path="x.y",
        queue_name="default",
        run_after=timezone.now(),
    )


@pytest.mark.django_db(transaction=True)
def test_signal_mitten_im_uebernehmen(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    arbeiter, erledigt = _arbeiter(), []
    erster, zweiter = _auftrag(), _auftrag()
    uebernehmen = DBTaskResult.claim

    def unterbrochen(self: DBTaskResult, *args: Any) -> None:
        uebernehmen(self, *args)
        arbeiter.shutdown(signal.SIGTERM, None)

    monkeypatch.setattr(DBTaskResult, "claim", unterbrochen)
    monkeypatch.setattr(Arbeiter, "run_task", lambda self, auftrag: erledigt.append(auftrag.pk))
    arbeiter.run()
    assert len(erledigt) == 1
    wartend = DBTaskResult.objects.ready().values_list("pk", flat=True)
    assert {*erledigt, *wartend} == {erster.pk, zweiter.pk}
    with pytest.raises(SystemExit):
        arbeiter.shutdown(signal.SIGTERM, None)
