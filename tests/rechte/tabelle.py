"""The table of rights: every address of the project, and what each role may do there (signs: `zeile.py`).

The columns are always the same:

    Mitarbeit, Leitung, Träger, Verband, Geschäftsstelle, Bezirksamt, Koordination, Verwaltung
"""

from datetime import timedelta

from django.utils import timezone

from tests.hilfen.meldejahr import termine
from tests.rechte import gegenstaende as g
from tests.rechte import personen as p
from tests.rechte.konten import KONTEN
from tests.rechte.massnahmen import MASSNAHMEN
from tests.rechte.papiere import PAPIERE
from tests.rechte.pruefung import PRUEFUNG
from tests.rechte.rechtliches import RECHTLICHES
from tests.rechte.stadtteil_barriere import BARRIEREN
from tests.rechte.stadtteil_bedarf import STADTTEIL_BEDARF
from tests.rechte.stadtteil_befragung import BEFRAGUNG
from tests.rechte.stadtteil_beschwerde import BESCHWERDEN
from tests.rechte.stadtteil_einlesen import STADTTEIL_EINLESEN
from tests.rechte.stadtteil_foerderung import FOERDERUNG
from tests.rechte.stadtteil_kooperation import KOOPERATION
from tests.rechte.stadtteil_raeume import RAEUME
from tests.rechte.stadtteil_taetigkeit import TAETIGKEIT
from tests.rechte.standards import STANDARDS
from tests.rechte.verbund import VERBUND
from tests.rechte.verbund_aufgaben import VERBUND_AUFGABEN
from tests.rechte.verbund_austausch import AUSTAUSCH
from tests.rechte.verbund_einladung import VERBUND_EINLADUNG
from tests.rechte.verbund_planung import VERBUND_PLANUNG
from tests.rechte.verbund_protokoll import VERBUND_PROTOKOLL
from tests.rechte.verbund_register import VERBUND_REGISTER
from tests.rechte.zeile import NIEMAND, Zeile

ALLE = "x x x x x x x x"
DER_LEITUNG = ". x . . . . . ."
NUR_LESEN = "l l l l l l l l"
TEAM = "x x l l l l l l"
VERSION = {"version": "1"}


def _in_tagen(tage: int) -> str:
    return (timezone.localdate() + timedelta(days=tage)).isoformat()


RAHMEN = [
    Zeile("oeffentlich", ALLE, niemand=200),
    Zeile("start", ALLE),
    Zeile("rolle_wechseln", ALLE, post=404),
    Zeile("link", NIEMAND, lambda w, z: {"token": "gibt-es-nicht"}, post=404, niemand=404),
    Zeile("link", ALLE, g.link, nachbar=ALLE, fern=ALLE, niemand=200, fall="gültig"),
    Zeile("link_unter", ALLE, g.unter_link(""), nachbar=ALLE, fern=ALLE, niemand=200),
    Zeile(
        "link_unter",
        ALLE,
        g.unter_link(""),
        nachbar=ALLE,
        fern=ALLE,
        get=None,
        post=302,
        daten=lambda: g.GEZAEHLT,
        niemand=302,
        fall="zählen",
    ),
    Zeile("link_unter", NIEMAND, g.unter_link("anderswo/"), post=404, niemand=404, fall="anderswo"),
    Zeile("gesundheit", ALLE, niemand=200),
    Zeile("bausteine", NIEMAND, niemand=404),
    Zeile("csrf", ALLE),
]

# Every role of the centre's Bezirk reads its page; its team keeps it.
PFLEGE = "x x l l l l l ."

# An agreement belongs to the Geschäftsstelle, wherever the Bezirk is, and to the Bezirksamt.
VEREINBART = {"nachbar": ". . . . x x . x", "fern": ". . . . x . . x"}

