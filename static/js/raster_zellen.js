// One cell of the month grid: what it shows, and that every state has a symbol, a border and words.
"use strict";

const ZUSTAENDE = ["speichert", "gespeichert", "wartet", "falsch", "abgelehnt", "konflikt"];

class Zelle {
  constructor(td) {
    this.td = td;
    this.feld = td.querySelector(".zelle__feld");
    this.stand = td.querySelector("input[type=hidden]");
    this.worte = td.querySelector(".zelle__worte");
    this.herkunft = this.worte.textContent;
    td.querySelector(".zelle__mehr").tabIndex = -1;
    this.feld.setAttribute("aria-keyshortcuts", "F2");
  }

  get schluessel() {
    return this.feld.id.slice("zelle-".length);
  }

  get name() {
    return this.feld.getAttribute("aria-label");
  }

  get eingabe() {
    return this.feld.value.trim();
  }

  get version() {
    return Number(this.stand.value.split("|", 1)[0]);
  }

  /** The text that the server has, as far as this page knows. */
  get gespeichert() {
    return this.stand.value.slice(this.stand.value.indexOf("|") + 1);
  }

  get geaendert() {
    return !this.feld.readOnly && this.eingabe !== this.gespeichert;
  }

  /** What was typed before the page was loaded anew; false where the cell has been locked since. */
  wiederaufnehmen(eingabe) {
    if (this.feld.readOnly) {
      return false;
    }
    this.feld.value = eingabe;
    this.td.closest("details").open = true;
    return true;
  }

  /** Shows one of ZUSTAENDE, or none, with its words. */
  zeige(zustand, worte) {
    this.td.classList.remove(...ZUSTAENDE.map((name) => `zelle--${name}`));
    this.td.querySelector(".zelle__wahl")?.remove();
    if (zustand) {
      this.td.classList.add(`zelle--${zustand}`);
    }
    this.worte.textContent = worte;
    this.feld.toggleAttribute("aria-invalid", false);
    if (zustand === "falsch") {
      this.feld.setAttribute("aria-invalid", "true");
    }
  }

  /** What the server has now; the field is left alone while somebody types something else. */
  uebernimm(daten, eingabe) {
    const unberuehrt = this.eingabe === eingabe.trim();
    this.stand.value = `${daten.version}|${daten.text}`;
    this.herkunft = daten.worte;
    this.td.className = `zelle zelle--${daten.zustand}`;
    this.td.classList.toggle("zelle--auffaellig", daten.auffaellig);
    if (unberuehrt) {
      this.feld.value = daten.text;
      this.zeige("gespeichert", daten.worte ? `gespeichert; ${daten.worte}` : "gespeichert");
    } else {
      this.zeige("", daten.worte);
    }
    if (unberuehrt && document.activeElement === this.feld) {
      this.feld.select();
    }
  }

  zuruecksetzen() {
    this.feld.value = this.gespeichert;
    this.zeige("", this.herkunft);
  }

  /** Two editors: says who was first and lets the person choose; `waehle(true)` takes her own value. */
  frage(meldung, eigener, anderer, waehle) {
    this.zeige("konflikt", "geändert; bitte wählen");
    const kasten = document.createElement("div");
    kasten.className = "zelle__wahl";
    kasten.setAttribute("role", "group");
    kasten.setAttribute("aria-label", `${this.name}: bitte wählen`);
    const satz = document.createElement("p");
    satz.textContent = meldung;
    kasten.append(
      satz,
      this.#knopf(`meinen Wert „${eigener || "leer"}“ nehmen`, () => waehle(true)),
      this.#knopf(`anderen „${anderer || "leer"}“ behalten`, () => waehle(false)),
    );
    this.td.append(kasten);
  }

  #knopf(text, tun) {
    const knopf = document.createElement("button");
    knopf.type = "button";
    knopf.textContent = text;
    knopf.addEventListener("click", () => {
      tun();
      this.feld.focus();
    });
    return knopf;
  }
}
