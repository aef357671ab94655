"use strict";
// Passkeys: asks the browser for one and sends its answer with the form. The question stands in data-opsi;
// data-kunci says whether a passkey is made ("buat") or used ("pakai"). The server checks everything again.

const SENTENCES = {
  NotAllowedError: "Kunci sandi belum terbaca: langkah dibatalkan atau waktunya habis. Coba lagi.",
  InvalidStateError: "Perangkat ini sudah terdaftar sebagai kunci sandi akun Anda.",
  SecurityError: "Kunci sandi tidak dapat dipakai pada alamat ini. Pakai cara lain.",
};
const OTHERWISE = "Kunci sandi belum terbaca. Coba lagi, atau pakai cara lain.";

function bytes(text) {
  const plain = window.atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}
function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return window.btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
const known = (credentials) => (credentials || []).map((one) => ({ ...one, id: bytes(one.id) }));

async function made(question) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...question,
      challenge: bytes(question.challenge),
      user: { ...question.user, id: bytes(question.user.id) },
      excludeCredentials: known(question.excludeCredentials),
    },
  });
  return answer(credential, ["clientDataJSON", "attestationObject"]);
}
async function used(question) {
  const credential = await navigator.credentials.get({
    publicKey: { ...question, challenge: bytes(question.challenge), allowCredentials: known(question.allowCredentials) },
  });
  return answer(credential, ["clientDataJSON", "authenticatorData", "signature"]);
}
function answer(credential, parts) {
  const response = {};
  for (const part of parts) response[part] = text(credential.response[part]);
  return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response };
}

function prepare(form) {
  const button = form.querySelector("button[type=submit]");
  const place = form.querySelector("[data-kunci-pesan]");
  if (!window.PublicKeyCredential) {
    form.querySelector("[data-kunci-tanpa]").hidden = false;
    button.hidden = true;
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    place.textContent = "";
    try {
      const question = JSON.parse(form.dataset.opsi).publicKey;
      const credential = form.dataset.kunci === "buat" ? await made(question) : await used(question);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (refusal) {
      place.textContent = SENTENCES[refusal.name] || OTHERWISE;
      button.disabled = false;
    }
  });
}
document.querySelectorAll("form[data-kunci]").forEach(prepare);
// A page taken back from the browser's memory is as new.
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-kunci] button:disabled").forEach((button) => { button.disabled = false; });
});
