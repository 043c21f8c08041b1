// One Kriterium to be answered.
"use strict";

const ABWEICHEND = ["teilweise", "nicht_erfuellt", "nicht_anwendbar"];
const ZURUECK = ["teilweise", "nicht_erfuellt"];

class Antwortbogen extends Bogen {
  constructor(kasten) {
    super(kasten, kasten.dataset.antwort, `a${kasten.dataset.antwort}-`);
  }

  werte() {
    const werte = super.werte();
    werte.einschaetzung ||= "offen";
    return werte;
  }

  /** Begründung and Massnahme are there where they are needed, or hold something. */
  anpassen() {
    const { einschaetzung, begruendung, kategorie, massnahme } = this.werte();
    const gegen = "gegen" in this.kasten.dataset && einschaetzung === "erfuellt";
    const noetig = ABWEICHEND.includes(einschaetzung) || gegen;
    const block = this.form.querySelector("[data-begruendung]");
    block.hidden = !noetig && !begruendung && !kategorie && !block.contains(document.activeElement);
    this.form.querySelector("[data-hinweis-gegen]")?.toggleAttribute("hidden", !gegen);
    this.form.querySelector("[data-vorschlag]")?.closest("div").toggleAttribute("hidden", einschaetzung !== "offen");
    const offen = ZURUECK.includes(einschaetzung);
    const wahl = this.form.querySelector("[data-massnahme]");
    wahl.hidden = !offen && !massnahme;
    this.form.elements[`${this.vorsatz}kategorie`].closest(".kern-form-input").hidden = !offen && !kategorie;
    wahl.open ||= offen;
    const neue = this.kasten.querySelector("[data-neue-massnahme]");
    neue.hidden = !offen && !neue.open;
  }
}
