// A new link: copies its address. Without this module one selects it in the field.
"use strict";

const adresse = document.querySelector("[data-adresse]");
const kopieren = document.querySelector("[data-kopieren]");
const kopiert = document.querySelector("[data-kopiert]");

async function inDieZwischenablage() {
  adresse.select();
  try {
    await navigator.clipboard.writeText(adresse.value);
    kopiert.textContent = "Die Adresse ist kopiert.";
  } catch {
    kopiert.textContent = "Das Kopieren ging nicht. Die Adresse ist markiert: Kopieren Sie sie mit Strg und C.";
  }
}

// Browsers offer the clipboard on secure pages only.
kopieren.hidden = !navigator.clipboard;
kopieren.addEventListener("click", inDieZwischenablage);
adresse.addEventListener("focus", () => adresse.select());
