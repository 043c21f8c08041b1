// A block of fields that saves itself: what was typed, what the server has, and its state in words.
"use strict";

const ZUSTAENDE = ["speichert", "gespeichert", "wartet", "falsch", "abgelehnt", "konflikt"];

/** `kasten` has `data-name` (for people), a `.bogen__formular` and `[data-stand]`; `vorsatz` begins its fields' names. */
class Bogen {
  constructor(kasten, schluessel, vorsatz) {
    this.kasten = kasten;
    this.form = kasten.querySelector(".bogen__formular");
    this.schluessel = schluessel;
    this.name = kasten.dataset.name;
    this.vorsatz = vorsatz;
    this.worte = kasten.querySelector("[data-stand]");
    this.herkunft = this.worte.textContent;
    this.gespeichert = this.werte();
    this.anpassen();
  }

  get felder() {
    const ohne = [`${this.vorsatz}version`];
    return [...this.form.elements].filter(
      (feld) => feld.name?.startsWith(this.vorsatz) && feld.type !== "submit" && !ohne.includes(feld.name),
    );
  }

  get version() {
    return Number(this.form.elements[`${this.vorsatz}version`].value);
  }

  set version(neue) {
    this.form.elements[`${this.vorsatz}version`].value = String(neue);
  }

  /** All fields by their short name; a box that is not ticked is "". */
  werte() {
    const werte = {};
    for (const feld of this.felder) {
      const name = feld.name.slice(this.vorsatz.length);
      if (feld.type === "radio" || feld.type === "checkbox") {
        werte[name] = feld.checked ? feld.value : (werte[name] ?? "");
      } else {
        werte[name] = feld.value.replaceAll("\r\n", "\n");
      }
    }
    return werte;
  }

  setzen(werte) {
    for (const feld of this.felder) {
      const wert = werte[feld.name.slice(this.vorsatz.length)];
      if (wert === undefined) {
        continue;
      }
      if (feld.type === "radio" || feld.type === "checkbox") {
        feld.checked = feld.value === wert;
      } else if (feld.value !== wert) {
        feld.value = wert;
      }
    }
    this.anpassen();
  }

  /** What is to be sent: JSON of {field: [before, now]}; "" where nothing has changed. */
  get eingabe() {
    const jetzt = this.werte();
    const paare = Object.entries(jetzt).filter(([name, wert]) => wert !== this.gespeichert[name]);
    const geaendert = Object.fromEntries(paare.map(([name, wert]) => [name, [this.gespeichert[name] ?? "", wert]]));
    return paare.length ? JSON.stringify(geaendert) : "";
  }

  get geaendert() {
    return this.eingabe !== "";
  }

  /** While two versions are shown, only the choice between them is sent. */
  get waehlt() {
    return this.kasten.querySelector(".bogen__wahl") !== null;
  }

  /** What was typed, in words: for the note of what could not be saved any more. */
  get lesbar() {
    const paare = Object.entries(JSON.parse(this.eingabe || "{}"));
    return paare.map(([name, [, jetzt]]) => `${this.#bezeichnung(name)}: ${this.#inWorten(name, jetzt)}`).join("; ");
  }

  /** What was typed before the page was loaded anew. */
  wiederaufnehmen(eingabe) {
    const paare = Object.entries(JSON.parse(eingabe));
    this.setzen(Object.fromEntries(paare.map(([name, [, jetzt]]) => [name, jetzt])));
    return true;
  }

  /** The server has stored `eingabe`; what somebody else has changed besides appears, what is typed now stays. */
  uebernimm(zelle, eingabe) {
    const gesendet = JSON.parse(eingabe);
    const jetzt = this.werte();
    const unberuehrt = Object.entries(zelle.werte).filter(
      ([name]) => jetzt[name] === (gesendet[name]?.[1] ?? this.gespeichert[name]),
    );
    this.gespeichert = zelle.werte;
    this.version = zelle.version;
    this.setzen(Object.fromEntries(unberuehrt));
    this.zeige("gespeichert", "gespeichert");
  }