ZENTREN = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("zentrum_liste", ALLE),
    Zeile("zentrum", "x x x x x x x .", g.zentrum),
    Zeile("zentrum_bearbeiten", PFLEGE, g.zentrum, post=422),
    Zeile("standort_neu", PFLEGE, g.im_zentrum, post=422),
    Zeile("standort_bearbeiten", PFLEGE, g.standort, post=422),
    Zeile("standort_loeschen", PFLEGE, g.standort, post=302),
    Zeile("standort_haupt", PFLEGE, g.standort, get=None, post=302),
    Zeile("oeffnungszeiten", PFLEGE, g.standort, post=302, daten=lambda: {"version": "1"}),
    Zeile("raum_neu", PFLEGE, g.im_zentrum, post=422),
    Zeile("raum_bearbeiten", PFLEGE, g.raum, post=422),
    Zeile("raum_loeschen", PFLEGE, g.raum, post=302),
    Zeile("sprechzeit_neu", PFLEGE, g.im_zentrum, post=422),
    Zeile("sprechzeit_bearbeiten", PFLEGE, g.sprechzeit, post=422),
    Zeile("sprechzeit_loeschen", PFLEGE, g.sprechzeit, post=302),
    Zeile("schliesszeit_neu", PFLEGE, g.im_zentrum, post=422),
    Zeile("schliesszeit_bearbeiten", PFLEGE, g.schliesszeit, post=422),
    Zeile("schliesszeit_loeschen", PFLEGE, g.schliesszeit, post=302),
    Zeile("personal_neu", PFLEGE, g.im_zentrum, post=422),
    Zeile("personal_bearbeiten", "x x l l l l . .", g.personal, post=422),
    Zeile("personal_loeschen", "x x l l l l . .", g.personal, post=302),
    Zeile("personal_uebernehmen", PFLEGE, g.folgejahr, get=None, post=302),
]

VEREINBARUNGEN = [
    Zeile("vereinbarung_liste", "l l l x x x l x"),
    Zeile("vereinbarung_neu", "l l l l l l l x", post=422),
    Zeile("vereinbarung", ". . . . x x . x", g.vereinbarung, **VEREINBART),
    Zeile(
        "vereinbarung_bearbeiten",
        ". . . . l l . x",
        g.vereinbarung,
        ". . . . l l . x",
        ". . . . l . . x",
        post=422,
    ),
    Zeile(
        "vereinbarung_hochladen",
        ". . . . x l . x",
        g.vereinbarung,
        ". . . . x l . x",
        ". . . . x . . x",
        post=422,
    ),
    Zeile("vereinbarung_datei", ". . . . x x . x", g.vereinbarung, **VEREINBART),
]

# The directory of a Bezirk is shared: the neighbour's team is at home in it too.
FACHSTELLEN = [
    Zeile("fachstelle_liste", ALLE),
    Zeile("fachstelle_neu", "x x l l l l l l", post=422),
    Zeile("fachstelle", "x x x x x x x .", g.fachstelle, nachbar="x x x x x x x ."),
    Zeile("fachstelle_bearbeiten", PFLEGE, g.fachstelle, nachbar=PFLEGE, post=422),
    Zeile("fachstelle_pruefen", PFLEGE, g.fachstelle, nachbar=PFLEGE, get=None, post=302),
    Zeile("fachstelle_loeschen", PFLEGE, g.fachstelle, nachbar=PFLEGE, post=302),
]

OEFFENTLICH, ENTWURF = g.angebot(), g.angebot(status="entwurf")


def _angebot(name: str, **mehr: object) -> Zeile:
    """A step with a published Angebot, which all who are logged in may read anywhere."""
    return Zeile(
        name,
        "x x l l l l l l",
        mehr.pop("gegenstand", OEFFENTLICH),  # type: ignore[arg-type]
        nachbar=NUR_LESEN,
        fern=NUR_LESEN,
        **mehr,  # type: ignore[arg-type]
    )


def _oeffentlich(name: str, gegenstand: g.Gegenstand) -> Zeile:
    """What everybody may fetch, with an account or without."""
    return Zeile(name, ALLE, gegenstand, nachbar=ALLE, fern=ALLE, niemand=200)


def _hinweis(name: str, gegenstand: g.Gegenstand) -> list[Zeile]:
    """Anybody may report a change; nothing to say is an error of the form."""
    wer = {"nachbar": ALLE, "fern": ALLE}
    leer = Zeile(name, ALLE, gegenstand, **wer, get=None, post=422, niemand=422, fall="leer")
    return [Zeile(name, ALLE, gegenstand, **wer, niemand=200), leer]


