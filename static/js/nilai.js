"use strict";
// A mark is a labelled point or another value: choosing the one takes the other back. Without this script the
// server asks which of two is meant.
document.querySelectorAll("[data-nilai]").forEach((criterion) => {
  const points = [...criterion.querySelectorAll("input[type=radio]")];
  const other = criterion.querySelector("input[inputmode=decimal]");
  criterion.addEventListener("input", (event) => {
    if (event.target === other) points.forEach((point) => { point.checked = false; });
    if (points.includes(event.target)) other.value = "";
  });
});
