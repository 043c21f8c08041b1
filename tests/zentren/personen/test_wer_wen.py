"""Who invites whom, as a table, and that lists and single objects agree about reading."""

from tests import fabriken as f
from tests.rechte.personen import umfeld
from tests.rechte.zeile import ROLLEN
from tests.welt import Welt
from zentren.models import Einladung, Mitgliedschaft
from zentren.rules import darf

ORTE = ("eigenes", "nachbar", "fern")
# Role -> whom it may invite in its own organisation, in its own centres (Träger), anywhere.
ERLAUBT = {
    "mitarbeit": set(),
    "leitung": {("mitarbeit", "eigenes"), ("leitung", "eigenes")},
    "traeger": {("traeger", "eigenes"), ("leitung", "eigenes")},
    "verband": set(),
    "geschaeftsstelle": {("geschaeftsstelle", "eigenes")},
    "bezirksamt": {("bezirksamt", "eigenes"), ("bezirksamt", "nachbar")},
    "koordination": {("koordination", "eigenes"), ("koordination", "nachbar")},
    "verwaltung": {(rolle, ort) for rolle in ROLLEN for ort in ORTE},
}


def _ziele(welt: Welt) -> dict[tuple[str, str], Einladung]:
    """A role in every kind of Stelle around the three centres; the own one in place of a new Verband."""
    ziele = {}
    for ort in ORTE:
        for stelle in umfeld(getattr(welt, ort)):
            for rolle in stelle.art.rollen:
                ziele[rolle.value, ort] = stelle.mit(rolle)
    for rolle in ("verband", "geschaeftsstelle"):
        ziele[rolle, "eigenes"].verband = welt.rollen[rolle].verband
    return ziele


def test_wer_wen_einladen_darf(welt: Welt) -> None:
    ziele = _ziele(welt)
    assert len(ziele) == len(ROLLEN) * len(ORTE)
    for rolle in ROLLEN:
        erlaubt = {
            ort for ort, ziel in ziele.items() if darf("zentren.rolle_vergeben", welt.rollen[rolle], ziel)
        }
        assert erlaubt == ERLAUBT[rolle], rolle
    assert not any(darf("zentren.rolle_vergeben", None, ziel) for ziel in ziele.values())


def test_die_geschaeftsstelle_ist_nicht_ihr_verband(welt: Welt) -> None:
    """One Verband, two offices: neither invites into the other nor reads its people."""
    buero = welt.rollen["geschaeftsstelle"]
    im_verband = f.MitgliedschaftFabrik(rolle="verband", verband=buero.verband)
    for recht in ("zentren.personen_lesen", "zentren.rolle_vergeben"):
        assert not darf(recht, buero, im_verband)
        assert not darf(recht, im_verband, buero)
    assert darf("zentren.personen_lesen", im_verband, im_verband)


def test_gelesen_wird_was_das_recht_erlaubt(welt: Welt) -> None:
    for ziel in _ziele(welt).values():
        bindung = {feld: getattr(ziel, feld) for feld in ("zentrum", "traeger", "verband")}
        bindung |= {feld: getattr(ziel, feld) for feld in ("bezirksamt", "verbund")}
        f.MitgliedschaftFabrik(rolle=ziel.rolle, **bindung)
    alle = list(Mitgliedschaft.objects.mit_organisation())
    for rolle in ROLLEN:
        wer = welt.rollen[rolle]
        sichtbare = set(Mitgliedschaft.objects.sichtbar_fuer(wer))
        assert sichtbare == {m for m in alle if darf("zentren.personen_lesen", wer, m)}, rolle
        assert wer in sichtbare