ANGEBOTE = [
    Zeile("angebot_liste", ALLE),
    Zeile("angebot_neu", "x x l l l l l l", post=422),
    Zeile("angebot_vorschau", "x x l l l l l l", get=None, post=200),
    Zeile("angebot", ALLE, OEFFENTLICH, nachbar=ALLE, fern=ALLE),
    Zeile("angebot", "x x x . . . . .", ENTWURF, fall="Entwurf"),
    _angebot("angebot_bearbeiten", post=422),
    Zeile("angebot_bearbeiten", "x x l . . . . .", ENTWURF, post=422, fall="Entwurf"),
    Zeile("angebot_veroeffentlichen", "x x l . . . . .", ENTWURF, get=None, post=302),
    _angebot("angebot_pausieren", get=None, post=302),
    _angebot("angebot_fortsetzen", gegenstand=g.angebot(status="pausiert"), get=None, post=302),
    _angebot("angebot_beenden", get=None, post=302, daten=lambda: {"ende": _in_tagen(0)}),
    _angebot("angebot_kopieren", get=None, post=302),
    _angebot("angebot_pruefen", get=None, post=302),
    Zeile("angebot_loeschen", "x x l . . . . .", ENTWURF, post=302),
    _angebot("termin_neu", post=422),
    Zeile("termin_liste", ALLE),
    Zeile("termin_woche", ALLE),
    Zeile("termin_woche", "x x l l l l l l", get=None, post=302, fall="zählen"),
    _angebot("zaehllink", post=200, daten=lambda: {"gueltig_bis": _in_tagen(30)}),
    Zeile("zaehllink", "x x l . . . . .", ENTWURF, post=422, fall="Entwurf"),
    _angebot("zaehllink_widerrufen", gegenstand=g.zaehllink, get=None, post=302),
    _angebot("zaehllink_zettel", get=None, post=404),
    Zeile("termin", "x x x . . . . .", g.termin),
    Zeile("termin", "x x l . . . . .", g.termin, get=None, post=422, fall="zaehlen"),
    Zeile("termin_schnell", "x x l . . . . .", g.termin, get=None, post=302, daten=lambda: g.GEZAEHLT),
    Zeile("termin_entfernen", "x x l . . . . .", g.termin, get=None, post=302),
    Zeile("verzeichnis", ALLE, niemand=200),
    Zeile("verzeichnis_angebot", ALLE, OEFFENTLICH, nachbar=ALLE, fern=ALLE, niemand=200),
    Zeile("verzeichnis_angebot", NIEMAND, ENTWURF, niemand=404, fall="Entwurf"),
    Zeile("verzeichnis_zentrum", ALLE, g.zentrum, nachbar=ALLE, fern=ALLE, niemand=200),
    _oeffentlich("verzeichnis_zentrum_termine", g.zentrum),
    _oeffentlich("verzeichnis_angebot_termine", OEFFENTLICH),
    Zeile("verzeichnis_angebot_termine", NIEMAND, ENTWURF, niemand=404, fall="Entwurf"),
    Zeile("verzeichnis_angebot_hinweis", NIEMAND, ENTWURF, niemand=404, fall="Entwurf"),
    _oeffentlich("verzeichnis_programm", g.programm),
    _oeffentlich("verzeichnis_stadtteil_pdf", g.stadtteil),
    _oeffentlich("verzeichnis_bezirk_pdf", g.bezirk),
    Zeile("angebot_aushang", ALLE, OEFFENTLICH, nachbar=ALLE, fern=ALLE),
    Zeile("angebot_aushang", NIEMAND, ENTWURF, fall="Entwurf"),
    *_hinweis("verzeichnis_angebot_hinweis", OEFFENTLICH),
    *_hinweis("verzeichnis_zentrum_hinweis", g.zentrum),
    *_hinweis("verzeichnis_fremdangebot_hinweis", g.fremdangebot),
]

# What other Träger offer: read in the whole Bezirk, kept by the centres of the Stadtteil.
IM_BEZIRK, NUR_IM_BEZIRK_LESEN = "x x x x x x x .", "l l l l l l l ."

FREMDANGEBOTE = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("fremdangebot_liste", ALLE),
    Zeile("fremdangebot_neu", "x x l l l l l l", post=422),
    Zeile("fremdangebot", IM_BEZIRK, g.fremdangebot, nachbar=IM_BEZIRK),
    Zeile("fremdangebot_bearbeiten", PFLEGE, g.fremdangebot, nachbar=NUR_IM_BEZIRK_LESEN, post=422),
    Zeile("fremdangebot_pruefen", PFLEGE, g.fremdangebot, nachbar=NUR_IM_BEZIRK_LESEN, get=None, post=302),
    Zeile("fremdangebot_loeschen", PFLEGE, g.fremdangebot, nachbar=NUR_IM_BEZIRK_LESEN, post=302),
    Zeile("verzeichnis_fremdangebot", ALLE, g.fremdangebot, nachbar=ALLE, fern=ALLE, niemand=200),
]

