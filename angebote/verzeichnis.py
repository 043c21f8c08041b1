"""What the public directory finds: the Angebote of the centres and Fremdangebote, as one list."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from angebote.models import Angebot, Fremdangebot, Termin, Zeitplan
from angebote.zugang import stufenlos
from zentren.models import Bezirksregion, Zentrum, Zielgruppe

EIGENES, FREMDES = "a", "f"
"""Which of the two a hit is."""
ZUSTAENDIG = Zentrum.regionen.through.objects


@dataclass(frozen=True)
class Wort:
    """A folded word and what it names besides: kinds, Zielgruppen and Stadtteile by their keys."""

    text: str
    arten: tuple[str, ...] = ()
    zielgruppen: tuple[int, ...] = ()
    regionen: tuple[int, ...] = ()


@dataclass(frozen=True)
class Suche:
    """What somebody looks for; every word has to be found. `tag` counts from 0 (Monday)."""

    worte: tuple[Wort, ...] = field(default=())
    stadtteil: Bezirksregion | None = None
    zentrum: Zentrum | None = None
    tag: int | None = None
    zielgruppe: Zielgruppe | None = None
    art: str = ""
    kosten: str = ""
    sprache: str = ""
    stufenlos: bool = False
    wc: bool = False


def treffer(suche: Suche, heute: date) -> QuerySet:
    """The hits as rows (sort key, EIGENES or FREMDES, key) by title."""
    eigene = angebote(suche, heute).order_by().values_list("sortierung", Value(EIGENES), "pk")
    fremde = fremdangebote(suche).order_by().values_list("sortierung", Value(FREMDES), "pk")
    return eigene.union(fremde, all=True).order_by("sortierung", "pk")


def angebote(suche: Suche, heute: date) -> QuerySet[Angebot]:
    """The public Angebote that fit, of centres that have not closed."""
    offen = Q(zentrum__in_betrieb_bis__isnull=True) | Q(zentrum__in_betrieb_bis__gte=heute)
    passend = Angebot.objects.oeffentlich().filter(offen)
    if suche.zentrum:
        passend = passend.filter(zentrum=suche.zentrum)
    if suche.stadtteil:
        zustaendig = ZUSTAENDIG.filter(bezirksregion=suche.stadtteil)
        passend = passend.filter(zentrum__in=zustaendig.values("zentrum"))
    if suche.tag is not None:
        passend = passend.filter(_am(suche.tag, heute))
    if suche.stufenlos:
        passend = passend.filter(stufenlos())
    if suche.wc:
        passend = passend.filter(standort__wc_barrierefrei=True)
    for wort in suche.worte:
        in_regionen = ZUSTAENDIG.filter(bezirksregion__in=wort.regionen).values("zentrum")
        passend = passend.filter(_wort(Angebot, wort) | Q(zentrum__in=in_regionen))
    return _gemeinsam(passend, Angebot, suche)


def fremdangebote(suche: Suche) -> QuerySet[Fremdangebot]:
    """The Fremdangebote that fit; none where somebody asks for one centre."""
    passend = Fremdangebot.objects.none() if suche.zentrum else Fremdangebot.objects.all()
    if suche.stadtteil:
        passend = passend.filter(region=suche.stadtteil)
    if suche.tag is not None:
        passend = passend.filter(wochentage__contains=str(suche.tag))
    if suche.stufenlos:
        passend = passend.filter(stufenlos=True)
    if suche.wc:
        passend = passend.filter(wc_barrierefrei=True)
    for wort in suche.worte:
        passend = passend.filter(_wort(Fremdangebot, wort) | Q(region__in=wort.regionen))
    return _gemeinsam(passend, Fremdangebot, suche)


def _gemeinsam(passend: QuerySet, modell: type[Angebot | Fremdangebot], suche: Suche) -> QuerySet:
    if suche.zielgruppe:
        passend = passend.filter(_fuer(modell, [suche.zielgruppe.pk]))
    if suche.art:
        passend = passend.filter(art=suche.art)
    if suche.kosten:
        passend = passend.filter(kosten=suche.kosten)
    if suche.sprache:
        text = Cast("sprachen", TextField())
        passend = passend.annotate(sprachen_text=text).filter(sprachen_text__contains=f'"{suche.sprache}"')
    return passend


def _wort(modell: type[Angebot | Fremdangebot], wort: Wort) -> Q:
    return Q(suche__contains=wort.text) | Q(art__in=wort.arten) | _fuer(modell, wort.zielgruppen)


def _fuer(modell: type[Angebot | Fremdangebot], zielgruppen: tuple[int, ...] | list[int]) -> Q:
    """Without a join, so that no row is found twice."""
    durch = modell.zielgruppen.through.objects.filter(zielgruppe__in=zielgruppen)
    return Q(pk__in=durch.values(str(modell._meta.model_name)))


def _am(tag: int, heute: date) -> Q:
    """A schedule that runs and falls on this weekday, or a single date ahead that does."""
    laufend = Q(ende__isnull=True) | Q(ende__gte=heute)
    zeitplaene = Zeitplan.objects.filter(laufend, angebot=OuterRef("pk"), wochentage__contains=str(tag))
    einzeln = Termin.objects.filter(
        angebot=OuterRef("pk"),
        zeitplan__isnull=True,
        status=Termin.Status.GEPLANT,
        datum__gte=heute,
        datum__iso_week_day=tag + 1,
    )
    return Exists(zeitplaene) | Exists(einzeln)
