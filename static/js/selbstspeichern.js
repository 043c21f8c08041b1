// The steps around the queue of unsaved values, alike on all pages that save themselves: noting, sending, resuming, leaving.
"use strict";

const RUHE = 2500;

/**
 * What a page passes:
 * - `wurzel`: the element with `data-zelle`, `data-block`, `data-csrf` (addresses) and `data-wer` (for whom it was made).
 * - `dinge`: Map of key -> what saves itself. Each has `schluessel`, `name`, `version`, `geaendert` (differs from what
 *   the server has), `eingabe` (text to be sent), `herkunft` (words of its stored state), `zeige(zustand, worte)` and
 *   `wiederaufnehmen(eingabe)` (false where it cannot be changed any more); where needed `lesbar` (what was typed, for
 *   people) and `waehlt` (true while a choice is open and nothing is to be sent).
 * - `worte`: `{ eins: "ein Wert", viele: "Werte" }`; where needed `geschlossen`, said when the server no longer knows who
 *   writes (behind a link, which has no login and no role).
 * - `bei`: `gespeichert(ding, zelle, eintrag)` and `konflikt(ding, antwort, eintrag)` take over what the server says;
 *   `stand(antwort)` (optional) counts anew after each answer.
 *
 * What the server gets: POST of `{wer, zelle, eingabe, version}`, or `{wer, zellen: [{zelle, eingabe, version}, …]}`. It
 * answers `{status, meldung, zelle: {version, …}, uhrzeit}` or `{zellen: [{status, …}, …], uhrzeit}`; status is
 * "gespeichert", "falsch", "konflikt" or "gesperrt". The page includes `_speicherbanner.html`, and has #raster-gespeichert.
 */
class Selbstspeichern {
  constructor({ wurzel, dinge, worte, bei }) {
    this.dinge = dinge;
    this.worte = worte;
    this.bei = bei;
    this.ansage = document.getElementById("raster-ansage");
    this.anzeige = document.getElementById("raster-gespeichert");
    this.banner = new Banner(document.getElementById("raster-banner"), worte);
    this.wecker = new Map();
    this.zuletzt = "";
    this.schlange = new Warteschlange({
      adressen: wurzel.dataset,
      wer: Number(wurzel.dataset.wer),
      token: document.querySelector("[name=csrfmiddlewaretoken]").value,
      bei: {
        ergebnis: (schluessel, antwort, eintrag) => this.#ergebnis(schluessel, antwort, eintrag),
        stand: (antwort) => this.stand(antwort),
      },
    });
  }

