"""Standard 8, Gremienarbeit."""

from standards.belege import wege
from standards.belege.bauen import anteile
from standards.belege.quellen import sitzungen
from standards.belege.regel import MONATE, Ergebnis, Lage, regel


@regel(
    "sitzungen",
    kriterium="8.1",
    titel="Teilnahme an den Sitzungen des Verbundes",
    einheit="%",
    aufgabe="An den Sitzungen des Verbundes teilnehmen oder sich vertreten lassen",
    anteil=(50, "Anteil der Sitzungen des Verbundes, an denen das Zentrum teilnimmt, in %"),
)
def im_verbund_vertreten(lage: Lage) -> dict[int, Ergebnis]:
    """Share of the sessions of the Verbund at which somebody of the centre was, in twelve months, in %.

    Threshold 50 %. Counted are the sessions whose minutes say whether the centre was there; a substitute
    counts like the delegate. Sessions of Arbeitskreise do not count.
    """
    return anteile(
        lage,
        lage.einmal(sitzungen),
        schwelle="sitzungen.anteil",
        satz="Sitzungen des Verbundes in 12 Monaten {anteil} mit dem Zentrum.",
        leer="In 12 Monaten ist zu keiner Sitzung des Verbundes festgehalten, ob das Zentrum da war.",
        wege=wege.seite("Sitzungen", "sitzungen"),
        monate=MONATE,
    )