  /**
   * Somebody else has saved: fields that are not touched here follow; what is typed here stays and, where the other one
   * has changed the same field, is asked for when it is saved. Returns whether something has appeared.
   */
  folge(zelle) {
    const jetzt = this.werte();
    const neue = Object.entries(zelle.werte).filter(([name, wert]) => wert !== this.gespeichert[name]);
    const ruhige = neue.filter(([name, wert]) => jetzt[name] === this.gespeichert[name] || jetzt[name] === wert);
    Object.assign(this.gespeichert, Object.fromEntries(ruhige));
    if (ruhige.length === neue.length) {
      this.version = zelle.version;
    }
    this.setzen(Object.fromEntries(ruhige));
    return ruhige.length > 0 && !this.geaendert;
  }

  /** Of two versions of a field the writer's choice; what only the other one has changed is taken over. */
  entscheide(zelle, meinen) {
    const behalten = meinen ? JSON.parse(this.eingabe || "{}") : {};
    this.gespeichert = zelle.werte;
    this.version = zelle.version;
    this.setzen(Object.fromEntries(Object.entries(zelle.werte).filter(([name]) => !(name in behalten))));
    this.zeige("", "");
  }

  /** Shows one of ZUSTAENDE, or none, with its words. */
  zeige(zustand, worte) {
    this.kasten.classList.remove(...ZUSTAENDE.map((name) => `bogen--${name}`));
    this.kasten.querySelector(".bogen__wahl")?.remove();
    if (zustand) {
      this.kasten.classList.add(`bogen--${zustand}`);
    }
    this.worte.textContent = worte;
  }

  /** What of the form is there because of what it holds: for subclasses. */
  anpassen() {}

  /** Two editors: shows both values of each field in question; `waehle(true)` takes what was typed here. */
  frage(meldung, strittig, eigene, andere, waehle) {
    this.zeige("konflikt", "geändert; bitte wählen");
    const kasten = document.createElement("div");
    kasten.className = "bogen__wahl";
    kasten.setAttribute("role", "group");
    kasten.setAttribute("aria-label", `${this.name}: bitte wählen`);
    const satz = document.createElement("p");
    satz.textContent = meldung;
    const liste = document.createElement("dl");
    for (const name of strittig) {
      liste.append(
        this.#teil("dt", this.#bezeichnung(name)),
        this.#teil("dd", `Ihre Eingabe: ${this.#inWorten(name, eigene[name])}`),
        this.#teil("dd", `Gespeichert: ${this.#inWorten(name, andere[name])}`),
      );
    }
    const knoepfe = document.createElement("div");
    knoepfe.className = "werkzeuge";
    knoepfe.append(this.#knopf("Meine Eingabe nehmen", waehle, true), this.#knopf("Das andere behalten", waehle, false));
    kasten.append(satz, liste, knoepfe);
    this.worte.after(kasten);
  }

  #bezeichnung(name) {
    const feld = this.felder.find((eines) => eines.name === this.vorsatz + name);
    const wo = feld?.type === "radio" ? feld.closest("fieldset").querySelector("legend") : feld?.labels[0];
    return wo?.firstChild.textContent.trim() ?? name;
  }

  #inWorten(name, wert) {
    const feld = this.felder.find(
      (eines) => eines.name === this.vorsatz + name && (eines.type !== "radio" || eines.value === wert),
    );
    if (feld?.type === "checkbox") {
      return wert ? "ja" : "nein";
    }
    if (feld?.type === "radio") {
      return feld.labels[0].textContent.trim();
    }
    if (feld?.options) {
      return [...feld.options].find((wahl) => wahl.value === wert)?.textContent ?? "eine neue Maßnahme";
    }
    return wert || "leer";
  }

  #teil(art, text) {
    const teil = document.createElement(art);
    teil.textContent = text;
    return teil;
  }

  #knopf(text, waehle, meinen) {
    const knopf = document.createElement("button");
    knopf.type = "button";
    knopf.className = "kern-btn kern-btn--secondary";
    const aufschrift = document.createElement("span");
    aufschrift.className = "kern-label";
    aufschrift.textContent = text;
    knopf.append(aufschrift);
    knopf.addEventListener("click", () => {
      this.kasten.focus(); // before the button goes: leaving it would save
      waehle(meinen);
    });
    return knopf;
  }
}
