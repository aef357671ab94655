"use strict";
// Five minutes before an idle session ends its owner is asked; what happens in one tab counts in all.

const { batasDiam, sisaSesi } = document.getElementById("sesi").dataset;
const dialog = document.getElementById("dialog-sesi");
const EARLY = 5 * 60 * 1000;
const idle = Number(batasDiam) * 1000;
let longest = Date.now() + Number(sisaSesi) * 1000;
const tabs = new BroadcastChannel("kipp-sesi");
const clock = new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", hour: "2-digit", minute: "2-digit" });
let seen = Date.now();

const part = (name) => dialog.querySelector(`[data-sesi="${name}"]`);
const end = () => Math.min(seen + idle, longest);

function look() {
  const now = Date.now();
  const over = now >= end();
  const last = longest <= seen + idle;
  part("diam").hidden = over || last;
  part("terlama").hidden = over || !last;
  part("berakhir").hidden = !over;
  dialog.querySelectorAll("[data-pukul]").forEach((place) => { place.textContent = clock.format(end()); });
  if (now < end() - EARLY) { if (dialog.open) dialog.close(); return; }
  const key = over ? "berakhir" : "hampir";
  if (dialog.dataset.dikatakan === key) return;
  dialog.dataset.dikatakan = key;
  if (!dialog.open) dialog.showModal();
}
function active() {
  seen = Date.now();
  delete dialog.dataset.dikatakan;
  look();
}
function here() {
  active();
  tabs.postMessage(longest);
}
async function stay() {
  const form = part("diam");
  const place = form.querySelector("[role=status]");
  const headers = { "X-CSRFToken": currentToken() ?? "", "HX-Request": "true" };
  place.textContent = "";
  const answer = await fetch(form.action, { method: "POST", headers }).catch(() => null);
  if (answer?.ok) here();
  else if (answer?.status === 401) { seen = Date.now() - idle; look(); }
  else place.textContent = "Belum tersambung. Periksa sambungan internet, lalu tekan Tetap masuk";
}

tabs.addEventListener("message", (event) => {
  longest = Math.max(longest, event.data); // somebody may have signed in anew there
  active();
});
tabs.postMessage(longest);
document.body.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) here(); });
part("diam").addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  stay();
});
dialog.addEventListener("cancel", () => { if (!part("diam").hidden) stay(); });
dialog.querySelectorAll("[data-tutup]").forEach((button) => button.addEventListener("click", () => dialog.close()));
window.setInterval(look, 10000);
document.addEventListener("visibilitychange", look);
look();
