// The agenda is put in order by dragging, with mouse, finger or pen. Without it the buttons do the same.
"use strict";

class Ordnung {
  constructor(form) {
    this.form = form;
    this.liste = form.querySelector("ol");
    for (const zeile of this.zeilen) {
      zeile.prepend(this.#anfasser(zeile));
    }
    this.anfang = this.#schluessel();
  }

  get zeilen() {
    return [...this.liste.querySelectorAll("[data-punkt]")];
  }

  // The buttons are the way for keyboards; the handle is for pointers only.
  #anfasser(zeile) {
    const anfasser = document.createElement("span");
    anfasser.className = "anfasser";
    anfasser.setAttribute("aria-hidden", "true");
    anfasser.textContent = "⠿";
    anfasser.addEventListener("pointerdown", (ereignis) => this.#nehmen(ereignis, zeile));
    return anfasser;
  }

  #nehmen(ereignis, zeile) {
    if (ereignis.button) {
      return;
    }
    ereignis.preventDefault();
    // The list holds the pointer: a row loses it when it changes its place.
    this.liste.setPointerCapture(ereignis.pointerId);
    zeile.classList.add("top--gezogen");
    const ziehen = (weiter) => this.#ziehen(zeile, weiter.clientY);
    const ende = (letztes) => {
      this.liste.removeEventListener("pointermove", ziehen);
      this.liste.removeEventListener("pointerup", ende);
      this.liste.removeEventListener("pointercancel", ende);
      zeile.classList.remove("top--gezogen");
      letztes.type === "pointerup" ? this.#ablegen() : this.#zurueck();
    };
    this.liste.addEventListener("pointermove", ziehen);
    this.liste.addEventListener("pointerup", ende);
    this.liste.addEventListener("pointercancel", ende);
  }

  #ziehen(zeile, hoehe) {
    const andere = this.zeilen.filter((eine) => eine !== zeile);
    const danach = andere.find((eine) => {
      const kasten = eine.getBoundingClientRect();
      return hoehe < kasten.top + kasten.height / 2;
    });
    if (danach ? zeile.nextElementSibling !== danach : this.liste.lastElementChild !== zeile) {
      this.liste.insertBefore(zeile, danach ?? null);
    }
  }

  #ablegen() {
    if (this.#schluessel() !== this.anfang) {
      this.form.elements.reihenfolge.value = this.#schluessel();
      this.form.submit();
    }
  }

  #zurueck() {
    for (const schluessel of this.anfang.split(",")) {
      this.liste.append(this.liste.querySelector(`[data-punkt="${schluessel}"]`));
    }
  }

  #schluessel() {
    return this.zeilen.map((zeile) => zeile.dataset.punkt).join(",");
  }
}

for (const form of document.querySelectorAll("[data-ordnen]")) {
  new Ordnung(form);
}
