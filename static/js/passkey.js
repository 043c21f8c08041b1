// Passkeys: connects the page with allauth's script; the forms appear where the browser can do it.
"use strict";

const fehler = document.getElementById("passkey_fehler");

if (window.PublicKeyCredential) {
  document.querySelectorAll("form[data-passkey]").forEach((formular) => (formular.hidden = false));
}
document.querySelectorAll("script[data-passkey]").forEach((angaben) => {
  window.allauth.webauthn.forms[angaben.dataset.passkey]({ ids: JSON.parse(angaben.textContent) });
});
document.addEventListener("allauth.error", (ereignis) => {
  ereignis.preventDefault();
  fehler.hidden = false;
});