  /** Goes on with what was typed before the page was loaded anew, and listens. Called once, when all `dinge` are there. */
  beginne() {
    document.documentElement.classList.add("mit-skript");
    document.getElementById("raster-jetzt").addEventListener("click", () => this.schlange.senden());
    document.getElementById("raster-verwerfen").addEventListener("click", () => this.#verwerfen());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible" && this.schlange.stoerung) {
        this.schlange.senden();
      }
    });
    window.addEventListener("focus", () => this.schlange.stoerung && this.schlange.senden());
    window.addEventListener("online", () => this.schlange.senden());
    window.addEventListener("beforeunload", (ereignis) => this.#verlassen(ereignis));
    this.#wiederaufnehmen();
    this.stand();
  }

  sage(text) {
    this.ansage.textContent = text;
  }

  /** Puts what has changed into the queue; returns whether something is to be sent. `nochmal`: also what was refused. */
  merke(ding, nochmal = false) {
    clearTimeout(this.wecker.get(ding.schluessel));
    const eintrag = this.schlange.eintraege.get(ding.schluessel);
    if (ding.waehlt) {
      return false;
    }
    if (!ding.geaendert) {
      if (eintrag && eintrag.lage !== "unterwegs") {
        this.schlange.vergiss(ding.schluessel);
        ding.zeige("", ding.herkunft);
      }
      return false;
    }
    if (eintrag?.eingabe === ding.eingabe && !(nochmal && eintrag.lage === "falsch")) {
      return false;
    }
    this.schlange.merke(ding.schluessel, ding);
    ding.zeige("speichert", "speichert …");
    return true;
  }

  /** Saves it now, if it has changed. */
  sichere(ding, nochmal = false) {
    if (this.merke(ding, nochmal)) {
      this.schlange.senden();
    } else {
      this.stand();
    }
  }

  /** Saves it when nobody has typed for a while. */
  spaeter(ding) {
    clearTimeout(this.wecker.get(ding.schluessel));
    this.wecker.set(
      ding.schluessel,
      setTimeout(() => this.sichere(ding), RUHE),
    );
  }

  senden() {
    this.schlange.senden();
  }

  /** What was typed here is given up, or its choice is made. */
  vergiss(ding) {
    this.schlange.vergiss(ding.schluessel);
  }

  /** Everything around the values: what was saved when, the banner; after an `antwort` the page counts anew. */
  stand(antwort) {
    if (antwort?.uhrzeit) {
      this.zuletzt = antwort.uhrzeit;
      this.bei.stand?.(antwort);
    }
    const { schlange, dinge } = this;
    this.anzeige.toggleAttribute("data-wartet", schlange.eintraege.size > 0);
    this.anzeige.textContent = this.#worte();
    this.banner.zeige(schlange, dinge);
    if (schlange.stoerung) {
      schlange.mit("wartet").forEach(([s]) => dinge.get(s)?.zeige("wartet", "wartet; noch nicht gespeichert"));
    }
  }

  #worte() {
    const unfertig = this.schlange.eintraege.size;
    if (unfertig && !this.schlange.stoerung && this.schlange.offen === unfertig) {
      return "wird gespeichert";
    }
    if (unfertig) {
      return `${unfertig === 1 ? this.worte.eins : `${unfertig} ${this.worte.viele}`} nicht gespeichert`;
    }
    return this.zuletzt ? `alles gespeichert, ${this.zuletzt}` : "";
  }

  #ergebnis(schluessel, antwort, eintrag) {
    const ding = this.dinge.get(schluessel);
    if (!ding) {
      return;
    }
    if (antwort.status === "gespeichert") {
      this.bei.gespeichert(ding, antwort.zelle, eintrag);
    } else if (antwort.status === "konflikt") {
      this.bei.konflikt(ding, antwort, eintrag);
      this.sage(`${ding.name}: ${antwort.meldung}`);
    } else if (antwort.status === "falsch") {
      ding.zeige("falsch", `nicht gespeichert: ${antwort.meldung}`);
      this.sage(`${ding.name}, nicht gespeichert: ${antwort.meldung}`);
    } else {
      ding.zeige("abgelehnt", `gesperrt, nicht gespeichert: ${antwort.meldung}`);
      this.sage(`${ding.name}, gesperrt: ${antwort.meldung}`);
    }
  }

  #wiederaufnehmen() {
    this.schlange.eintraege.forEach((eintrag, schluessel) => {
      const ding = this.dinge.get(schluessel);
      if (ding?.wiederaufnehmen(eintrag.eingabe)) {
        ding.zeige("wartet", "wartet; noch nicht gespeichert");
      } else {
        this.dinge.delete(schluessel);
        eintrag.lage = "verloren";
      }
    });
    if (this.schlange.eintraege.size) {
      this.schlange.senden();
    }
  }

  #verwerfen() {
    [...this.schlange.eintraege.keys()].filter((s) => !this.dinge.has(s)).forEach((s) => this.schlange.vergiss(s));
    this.stand();
  }

  #verlassen(ereignis) {
    const { schlange } = this;
    this.dinge.forEach((ding) => this.merke(ding));
    if (!schlange.stoerung) {
      schlange.senden();
    }
    schlange.gehe();
    // what is under way arrives without the page; what is lost already waits for nobody
    if (schlange.eintraege.size > schlange.mit("unterwegs").length + schlange.mit("verloren").length) {
      ereignis.preventDefault();
    }
  }
}