# Lists that are read in are the business of the centre's team alone.
NUR_TEAM = "x x . . . . . ."

EINLESEN = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("import_hochladen", TEAM, g.listenart, nachbar=TEAM, fern=TEAM, post=422),
    Zeile("import", NUR_TEAM, g.uebernommene_liste),
    Zeile("import", NUR_TEAM, g.liste, get=302, fall="offen"),
    Zeile("import_spalten", NUR_TEAM, g.liste, post=422),
    Zeile("import_blatt", NUR_TEAM, g.liste, get=None, post=422),
    Zeile("import_vorschau", NUR_TEAM, g.liste, post=302),
    Zeile("import_vorschau", NUR_TEAM, g.zahlenliste, post=302, fall="Zahlen"),
    Zeile("import_vorlage", TEAM, get=404),
    Zeile("import_zuruecknehmen", NUR_TEAM, g.uebernommene_liste, get=None, post=302),
    Zeile("import_zuruecknehmen", "n n . . . . . .", g.liste, get=None, post=302, fall="offen"),
    Zeile("import_veroeffentlichen", NUR_TEAM, g.uebernommene_liste, get=None, post=302),
    Zeile("import_verwerfen", NUR_TEAM, g.liste, get=None, post=302),
]

# Figures: a draft belongs to centre and Träger; what was put before the Bezirksamt is read by the others too.
MONATE = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("statistik_monat", "x x x . . . . .", g.monat_im_entwurf, fall="Entwurf"),
    Zeile("statistik_monat", "x x x x x x . .", g.monat_vorgelegt, fall="vorgelegt"),
    Zeile("statistik_speichern", "x x l . . . . .", g.monat_im_entwurf, get=None, post=302),
    Zeile("statistik_speichern", "n n l l l l . .", g.monat_vorgelegt, get=None, post=302, fall="vorgelegt"),
    Zeile("statistik_rest", "x x l . . . . .", g.monat_im_entwurf, get=None, post=422),
    Zeile("statistik_zelle", "x x l . . . . .", g.monat_im_entwurf, get=None, post=400),
    Zeile("statistik_zelle", "x x l l l l . .", g.monat_vorgelegt, get=None, post=400, fall="vorgelegt"),
    Zeile("statistik_block", "x x l . . . . .", g.monat_im_entwurf, get=None, post=400),
    Zeile("statistik_zelle_details", "x x x . . . . .", g.zelle_im_entwurf, fall="Entwurf"),
    Zeile("statistik_zelle_details", "x x x x x x . .", g.zelle_vorgelegt, fall="vorgelegt"),
    Zeile("statistik_notiz", "x x l . . . . .", g.zelle_im_entwurf, get=None, post=302),
    Zeile("statistik_notiz", "n n l l l l . .", g.zelle_vorgelegt, get=None, post=302, fall="vorgelegt"),
    Zeile("statistik_erklaerung", "x x l . . . . .", g.zelle_im_entwurf, get=None, post=422),
    Zeile("statistik_erklaerung", "x x l l l l . .", g.zelle_vorgelegt, get=None, post=422, fall="vorgelegt"),
    Zeile("statistik_gezaehlt", "x x l . . . . .", g.ueberschrieben, get=None, post=302),
    Zeile("statistik_aufteilung", "x x x . . . . .", g.zelle_im_entwurf),
    Zeile("statistik_aufteilung", "x x l . . . . .", g.zelle_im_entwurf, get=None, post=422, fall="ändern"),
    Zeile("beratung", "x x x . . . . .", g.monat_im_entwurf),
    Zeile("beratung", "x x x . . . . .", g.monat_vorgelegt, fall="vorgelegt"),
    Zeile("beratung", "x x l . . . . .", g.monat_im_entwurf, get=None, post=422, fall="zaehlen"),
    Zeile("beratung_fachstellen", "x x x . . . . .", g.monat_im_entwurf),
    Zeile("zaehlbogen_monat", "x x x . . . . .", g.monat_im_entwurf),
    Zeile("zaehlbogen_beratung", "x x x . . . . .", g.monat_im_entwurf),
    Zeile("zaehlbogen_angebot", "x x x l l l l l", g.angebot_im_monat, nachbar=NUR_LESEN, fern=NUR_LESEN),
    Zeile("beratung_loeschen", "x x l . . . . .", g.strich, get=None, post=302),
]

