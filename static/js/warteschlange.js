// What was typed and is not stored yet: kept until the server has it, through an expired login and a dead server.
"use strict";

const GEDULD = 15000;
const PAUSEN = [2000, 4000, 8000, 16000, 30000];
const BLOCK = 200;
const WARUM = {
  server:
    "Der Server antwortet nicht. Ihre Eingaben bleiben hier und werden von selbst gesendet, sobald er wieder da ist.",
  abgemeldet:
    "Sie sind nicht mehr angemeldet. Ihre Eingaben bleiben hier und werden gesendet, sobald Sie wieder angemeldet sind.",
  rolle:
    "Sie sind jetzt als jemand anderes oder in einer anderen Rolle angemeldet. Wechseln Sie zurück, dann wird gesendet.",
  verloren: "Das lässt sich nicht mehr ändern. Notieren Sie, was Sie noch brauchen:",
};

class Warteschlange {
  /**
   * `adressen`: zelle, block, csrf. `wer`: for whom the page was made. `bei.ergebnis(schluessel, ergebnis, eintrag)`
   * and `bei.stand(antwort)` are told what happened.
   */
  constructor({ adressen, wer, token, bei }) {
    this.adressen = adressen;
    this.wer = wer;
    this.token = token;
    this.bei = bei;
    this.ablage = `raster:${wer}:${location.pathname}`;
    this.eintraege = new Map(Object.entries(JSON.parse(sessionStorage.getItem(this.ablage) ?? "{}")));
    this.eintraege.forEach((eintrag) => (eintrag.lage = "wartet"));
    this.stoerung = "";
    this.versuche = 0;
    this.laeuft = false;
    this.geht = false;
  }

  get offen() {
    return this.mit("wartet").length + this.mit("unterwegs").length;
  }

  mit(lage) {
    return [...this.eintraege].filter(([, eintrag]) => eintrag.lage === lage);
  }

  /** `lesbar`: what was typed, for people, where `eingabe` is made for the server. */
  merke(schluessel, { eingabe, version, name, lesbar = eingabe }) {
    this.eintraege.set(schluessel, { eingabe, version, name, lesbar, lage: "wartet" });
    this.geht = false;
    this.#ablegen();
  }

  /** The page is being left: the next one may have been made before what is stored from now on, so it sends that again. */
  gehe() {
    this.geht = true;
  }

  vergiss(schluessel) {
    this.eintraege.delete(schluessel);
    this.geht = false;
    this.#ablegen();
  }

  /** Sends everything that waits, one request at a time; nothing is dropped before the server has answered. */
  async senden() {
    clearTimeout(this.wecker);
    if (this.laeuft) {
      return;
    }
    this.laeuft = true;
    while (this.mit("wartet").length) {
      const teil = this.mit("wartet").slice(0, BLOCK);
      teil.forEach(([, eintrag]) => (eintrag.lage = "unterwegs"));
      this.bei.stand();
      this.stoerung = await this.#uebertragen(teil);
      this.mit("unterwegs").forEach(([, eintrag]) => (eintrag.lage = "wartet"));
      if (this.stoerung) {
        break;
      }
    }
    this.laeuft = false;
    this.#weiter();
    this.bei.stand();
  }

  /** Returns why the server did not take them: "", "server", "abgemeldet" or "rolle". */
  async #uebertragen(teil) {
    if (this.stoerung === "abgemeldet" && !(await this.#anmeldungErneuern())) {
      return "abgemeldet";
    }
    try {
      let antwort = await this.#abschicken(teil);
      if (antwort.status === 403 && (await this.#anmeldungErneuern())) {
        antwort = await this.#abschicken(teil);
      }
      return await this.#auswerten(antwort, teil);
    } catch {
      return "server";
    }
  }

  async #auswerten(antwort, teil) {
    if (antwort.status === 401) {
      return "abgemeldet";
    }
    if (antwort.status === 403 || antwort.status === 404) {
      return "rolle";
    }
    if (antwort.status >= 500 || !antwort.headers.get("Content-Type")?.startsWith("application/json")) {
      return "server";
    }
    const daten = await antwort.json();
    const ergebnisse = daten.zellen ?? [daten.status ? daten : { status: "gesperrt", meldung: daten.meldung }];
    ergebnisse.forEach((ergebnis, i) => this.#verbuchen(teil[i], ergebnis));
    this.bei.stand(daten);
    return "";
  }

  #verbuchen([schluessel, eintrag], ergebnis) {
    if (this.eintraege.get(schluessel) === eintrag) {
      if (ergebnis.status === "gespeichert") {
        this.eintraege.delete(schluessel);
      } else {
        eintrag.lage = ergebnis.status;
      }
    } else if (ergebnis.status === "gespeichert") {
      // typed again meanwhile: the next one follows this one
      this.eintraege.get(schluessel) && (this.eintraege.get(schluessel).version = ergebnis.zelle.version);
    }
    this.#ablegen();
    this.bei.ergebnis(schluessel, ergebnis, eintrag);
  }

