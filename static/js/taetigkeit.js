// The diary: proposals while typing ("Schon eingetragen?", the Aufgabe by the words), the box in the frame that sends
// without leaving the page, and the details that belong to a kind. Without this the server does the same on saving.
"use strict";

const RUHE_BEIM_TIPPEN = 350;
const GENUG = 4;

const feld = (formular, praefix, name) => formular.querySelector(`#id_${praefix}${name}`);

async function senden(adresse, daten) {
  const antwort = await fetch(adresse, {
    method: "POST",
    body: daten,
    headers: { "X-Requested-With": "fetch" },
    redirect: "manual",
  });
  return { ok: antwort.ok, status: antwort.status, inhalt: antwort.ok || antwort.status === 422 ? await antwort.json() : null };
}

/** Sets a select by the key with which the text of its option begins; leaves alone what somebody has chosen. */
function waehlen(auswahl, schluessel) {
  if (!auswahl || (auswahl.value && auswahl.dataset.vorschlag !== auswahl.value)) {
    return;
  }
  const gemeint = [...auswahl.options].find((wahl) => wahl.value && (wahl.value === schluessel || wahl.text.startsWith(`${schluessel} `)));
  auswahl.value = schluessel && gemeint ? gemeint.value : "";
  auswahl.dataset.vorschlag = auswahl.value;
  auswahl.dispatchEvent(new Event("change", { bubbles: true }));
}

function schonZeigen(kasten, eintraege) {
  kasten.querySelector("ul").replaceChildren(
    ...eintraege.map(({ text, adresse }) => {
      const zeile = document.createElement("li");
      const weg = document.createElement("a");
      weg.href = adresse;
      weg.className = "kern-link";
      weg.textContent = text;
      zeile.append(weg);
      return zeile;
    }),
  );
  kasten.hidden = eintraege.length === 0;
}

/** Asks the server what the words say, once the typing rests; an older answer never overtakes a newer one. */
function vorschlagen(formular, adresse, praefix, kasten) {
  const was = feld(formular, praefix, "was");
  let wecker = 0;
  let nummer = 0;
  const fragen = async () => {
    const meine = ++nummer;
    if (was.value.trim().length < GENUG) {
      schonZeigen(kasten, []);
      return;
    }
    const daten = new FormData();
    daten.set("csrfmiddlewaretoken", formular.querySelector("[name=csrfmiddlewaretoken]").value);
    daten.set("was", was.value);
    daten.set("datum", feld(formular, praefix, "datum").value);
    const { ok, inhalt } = await senden(adresse, daten).catch(() => ({ ok: false }));
    if (ok && meine === nummer) {
      schonZeigen(kasten, inhalt.schon);
      waehlen(feld(formular, praefix, "aufgabe"), inhalt.aufgabe);
      waehlen(feld(formular, praefix, "form"), inhalt.form);
    }
  };
  was.addEventListener("input", () => {
    clearTimeout(wecker);
    wecker = setTimeout(fragen, RUHE_BEIM_TIPPEN);
  });
}

/** The box: what was typed elsewhere on the page stays, because the page is not left. */
function imRahmen(formular) {
  const sagen = formular.querySelector("[data-antwort]");
  formular.addEventListener("submit", async (ereignis) => {
    ereignis.preventDefault();
    const knopf = formular.querySelector("button");
    knopf.disabled = true;
    const { ok, status, inhalt } = await senden(formular.action, new FormData(formular)).catch(() => ({ ok: false, status: 0 }));
    knopf.disabled = false;
    if (ok) {
      const weg = document.createElement("a");
      weg.href = inhalt.mehr;
      weg.className = "kern-link";
      weg.textContent = "Mehr angeben";
      sagen.replaceChildren(inhalt.satz, " ", weg);
      formular.querySelector("[name=einmal]").value = inhalt.marke;
      feld(formular, "schnell-", "was").value = "";
      feld(formular, "schnell-", "aufgabe").value = "";
      schonZeigen(formular.querySelector("[data-schon]"), []);
      feld(formular, "schnell-", "was").focus();
    } else if (status === 422) {
      sagen.textContent = Object.values(inhalt.fehler).join(" ");
    } else {
      formular.submit(); // logged out, offline: the ordinary way says so
    }
  });
}

/** The fields of the chosen kind stand open, all others are folded. */
function detailsOrdnen(formular, details) {
  const art = feld(formular, "", "form");
  const offen = formular.querySelector(".zur-art");
  const mehr = offen.parentElement.querySelector("details.aufklappen .aufklappen__inhalt");
  const felder = [...offen.children, ...mehr.children];
  art.addEventListener("change", () => {
    const zurArt = details[art.value] ?? [];
    for (const huelle of felder) {
      const name = huelle.querySelector("[name]")?.name;
      (zurArt.includes(name) ? offen : mehr).append(huelle);
    }
  });
}

for (const formular of document.querySelectorAll("form[data-vorschlag]")) {
  vorschlagen(formular, formular.dataset.vorschlag, formular.dataset.praefix, formular.querySelector("[data-schon]"));
  if (formular.closest("[data-erfassen]")) {
    imRahmen(formular);
  }
}

const ausfuehrlich = document.querySelector("[data-details]");
if (ausfuehrlich) {
  const formular = document.getElementById("id_was").form;
  const kasten = ausfuehrlich.querySelector("[data-schon]");
  document.getElementById("id_was").closest(".kern-form-input").after(kasten);
  vorschlagen(formular, ausfuehrlich.dataset.vorschlag, "", kasten);
  detailsOrdnen(formular, JSON.parse(document.getElementById("taetigkeit-details").textContent));
}