GRUND = {"grund": "Bitte prüfen"}

MELDUNGEN = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("statistik", ALLE),
    Zeile("statistik_vollstaendigkeit", "x x x l x x l l"),
    Zeile("statistik_puenktlichkeit", "x x x l x x l l"),
    Zeile("statistik_pruefen", "l l x l l x l l"),
    Zeile("meldungen_annehmen", "l l l l l x l l", post=302),
    Zeile("meldung", "x x x . . . . .", g.entwurf, fall="Entwurf"),
    Zeile("meldung", "x x x . . . . .", g.eingereicht, fall="beim Träger"),
    Zeile("meldung", "x x x x x x . .", g.vorgelegt, fall="vorgelegt"),
    Zeile("meldung", "x x x x x x . .", g.angenommen, fall="angenommen"),
    Zeile("meldung_pruefen", "x x x . . . . .", g.entwurf),
    Zeile(
        "meldung_pruefen",
        "x x l . . . . .",
        g.entwurf,
        get=None,
        post=302,
        daten=lambda: {"version": "1", "bemerkung": "Umbau im Juli"},
        fall="bemerken",
    ),
    Zeile("meldung_pruefen", "x x x l l l . .", g.vorgelegt, fall="vorgelegt"),
    Zeile("meldung_einreichen", "l x l . . . . .", g.entwurf, get=None, post=302),
    Zeile("meldung_zurueckziehen", "l x l . . . . .", g.eingereicht, get=None, post=302),
    Zeile("meldung_zurueckziehen", "l n l l l l . .", g.vorgelegt, get=None, post=302, fall="vorgelegt"),
    Zeile("meldung_freigeben", "l l x . . . . .", g.eingereicht, get=None, post=302),
    Zeile("meldung_freigeben", "l l n l l l . .", g.vorgelegt, get=None, post=302, fall="vorgelegt"),
    Zeile("meldung_zurueckgeben", "l l x . . . . .", g.eingereicht, post=302, daten=lambda: GRUND),
    Zeile("meldung_zurueckgeben", "l l n l l x . .", g.vorgelegt, post=302, daten=lambda: GRUND, fall="Amt"),
    Zeile("meldung_annehmen", "l l l l l x . .", g.vorgelegt, post=302, daten=lambda: {"aktenzeichen": "1"}),
    Zeile("meldung_annehmen", "l l l . . . . .", g.eingereicht, post=302, fall="beim Träger"),
    Zeile("meldung_berichtigen", "l x l l l l . .", g.angenommen, get=None, post=302),
    Zeile("meldung_verwerfen", "l x l . . . . .", g.berichtigung, get=None, post=302),
    Zeile(
        "rueckfrage_beantworten",
        "x x l . . . . .",
        g.rueckfrage,
        get=None,
        post=302,
        daten=lambda: {"antwort": "Fest im Kiez"},
    ),
    Zeile("zeitraum_nicht_gemeldet", "l l l l l x l .", g.versaeumt, post=302, daten=lambda: GRUND),
    Zeile(
        "meldung_entsperren",
        "l l l l l x l .",
        g.versaeumt,
        post=302,
        daten=lambda: GRUND | {"bis": _in_tagen(7)},
    ),
]

# Whoever reads statistics reads what is counted; the Bezirksamt keeps what its Bezirk counts besides.
LIEST_STATISTIK, NUR_AMT = "x x x x x x l l", "l l l l l x . ."
IM_BEZIRK = "x x x x x x . ."