  #abschicken(teil) {
    const zellen = teil.map(([zelle, { eingabe, version }]) => ({ zelle, eingabe, version }));
    const einzeln = zellen.length === 1;
    return this.#holen(einzeln ? this.adressen.zelle : this.adressen.block, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify({ wer: this.wer, ...(einzeln ? zellen[0] : { zellen }) }),
    });
  }

  /** A new login has a new token; false while nobody is logged in or the server is away. */
  async #anmeldungErneuern() {
    try {
      const antwort = await this.#holen(this.adressen.csrf, {});
      this.token = antwort.ok ? (await antwort.json()).token : this.token;
      return antwort.ok;
    } catch {
      return false;
    }
  }

  async #holen(adresse, optionen) {
    const abbruch = new AbortController();
    const uhr = setTimeout(() => abbruch.abort(), GEDULD);
    const headers = { ...optionen.headers, "X-Requested-With": "fetch" };
    try {
      return await fetch(adresse, { ...optionen, headers, signal: abbruch.signal });
    } finally {
      clearTimeout(uhr);
    }
  }

  #weiter() {
    if (!this.stoerung) {
      this.versuche = 0;
      return;
    }
    const pause = PAUSEN[Math.min(this.versuche, PAUSEN.length - 1)];
    this.versuche += 1;
    this.wecker = setTimeout(() => this.senden(), pause);
  }

  #ablegen() {
    if (this.geht) {
      return;
    }
    if (this.eintraege.size) {
      sessionStorage.setItem(this.ablage, JSON.stringify(Object.fromEntries(this.eintraege)));
    } else {
      sessionStorage.removeItem(this.ablage);
    }
  }
}

/** Says above the page how many values wait and why; `worte` name one and several of them (see selbstspeichern.js). */
class Banner {
  constructor(kasten, worte) {
    this.kasten = kasten;
    this.worte = worte;
  }

  zeige(schlange, dinge) {
    const verloren = [...schlange.eintraege].filter(([schluessel]) => !dinge.has(schluessel));
    const wartend = schlange.offen;
    const art = schlange.stoerung && wartend ? schlange.stoerung : verloren.length ? "verloren" : "";
    this.kasten.hidden = !art;
    this.#text("titel", art && this.#titel(art, art === "verloren" ? verloren.length : wartend));
    this.#text("text", (art === "rolle" && this.worte.geschlossen) || (WARUM[art] ?? ""));
    this.#teil("anmelden").hidden = art !== "abgemeldet";
    this.#teil("jetzt").hidden = art === "verloren";
    this.#teil("verwerfen").hidden = art !== "verloren";
    this.#teil("liste").hidden = art !== "verloren";
    this.#teil("liste").replaceChildren(...verloren.map(([, eintrag]) => this.#punkt(eintrag)));
  }

  #titel(art, anzahl) {
    const eins = this.worte.eins.charAt(0).toUpperCase() + this.worte.eins.slice(1);
    const werte = anzahl === 1 ? eins : `${anzahl} ${this.worte.viele}`;
    if (art === "verloren") {
      return `${werte} nicht gespeichert.`;
    }
    return anzahl === 1 ? `${werte} wartet.` : `${werte} warten.`;
  }

  #punkt({ name, lesbar }) {
    const punkt = document.createElement("li");
    punkt.textContent = `${name}: ${lesbar}`;
    return punkt;
  }

  /** Written only when it changes, so that it is announced once. */
  #text(name, text) {
    const ziel = this.#teil(name);
    if (ziel.textContent !== text) {
      ziel.textContent = text;
    }
  }

  #teil(name) {
    return this.kasten.querySelector(`[data-teil="${name}"]`);
  }
}
