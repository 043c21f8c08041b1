// The text of the Sachbericht saves itself. What was typed stays in the page until the server has it,
// through an expired login and a dead server; a second writer is never overwritten unasked.
"use strict";

const RUHE = 3000;
const GEDULD = 15000;
const PAUSEN = [2000, 4000, 8000, 16000, 30000];
const GRUND = {
  server: "Nicht gespeichert: Der Server antwortet nicht. Ihr Text steht noch hier und wird von selbst gespeichert.",
  abgemeldet: "Nicht gespeichert: Sie sind nicht mehr angemeldet. Ihr Text steht noch hier.",
  rolle: "Nicht gespeichert: In Ihrer jetzigen Rolle dürfen Sie diesen Text nicht ändern. Er steht noch hier.",
  konflikt: "Nicht gespeichert: Bitte entscheiden Sie, welcher Text gelten soll.",
};

const normal = (text) => text.replaceAll("\r\n", "\n").trim();

class Textblatt {
  constructor(form) {
    this.form = form;
    this.felder = [...form.querySelectorAll("textarea")];
    this.token = form.elements.csrfmiddlewaretoken.value;
    this.ablage = `sachbericht:${form.dataset.wer}:${location.pathname}`;
    this.gespeichert = this.#texte();
    this.versuche = 0;
    this.laeuft = false;
    this.#wiederherstellen();
    form.addEventListener("input", () => this.#geaendert());
    form.addEventListener("change", () => this.senden());
    form.addEventListener("submit", () => (this.abgeschickt = true));
    addEventListener("beforeunload", (ereignis) => this.offen && !this.abgeschickt && ereignis.preventDefault());
    addEventListener("focus", () => this.offen && this.senden());
  }

  get offen() {
    return this.felder.some((feld) => normal(feld.value) !== normal(this.gespeichert[feld.name]));
  }

  get konflikte() {
    return this.form.querySelectorAll("[data-konflikt]").length;
  }

  async senden() {
    clearTimeout(this.wecker);
    if (this.laeuft || this.konflikte || !this.offen) {
      return;
    }
    this.laeuft = true;
    this.#sagen("Wird gespeichert …");
    const texte = this.#texte();
    const stoerung = await this.#uebertragen(texte);
    this.laeuft = false;
    if (stoerung) {
      this.#gestoert(stoerung);
    } else {
      this.versuche = 0;
      this.#ablegen();
      this.offen && this.#geaendert();
    }
  }

  /** Returns why the text was not stored: "" when it was, a key of GRUND, or the server's own sentence. */
  async #uebertragen(texte) {
    try {
      let antwort = await this.#abschicken(texte);
      if (antwort.status === 403 && (await this.#tokenErneuern())) {
        antwort = await this.#abschicken(texte);
      }
      return await this.#auswerten(antwort, texte);
    } catch {
      return "server";
    }
  }

  async #auswerten(antwort, texte) {
    if (antwort.status === 401) {
      return "abgemeldet";
    }
    if (antwort.status === 403 || antwort.status === 404) {
      return "rolle";
    }
    if (![200, 409, 422].includes(antwort.status)) {
      return "server";
    }
    const daten = await antwort.json();
    if (antwort.status === 422) {
      return daten.fehler;
    }
    this.form.elements.version.value = daten.version;
    if (antwort.status === 409) {
      return this.#zusammenfuehren(daten.texte);
    }
    this.gespeichert = texte;
    this.#sagen(`Gespeichert um ${daten.zeit} Uhr`);
    return "";
  }

  /** Takes over what only the other one has changed; where both have, the writer chooses. */
  #zusammenfuehren(texte) {
    for (const feld of this.felder) {
      const alt = normal(this.gespeichert[feld.name]);
      const neu = normal(texte[feld.name]);
      const meins = normal(feld.value);
      this.gespeichert[feld.name] = neu;
      if (neu !== alt && meins === alt) {
        feld.value = neu;
      } else if (neu !== alt && meins !== neu) {
        this.#fragen(feld, neu);
      }
    }
    this.#sagen(this.offen ? "" : "Auf dem neuesten Stand");
    return this.konflikte ? "konflikt" : "";
  }

  #fragen(feld, andere) {
    const kasten = document.getElementById("konflikt").content.firstElementChild.cloneNode(true);
    kasten.dataset.konflikt = feld.name;
    kasten.querySelector("blockquote").textContent = andere || "(leer)";
    kasten.addEventListener("click", ({ target }) => {
      const wahl = target.closest("[data-wahl]")?.dataset.wahl;
      if (wahl) {
        feld.value = wahl === "andere" ? andere : feld.value;
        kasten.remove();
        feld.focus();
        this.offen ? this.senden() : this.#sagen("Gespeichert ist der Text der anderen Person.");
      }
    });
    feld.after(kasten);
  }

  #gestoert(stoerung) {
    this.#ablegen();
    this.#sagen(GRUND[stoerung] ?? `Nicht gespeichert: ${stoerung}`, stoerung === "abgemeldet");
    if (stoerung === "server" || stoerung === "abgemeldet") {
      const pause = PAUSEN[Math.min(this.versuche, PAUSEN.length - 1)];
      this.versuche += 1;
      this.wecker = setTimeout(() => this.senden(), pause);
    }
  }

  #geaendert() {
    this.#ablegen();
    clearTimeout(this.wecker);
    this.wecker = setTimeout(() => this.senden(), RUHE);
  }

  #abschicken(texte) {
    const daten = new URLSearchParams({ ...texte, version: this.form.elements.version.value });
    return this.#holen(location.pathname, { method: "POST", body: daten });
  }

  /** A new login has a new token. */
  async #tokenErneuern() {
    const antwort = await this.#holen(this.form.dataset.csrf, {});
    if (antwort.ok) {
      this.token = (await antwort.json()).token;
      this.form.elements.csrfmiddlewaretoken.value = this.token;
    }
    return antwort.ok;
  }

  #holen(adresse, optionen) {
    const headers = { "X-Requested-With": "fetch", "X-CSRFToken": this.token };
    return fetch(adresse, { ...optionen, headers, signal: AbortSignal.timeout(GEDULD) });
  }

  #texte() {
    return Object.fromEntries(this.felder.map((feld) => [feld.name, feld.value]));
  }

  /** Keeps unsaved text over a reload, with the version that it was written on. */
  #ablegen() {
    if (this.offen) {
      const version = this.form.elements.version.value;
      sessionStorage.setItem(this.ablage, JSON.stringify({ texte: this.#texte(), alt: this.gespeichert, version }));
    } else {
      sessionStorage.removeItem(this.ablage);
    }
  }

  #wiederherstellen() {
    const abgelegt = JSON.parse(sessionStorage.getItem(this.ablage) ?? "null");
    if (!abgelegt) {
      return;
    }
    this.gespeichert = abgelegt.alt;
    this.form.elements.version.value = abgelegt.version;
    this.felder.forEach((feld) => (feld.value = abgelegt.texte[feld.name]));
    this.senden();
  }

  #sagen(satz, anmelden = false) {
    const stand = this.form.querySelector(".textblatt__stand");
    stand.textContent = satz;
    if (anmelden) {
      const verweis = document.createElement("a");
      verweis.className = "kern-link";
      verweis.href = this.form.dataset.anmelden;
      verweis.target = "_blank";
      verweis.textContent = "In einem neuen Fenster anmelden";
      stand.append(" ", verweis);
    }
  }
}

new Textblatt(document.querySelector(".textblatt"));
