"""What lies ahead of Angebote: the dates people are shown, from schedules and what differs from them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from angebote.models import Angebot, Termin, Zeitplan
from angebote.terminplan import Zeitpunkt, geschlossen, laeuft, regel_von, vorgesehen
from angebote.zeitplan import Regel, Vorkommen, naechste

# Where dates lie ahead: paused and ended ones have none.
KOMMEND = (Angebot.Status.ENTWURF, Angebot.Status.VEROEFFENTLICHT)


@dataclass(frozen=True)
class Naechster:
    """A date ahead; `grund` says why it falls out, empty where it takes place."""

    datum: date
    von: time
    bis: time
    grund: str = ""


def regel_ab(zeitplan: Zeitplan, heute: date) -> Regel:
    """The schedule without the single dates that have passed, unless none is left."""
    regel = regel_von(zeitplan)
    kommende = tuple(tag for tag in regel.daten if tag >= heute)
    return replace(regel, daten=kommende) if kommende else regel


def naechste_termine(angebot: Angebot, ab: date, anzahl: int = 10) -> list[Naechster]:
    """The next dates from `ab` on: schedules, single dates, and what is known to fall out."""
    return naechste_je_angebot([angebot], ab, anzahl)[angebot.pk]


def naechste_je_angebot(angebote: Iterable[Angebot], ab: date, anzahl: int) -> dict[int, list[Naechster]]:
    """`naechste_termine` of many, by key; none for paused and ended ones.

    One query where `zeitplaene`, `zentrum` and `zentrum__schliesszeiten` are loaded.
    """
    kommende: dict[int, dict[Zeitpunkt, Naechster]] = {}
    for angebot in angebote:
        regeln = [regel_von(zeitplan) for zeitplan in angebot.zeitplaene.all()]
        folge = voraus(angebot, regeln, ab, anzahl) if angebot.status in KOMMEND else []
        kommende[angebot.pk] = {(n.datum, n.von): n for n in folge}
    besondere = Termin.objects.filter(angebot__in=kommende, angebot__status__in=KOMMEND, datum__gte=ab)
    for termin in besondere.exclude(zeitplan__isnull=False, status=Termin.Status.GEPLANT):
        neu = Naechster(termin.datum, termin.von, termin.bis, termin.grund)
        kommende[termin.angebot_id][termin.datum, termin.von] = neu
    return {pk: [folge[wann] for wann in sorted(folge)][:anzahl] for pk, folge in kommende.items()}


def voraus(angebot: Angebot, regeln: Iterable[Regel], ab: date, anzahl: int = 10) -> list[Naechster]:
    """What these rules give for an Angebot from `ab` on: within its dates and while the centre is open."""
    beginn = max(ab, angebot.beginn or ab)
    zu = geschlossen(angebot.zentrum.schliesszeiten.all(), beginn)
    folge: dict[Zeitpunkt, Vorkommen] = {}
    for regel in regeln:
        # A rule has one date a day, so this many are enough whatever is closed.
        for vorkommen in naechste(regel, beginn, anzahl + len(zu)):
            if vorkommen.datum not in zu and laeuft(angebot, vorkommen.datum):
                folge.setdefault((vorkommen.datum, vorkommen.von), vorkommen)
    return [Naechster(wann[0], wann[1], folge[wann].bis) for wann in sorted(folge)][:anzahl]


def termine_zwischen(angebote: Iterable[Angebot], von: date, bis: date, heute: date) -> list[Termin]:
    """The dates of published Angebote from `von` to `bis`, both included, in order of time and title.

    Up to yesterday what stands in the books, from today on what the schedules want, with single dates and
    what was cancelled; what is not in the books yet is not saved. Each has its `angebot`. One query where
    `zeitplaene`, `zentrum` and `zentrum__schliesszeiten` are loaded.
    """
    oeffentliche = {a.pk: a for a in angebote if a.status == Angebot.Status.VEROEFFENTLICHT}
    gefunden = {
        (angebot.pk, *wann): termin
        for angebot in oeffentliche.values()
        for wann, termin in vorgesehen(angebot, max(von, heute), bis).items()
    }
    for termin in Termin.objects.filter(angebot__in=oeffentliche, datum__range=(von, bis)):
        schluessel = (termin.angebot_id, termin.datum, termin.von)
        geplant = termin.zeitplan_id and termin.status == Termin.Status.GEPLANT
        if termin.datum < heute or not geplant or schluessel in gefunden:
            termin.angebot = oeffentliche[termin.angebot_id]
            gefunden[schluessel] = termin
    return sorted(
        gefunden.values(), key=lambda t: (t.datum, t.von, bytes(t.angebot.sortierung), t.angebot_id)
    )
