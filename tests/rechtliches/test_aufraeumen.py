"""What has passed its retention goes, counted, and a second run does nothing."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.utils import timezone

from stzverbund.basis.models import Ereignis, Postausgang
from stzverbund.rechtliches.aufraeumen import beendete_konten
from stzverbund.rechtliches.models import Rueckmeldung
from tests import fabriken as f
from tests.welt import Welt
from zentren.konten import ereignisse
from zentren.models import Person


def _lauf(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    call_command("aufraeumen")
    return dict(zeile.split(": ", 1) for zeile in capsys.readouterr().out.splitlines())


def _person(email: str, jahre: int, **mehr: object) -> Person:
    vor = timezone.now() - relativedelta(years=jahre)
    return f.PersonFabrik(email=email, name="Erika Muster", date_joined=vor, **mehr)


def _rueckmeldung(tage: int) -> Rueckmeldung:
    vor = timezone.now() - timedelta(days=tage)
    return Rueckmeldung.objects.create(
        text="zu klein", kontakt="x@post.example", status="beantwortet", beantwortet_am=vor
    )


def test_jede_frist(welt: Welt, capsys: pytest.CaptureFixture[str]) -> None:
    alt = timezone.now() - timedelta(days=91)
    for status, gesendet in (("gesendet", alt), ("fehler", None), ("wartet", None)):
        mail = Postausgang.objects.create(
            schluessel=status, an="a@haus.example", betreff="b", text="t", status=status, gesendet_am=gesendet
        )
        Postausgang.objects.filter(pk=mail.pk).update(angelegt_am=alt)
    Postausgang.objects.create(
        schluessel="frisch", an="a@haus.example", betreff="b", text="t", status="fehler"
    )
    weg, bleibt = _person("alt@haus.example", 9), _person("neu@haus.example", 1)
    ende = timezone.localdate() - relativedelta(years=3)
    knapp = _person("knapp@haus.example", 9)
    f.MitgliedschaftFabrik(
        person=knapp, rolle="leitung", zentrum=welt.eigenes, von=date(2015, 1, 1), bis=ende
    )
    frueher = _person("frueher@haus.example", 9)
    f.MitgliedschaftFabrik(
        person=frueher, rolle="leitung", zentrum=welt.eigenes, von=date(2015, 1, 1), bis=ende - timedelta(1)
    )
    anmeldung = ereignisse.merken(bleibt, ereignisse.ANGEMELDET)
    alte, junge, uralte = _rueckmeldung(91), _rueckmeldung(89), _rueckmeldung(4 * 365)

    assert set(beendete_konten(timezone.localdate())) == {weg, frueher}
    erster = _lauf(capsys)
    assert erster["Entfernte alte Mails"] == "2"
    assert erster["Anonymisierte Konten"] == "2"
    assert erster["Entfernte Kontakte von Rückmeldungen"] == "2"
    assert erster["Entfernte Rückmeldungen"] == "1"
    assert "haus.example" not in str(erster)
    assert set(Postausgang.objects.values_list("schluessel", flat=True)) == {"wartet", "frisch"}
    weg.refresh_from_db()
    assert (weg.name, weg.is_active) == (f"gelöschte Person {weg.pk}", False)
    knapp.refresh_from_db()
    assert knapp.name == "Erika Muster"
    kontakte = dict(Rueckmeldung.objects.values_list("pk", "kontakt"))
    assert kontakte == {alte.pk: "", junge.pk: "x@post.example"}
    assert uralte.pk not in kontakte
    assert Ereignis.objects.filter(pk=anmeldung.pk).exists()
    assert set(_lauf(capsys).values()) == {"0"}
