// A small toolbar above each text of the minutes: it writes Markdown, the text stays a plain field.
"use strict";

const ZEICHEN = [
  { wort: "Überschrift", vorne: "## " },
  { wort: "Fett", um: "**", taste: "b" },
  { wort: "Liste", vorne: "- " },
  { wort: "Nummern", vorne: "1. " },
  { wort: "Link", taste: "k" },
];

class Leiste {
  constructor(feld) {
    this.feld = feld;
    this.kasten = document.createElement("div");
    this.kasten.className = "auszeichnung";
    this.kasten.setAttribute("role", "toolbar");
    this.kasten.setAttribute("aria-label", "Text gestalten");
    this.kasten.setAttribute("aria-controls", feld.id);
    this.kasten.append(...ZEICHEN.map((zeichen, nr) => this.#knopf(zeichen, nr)));
    feld.before(this.kasten);
    this.kasten.addEventListener("keydown", (ereignis) => this.#wandern(ereignis));
    feld.addEventListener("keydown", (ereignis) => this.#taste(ereignis));
  }

  #knopf(zeichen, nr) {
    const knopf = document.createElement("button");
    knopf.type = "button";
    knopf.textContent = zeichen.wort;
    knopf.tabIndex = nr ? -1 : 0;
    if (zeichen.taste) {
      knopf.title = `Strg + ${zeichen.taste.toUpperCase()}`;
    }
    knopf.addEventListener("click", () => this.#setzen(zeichen));
    return knopf;
  }

  /** One stop for the tab key; arrows move inside. */
  #wandern(ereignis) {
    const schritt = { ArrowRight: 1, ArrowLeft: -1 }[ereignis.key];
    if (!schritt) {
      return;
    }
    ereignis.preventDefault();
    const knoepfe = [...this.kasten.children];
    const jetzt = knoepfe.indexOf(document.activeElement);
    const ziel = knoepfe[(jetzt + schritt + knoepfe.length) % knoepfe.length];
    knoepfe.forEach((knopf) => (knopf.tabIndex = knopf === ziel ? 0 : -1));
    ziel.focus();
  }

  #taste(ereignis) {
    const zeichen = (ereignis.ctrlKey || ereignis.metaKey) && ZEICHEN.find(({ taste }) => taste === ereignis.key);
    if (zeichen) {
      ereignis.preventDefault();
      this.#setzen(zeichen);
    }
  }

  #setzen({ vorne, um }) {
    const { value, selectionStart, selectionEnd } = this.feld;
    const gewaehlt = value.slice(selectionStart, selectionEnd);
    if (vorne) {
      const anfang = value.lastIndexOf("\n", selectionStart - 1) + 1;
      const zeilen = value.slice(anfang, selectionEnd).split("\n");
      this.#ersetzen(anfang, selectionEnd, zeilen.map((zeile) => vorne + zeile).join("\n"));
    } else if (um) {
      this.#ersetzen(selectionStart, selectionEnd, `${um}${gewaehlt}${um}`, um.length, gewaehlt.length);
    } else {
      const ist = /^https?:\/\/\S+$/.test(gewaehlt);
      const text = ist ? `[](${gewaehlt})` : `[${gewaehlt}](https://)`;
      this.#ersetzen(selectionStart, selectionEnd, text, ist || !gewaehlt ? 1 : gewaehlt.length + 11);
    }
  }

  /** Typed in place of what is marked, so that it can be taken back; then the mark stands where one goes on. */
  #ersetzen(von, bis, text, marke = text.length, laenge = 0) {
    this.feld.focus();
    this.feld.setSelectionRange(von, bis);
    document.execCommand("insertText", false, text);
    this.feld.setSelectionRange(von + marke, von + marke + laenge);
  }
}

document.querySelectorAll("[data-auszeichnung]").forEach((feld) => new Leiste(feld));