KENNZAHLEN = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("kennzahlen", LIEST_STATISTIK),
    Zeile("kennzahl_neu", "l l l l l x l l", post=422),
    Zeile(
        "kennzahlen_vorschau",
        LIEST_STATISTIK,
        g.kommendes_jahr,
        nachbar=LIEST_STATISTIK,
        fern=LIEST_STATISTIK,
    ),
    Zeile("kennzahl", IM_BEZIRK, g.kennzahl, nachbar=IM_BEZIRK),
    Zeile("kennzahl_bearbeiten", NUR_AMT, g.kennzahl, nachbar=NUR_AMT, post=422),
    Zeile("kennzahl_beenden", NUR_AMT, g.kennzahl_lokal, nachbar=NUR_AMT, post=302, daten=lambda: VERSION),
    Zeile("kennzahl_ersetzen", NUR_AMT, g.kennzahl_lokal, nachbar=NUR_AMT, post=422),
    Zeile(
        "kennzahl_verschieben",
        NUR_AMT,
        g.zwei_kennzahlen,
        nachbar=NUR_AMT,
        get=None,
        post=302,
        daten=lambda: {"richtung": "hoch"},
    ),
    Zeile("kennzahl_loeschen", NUR_AMT, g.kennzahl, nachbar=NUR_AMT, post=302),
    Zeile("meldejahr", LIEST_STATISTIK, g.kommendes_jahr, nachbar=LIEST_STATISTIK, fern=LIEST_STATISTIK),
    Zeile(
        "meldejahr",
        "l l l l l x l l",
        g.kommendes_jahr,
        nachbar="l l l l l x l l",
        fern="l l l l l x l l",
        get=None,
        post=302,
        daten=termine,
        fall="festlegen",
    ),
]

# Koordination and Verwaltung see no statistics; Träger, Bezirk and Verband have a report of their own.
DES_TRAEGERS, DES_BEZIRKS = ". . x . . . . .", ". . . . x x . ."
DES_VERBANDES, DER_GESCHAEFTSSTELLE = ". . . x . . . .", ". . . . x . . ."

BERICHTE = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("berichte", ALLE),
    Zeile("bericht_zentrum", "x x x x x x . .", g.bericht_zentrum),
    Zeile("bericht_zentrum_pdf", "x x x x x x . .", g.bericht_zentrum),
    Zeile("sachbericht", "x x l l l l . .", g.bericht_zentrum, post=302, daten=lambda: {"version": "1"}),
    Zeile("bericht_traeger", DES_TRAEGERS, g.bericht_traeger),
    Zeile("bericht_traeger_pdf", DES_TRAEGERS, g.bericht_traeger),
    Zeile("bericht_bezirk", DES_BEZIRKS, g.bericht_bezirk, nachbar=DES_BEZIRKS),
    Zeile("bericht_bezirk_pdf", DES_BEZIRKS, g.bericht_bezirk, nachbar=DES_BEZIRKS),
    Zeile("bericht_verband", DES_VERBANDES, g.bericht_verband, nachbar=DER_GESCHAEFTSSTELLE),
    Zeile("bericht_verband_pdf", DES_VERBANDES, g.bericht_verband, nachbar=DER_GESCHAEFTSSTELLE),
    Zeile(
        "bericht_festschreiben",
        "l n n l l l . .",
        g.festschreiben("zentrum", g.bericht_zentrum),
        get=None,
        post=302,
        fall="unvollständig",
    ),
    Zeile("bericht_festschreiben", "l x x l l l . .", g.vollstaendig, get=None, post=302),
    Zeile(
        "bericht_festschreiben",
        ". . . . l n . .",
        g.festschreiben("bezirk", g.bericht_bezirk),
        nachbar=". . . . l n . .",
        get=None,
        post=302,
        fall="Bezirk",
    ),
    Zeile("ausgabe", "x x x x x x . .", g.ausgabe),
    Zeile("verlauf_wahl", ALLE, get=302),
    Zeile("verlauf", "x x x x x x . .", g.ueber_jahre("zentrum", g.bericht_zentrum), fall="Zentrum"),
    Zeile("verlauf", DES_TRAEGERS, g.ueber_jahre("traeger", g.bericht_traeger), fall="Träger"),
    Zeile(
        "verlauf",
        DES_BEZIRKS,
        g.ueber_jahre("bezirk", g.bericht_bezirk),
        nachbar=DES_BEZIRKS,
        fall="Bezirk",
    ),
    Zeile(
        "verlauf",
        DES_VERBANDES,
        g.ueber_jahre("verband", g.bericht_verband),
        nachbar=DER_GESCHAEFTSSTELLE,
        fall="Verband",
    ),
    Zeile("karte_wahl", ALLE, get=302),
    Zeile("karte", DES_BEZIRKS, g.karte, nachbar=DES_BEZIRKS),
    # The file of a role is not for the others, who have their own.
    Zeile("druckauftrag", DER_LEITUNG, g.druckauftrag),
    Zeile("druckauftrag_pdf", DER_LEITUNG, g.druckauftrag),
    Zeile("druckauftrag_erneut", DER_LEITUNG, g.druckauftrag, get=None, post=302),
    Zeile("druckauftrag", ". x x . . . . .", g.druckauftrag_ausgabe, fall="Ausgabe"),
]

