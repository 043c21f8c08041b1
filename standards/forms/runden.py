"""What the Bezirksamt types about a round."""

from decimal import Decimal
from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import Q, QuerySet
from django.utils import formats

from standards import runden
from standards.belege import REGELN, Regel
from standards.models import Runde
from standards.rundenvorschlag import schwellen
from stzverbund.basis.formulare import Aufklappen, Datumseingabe, Formular, FormularMixin
from stzverbund.basis.konflikt import Gegenstand
from verbund.models import Beschluss
from zentren.models import Mitgliedschaft, Zentrum

SCHWELLEN = "schwellen"
TERMINE = ("beginn", "faellig", "pruefung_bis")


class TermineFormular(Formular):
    """The dates: all that may change of a round once it is open."""

    layout = Layout(Div(*TERMINE, css_class="nebeneinander"))

    class Meta:
        model = Runde
        fields: tuple[str, ...] = TERMINE
        widgets = dict.fromkeys(TERMINE, Datumseingabe)

    def __init__(self, *args: Any, wer: Mitgliedschaft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wer = wer

    def save(self, commit: bool = True) -> Runde:
        return runden.festlegen(
            runde=self.instance,
            standards=self.cleaned_data.get("standards", ()),
            zentren=self.cleaned_data.get("zentren", ()),
            schwellen=self.schwellen(),
            wer=self.wer,
            version=self.cleaned_data.get("version"),
        )

    def schwellen(self) -> dict[str, Decimal]:
        return {}


class RundeFormular(TermineFormular):
    """A planned round: year, dates, Standards of the valid edition, centres, a threshold for each rule."""

    class Meta(TermineFormular.Meta):
        fields = ("jahr", *TERMINE, "standards", "zentren", "beschluss")
        widgets = TermineFormular.Meta.widgets | {
            "standards": forms.CheckboxSelectMultiple,
            "zentren": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        runde = self.instance
        self.fields["standards"].queryset = runde.fassung.standards.order_by("nummer")
        self.fields["zentren"].queryset = _zentren(runde)
        self._tragende_beschluesse()
        werte = schwellen(runde.bezirk, runde if runde.pk else None)
        self.regeln: dict[str, tuple[Regel, str]] = {}
        for regel in REGELN.values():
            for name in regel.schwellen:
                self._schwelle(regel, name, werte[name])

    def _tragende_beschluesse(self) -> None:
        """Resolutions of the Verbund that carry thresholds and that the Bezirksamt may read."""
        tragende = Beschluss.objects.sichtbar_fuer(self.wer).gueltig()
        self.fields["beschluss"].queryset = tragende.filter(traegt=Beschluss.Traegt.SCHWELLE)
        self.fields["beschluss"].empty_label = "keiner"

    def _schwelle(self, regel: Regel, name: str, wert: Decimal) -> None:
        feldname = _feld(name)
        self.regeln[feldname] = (regel, name)
        vorgabe = formats.number_format(regel.schwellen[name].normalize(), use_l10n=True)
        self.fields[feldname] = forms.DecimalField(
            label=f"{regel.kriterium} {regel.titel}: {regel.was[name]}",
            help_text=f"Ausgangswert {vorgabe}",
            min_value=0,
            max_digits=9,
            decimal_places=2,
            localize=True,
            initial=wert.quantize(Decimal(1)) if wert == wert.to_integral_value() else wert,
        )

    @property
    def layout(self) -> Layout:
        return Layout(
            Div("jahr", *TERMINE, css_class="nebeneinander"),
            "zentren",
            "standards",
            Aufklappen("Ab wann sprechen die Daten für ein Kriterium?", "beschluss", *self.regeln),
        )

    def schwellen(self) -> dict[str, Decimal]:
        if self.andere_gewaehlt(SCHWELLEN):
            return {}
        daten = self.cleaned_data
        return {name: daten[feld] for feld, (_, name) in self.regeln.items() if feld in daten}

    def konflikt_gegenstaende(self, aktuell: Any) -> list[Gegenstand]:
        """The thresholds as a whole, where somebody else has stored other ones."""
        andere = schwellen(aktuell.bezirk, aktuell)
        meine = {name: self.cleaned_data.get(feld, andere[name]) for feld, (_, name) in self.regeln.items()}
        ungleich = [name for name, wert in meine.items() if wert != andere[name]]
        if not ungleich:
            return []
        worte = ("\n".join(f"{name}: {werte[name]:g}" for name in ungleich) for werte in (meine, andere))
        return [Gegenstand(SCHWELLEN, "Schwellen", *worte)]


def _feld(schluessel: str) -> str:
    return f"schwelle_{schluessel.replace('.', '_')}"


def _zentren(runde: Runde) -> QuerySet[Zentrum]:
    """Centres of the Bezirk that are open this year, and those that were chosen before."""
    bezirk = Zentrum.objects.filter(bezirk=runde.bezirk_id)
    gewaehlte = Q(pk__in=runde.zentren.values("pk")) if runde.pk else Q()
    offene = bezirk.in_betrieb(runde.beginn, runde.pruefung_bis)
    return bezirk.filter(Q(pk__in=offene.values("pk")) | gewaehlte)


class AufnehmenFormular(FormularMixin, forms.Form):
    """Which centre joins an open round."""

    zentrum = forms.ModelChoiceField(
        label="Zentrum", queryset=Zentrum.objects.none(), empty_label="bitte wählen"
    )

    def __init__(self, *args: Any, zentren: QuerySet[Zentrum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zentrum"].queryset = zentren


class GrundFormular(FormularMixin, forms.Form):
    """Why a centre leaves the round."""

    grund = forms.CharField(
        label="Grund",
        help_text="Er steht im Verlauf und ist für das Zentrum sichtbar.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
