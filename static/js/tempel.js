"use strict";
// Text from a word processor keeps its paragraphs; signs that only its own layout needs are left behind.

const SOFT_HYPHENS = /\u00ad/g;
const HARD_SPACES = /[\u00a0\u202f]/g;
const BULLETS = /^[ \t]*(?:[\u2022\u00b7\u25aa\u25cf\u25e6\uf0b7\uf0a7\u00a7]|o(?=\t))[ \t]+/gm;

document.querySelectorAll("textarea[data-batas-kata]").forEach((area) => {
  area.addEventListener("paste", (event) => {
    const pasted = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    const plain = pasted.replace(SOFT_HYPHENS, "").replace(HARD_SPACES, " ").replace(BULLETS, "- ");
    if (plain === pasted) return;
    event.preventDefault();
    document.execCommand("insertText", false, plain); // the one way that Ctrl+Z takes back
  });
});