NUR_VERWALTUNG = ". . . . . . . x"
ZUR_ZEIT_NICHT = ". . . . . . . n"
VERWALTUNG_ODER_NICHTS = "l l l l l l l x"


def _stelle(art: str, eigenes: str, gegenstand: g.Gegenstand, nachbar: str = NUR_VERWALTUNG) -> Zeile:
    """The people of an organisation; the Verwaltung sees all of them."""
    return Zeile("stelle", eigenes, gegenstand, nachbar=nachbar, fern=NUR_VERWALTUNG, fall=art)


def _person(name: str, eigenes: str, gegenstand: g.Gegenstand, **mehr: object) -> Zeile:
    """What happens to one row of people: elsewhere only the Verwaltung finds it."""
    woanders = ". . . . . . . " + eigenes[-1]
    return Zeile(name, eigenes, gegenstand, nachbar=woanders, fern=woanders, **mehr)  # type: ignore[arg-type]


PERSONEN = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    Zeile("personen", ALLE, get=302),
    Zeile("personen_liste", VERWALTUNG_ODER_NICHTS),
    Zeile("stellen", VERWALTUNG_ODER_NICHTS),
    _person("person", NUR_VERWALTUNG, p.konto),
    _person("person_sperren", NUR_VERWALTUNG, p.konto, get=None, post=302),
    _person("person_faktor", ZUR_ZEIT_NICHT, p.konto, get=None, post=302),
    _person("person_entsperren", NUR_VERWALTUNG, p.gesperrtes_konto, get=None, post=302),
    _stelle("Zentrum", "x x x . . . . x", p.stelle),
    _stelle("Träger", ". . x . . . . x", p.stelle_traeger),
    _stelle("Verband", ". . . x . . . x", p.stelle_verband),
    _stelle("Geschäftsstelle", ". . . . x . . x", p.stelle_geschaeftsstelle),
    _stelle("Bezirksamt", ". . . . . x . x", p.stelle_bezirksamt, nachbar=". . . . . x . x"),
    _stelle("Verbund", ". . . . . . x x", p.stelle_verbund, nachbar=". . . . . . x x"),
    _stelle("Verwaltung", NUR_VERWALTUNG, p.stelle_verwaltung),
    _person("einladung_neu", "l x x . . . . x", p.stelle, post=422),
    _person("einladung_neu", ". . . l . . . x", p.stelle_verband, post=422, fall="Verband"),
    _person(
        "einladung_erneut",
        ". x . . . . . x",
        p.einladung("mitarbeit"),
        get=None,
        post=302,
        daten=lambda: VERSION,
    ),
    _person(
        "einladung_erneut",
        ". x x . . . . x",
        p.einladung("leitung"),
        get=None,
        post=302,
        daten=lambda: VERSION,
        fall="Leitung",
    ),
    _person("einladung_widerrufen", ". x . . . . . x", p.einladung("mitarbeit"), get=None, post=302),
    _person("mitgliedschaft", "l x l . . . . x", p.mitgliedschaft("mitarbeit"), post=422),
    _person("mitgliedschaft", "l x x . . . . x", p.mitgliedschaft("leitung"), post=422, fall="Leitung"),
    _person("mitgliedschaft_beenden", "l x l . . . . x", p.mitgliedschaft("mitarbeit"), post=422),
    _person("leitung_uebergeben", "l x x . . . . x", p.mitgliedschaft("leitung"), post=422),
    Zeile(
        "einladung_annehmen",
        DER_LEITUNG,
        p.einladung_der_leitung,
        nachbar=DER_LEITUNG,
        fern=DER_LEITUNG,
        post=302,
    ),
    Zeile(
        "link",
        NUR_LESEN,
        p.einladungslink,
        nachbar=NUR_LESEN,
        fern=NUR_LESEN,
        niemand=200,
        fall="Einladung",
    ),
    Zeile("ausgestellte_links", "x x x l x x x x"),
    Zeile(
        "link_widerrufen",
        ". x . l . . . x",
        p.link_der_einladung,
        nachbar=". . . l . . . x",
        fern=". . . l . . . x",
        get=None,
        post=302,
    ),
]

