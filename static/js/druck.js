// A long report while it is being made: its state moves without loading the page anew.
// Words are replaced only where they change, so that a screen reader says each step once.
const TAKT = 1500;
const GEDULD = 15000;

class Druckstand {
  constructor(kasten) {
    this.kasten = kasten;
    this.#weiter();
  }

  #weiter() {
    if (this.kasten.dataset.offen === "ja") {
      setTimeout(() => this.#nachsehen(), TAKT);
    }
  }

  async #nachsehen() {
    try {
      const headers = { "X-Requested-With": "fetch" };
      const antwort = await fetch(this.kasten.dataset.adresse, { headers, signal: AbortSignal.timeout(GEDULD) });
      if ([401, 403, 404].includes(antwort.status)) {
        location.assign(this.kasten.dataset.adresse);
        return;
      }
      if (antwort.ok) {
        this.#zeigen(new DOMParser().parseFromString(await antwort.text(), "text/html"));
      }
    } catch {
      // The server does not answer for a moment: the next look may find it.
    }
    this.#weiter();
  }

  #zeigen(seite) {
    const neu = seite.querySelector(".druckstand");
    const [worte, neueWorte] = [this.kasten, neu].map((kasten) => kasten.querySelector(".druckstand__worte"));
    const [balken, neuerBalken] = [this.kasten, neu].map((kasten) => kasten.querySelector("progress"));
    if (worte.textContent !== neueWorte.textContent) {
      worte.replaceChildren(...neueWorte.childNodes);
    }
    if (balken && neuerBalken) {
      balken.value = neuerBalken.value;
      balken.textContent = neuerBalken.textContent;
      balken.labels[0].textContent = neuerBalken.labels[0].textContent;
    } else {
      this.kasten.querySelector(".druckstand__rest").replaceWith(neu.querySelector(".druckstand__rest"));
    }
    this.kasten.dataset.offen = neu.dataset.offen;
  }
}

document.querySelectorAll(".druckstand").forEach((kasten) => new Druckstand(kasten));
