"use strict";
// Sending a file: how far it is, a way to stop, and what to do when it failed. The page and the chosen file stay.

document.querySelectorAll("form[data-unggah]").forEach((form) => {
  const state = form.querySelector("[role=status]");
  const running = form.querySelector(".unggahan");
  const [bar, stop] = [running.querySelector("progress"), running.querySelector("button")];
  const finish = (words) => {
    running.hidden = true;
    delete form.dataset.terkirim;
    if (words) state.textContent = words;
  };

  form.addEventListener("htmx:beforeRequest", (event) => {
    const field = form.querySelector("input[type=file]");
    const { palingBesar, terlaluBesar } = field.dataset;
    if (field.files[0]?.size > Number(palingBesar)) {
      event.preventDefault();
      finish(terlaluBesar);
      return;
    }
    running.hidden = false;
    bar.value = 0;
    state.textContent = "Berkas sedang dikirim.";
  });
  form.addEventListener("htmx:xhr:progress", (event) => {
    const { lengthComputable, loaded, total } = event.detail;
    if (!lengthComputable || running.hidden) return;
    bar.value = (100 * loaded) / total;
    if (loaded === total) state.textContent = "Berkas terkirim dan sedang diperiksa.";
  });
  stop.addEventListener("click", () => window.htmx.trigger(form, "htmx:abort"));
  form.addEventListener("htmx:xhr:abort", () => finish("Unggahan dihentikan. Tidak ada yang disimpan."));
  form.addEventListener("htmx:sendError", () => finish("Berkas belum terkirim. Periksa sambungan internet, lalu tekan Unggah lagi."));
  form.addEventListener("htmx:responseError", (event) => {
    const ended = event.detail.xhr.status === 401;
    finish(ended ? "Sesi berakhir. Masuk di tab baru, lalu tekan Unggah lagi." : "Berkas belum tersimpan. Tekan Unggah lagi beberapa saat lagi.");
  });
  form.addEventListener("htmx:beforeOnLoad", (event) => {
    finish("");
    if (event.detail.xhr.status < 300) delete form.dataset.berubah; // the page is left for where the file is listed
  });
});