# The trail names colleagues: the team of the centre and its Träger read it.
IM_HAUS, JEDER_VERWALTER = "x x x l l l l .", ". . . . . . . x"


def _verlauf(art: str, eigenes: str, gegenstand: g.Gegenstand | None = None, **mehr: str) -> Zeile:
    fall = mehr.pop("fall", art.capitalize())
    return Zeile("verlauf_von", eigenes, g.im_verlauf(art, gegenstand), fall=fall, **mehr)  # type: ignore[arg-type]


VERLAEUFE = [
    #                              Mi Le Tr Ve Ge Ba Ko Vw
    _verlauf("zentrum", IM_HAUS),
    _verlauf("standort", IM_HAUS, g.standort),
    _verlauf("raum", IM_HAUS, g.raum),
    _verlauf("sprechzeit", IM_HAUS, g.sprechzeit),
    _verlauf("schliesszeit", IM_HAUS, g.schliesszeit),
    _verlauf("personal", "x x x l l l . .", g.personal),
    _verlauf("fachstelle", PFLEGE, g.fachstelle, nachbar=PFLEGE),
    _verlauf("traeger", JEDER_VERWALTER, g.traeger, nachbar=JEDER_VERWALTER, fern=JEDER_VERWALTER),
    _verlauf("person", JEDER_VERWALTER, p.konto, nachbar=JEDER_VERWALTER, fern=JEDER_VERWALTER),
    _verlauf(
        "mitgliedschaft",
        "l x l . . . . x",
        p.mitgliedschaft("mitarbeit"),
        nachbar=JEDER_VERWALTER,
        fern=JEDER_VERWALTER,
    ),
    _verlauf("angebot", "x x x l l l l l", OEFFENTLICH, nachbar=NUR_LESEN, fern=NUR_LESEN),
    _verlauf("angebot", "x x x . . . . .", ENTWURF, fall="Angebot, Entwurf"),
    _verlauf("fremdangebot", PFLEGE, g.fremdangebot, nachbar=NUR_IM_BEZIRK_LESEN),
    _verlauf("termin", "x x x . . . . .", g.termin),
    _verlauf("meldung", "x x x . . . . .", g.entwurf, fall="Meldung, Entwurf"),
    _verlauf("meldung", "x x x l l x . .", g.vorgelegt, fall="Meldung, vorgelegt"),
    _verlauf("kennzahl", NUR_AMT, g.kennzahl_lokal, nachbar=NUR_AMT),
    _verlauf("meldejahr", IM_BEZIRK, g.meldejahr, nachbar=IM_BEZIRK),
    _verlauf("sachbericht", "x x x . . . . .", g.sachbericht),
    Zeile("verlauf_von", NIEMAND, lambda w, z: {"art": "gibt-es-nicht", "pk": 1}, fall="Unbekanntes"),
]

TABELLE = [
    *RAHMEN,
    *KONTEN,
    *PERSONEN,
    *ZENTREN,
    *VEREINBARUNGEN,
    *FACHSTELLEN,
    *ANGEBOTE,
    *FREMDANGEBOTE,
    *EINLESEN,
    *MONATE,
    *MELDUNGEN,
    *KENNZAHLEN,
    *BERICHTE,
    *VERLAEUFE,
    *RECHTLICHES,
    *STANDARDS,
    *VERBUND,
    *AUSTAUSCH,
    *VERBUND_AUFGABEN,
    *VERBUND_EINLADUNG,
    *VERBUND_REGISTER,
    *VERBUND_PROTOKOLL,
    *VERBUND_PLANUNG,
    *PRUEFUNG,
    *MASSNAHMEN,
    *KOOPERATION,
    *STADTTEIL_EINLESEN,
    *BESCHWERDEN,
    *FOERDERUNG,
    *STADTTEIL_BEDARF,
    *TAETIGKEIT,
    *BEFRAGUNG,
    *BARRIEREN,
    *RAEUME,
    *PAPIERE,
]
