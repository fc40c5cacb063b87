// What the reader has chosen, applied at once and kept for every book.

const LOOKS = {
  theme: ["", "light", "sepia", "dark"],
  size: [0, 1, 1.125, 1.25, 1.375, 1.5625, 1.75, 2],
  face: ["", "sans", "easy"],
  leading: [1.6, 1.4, 1.8],
  lit: ["", "blue", "green", "pink", "line", "none"],
  word: [true, false],
  follow: ["band", "page", "off"],
  rest: [0, 0.5, 1, 2, 4],
  offset: null, // ms, -300 to 300
  gap: ["", "yes"],
  align: ["", "justify"],
  strip: ["chapter", "book"],
  letters: [true, false],
  say: [false, true],
};
const isLook = (name, value) =>
  LOOKS[name] ? LOOKS[name].includes(value) : isNumber(value) && Math.abs(value) <= 300;
const look = { offset: 0 };
const kept = recall("look", (value) => typeof value === "object", SHARED) || {};
for (const name of Object.keys(LOOKS)) {
  if (LOOKS[name]) [look[name]] = LOOKS[name];
  if (name in kept && isLook(name, kept[name])) look[name] = kept[name];
}

const dark = matchMedia("(prefers-color-scheme: dark)");
function applyLook() {
  root.dataset.theme = look.theme || (dark.matches ? "dark" : "light");
  for (const name of ["face", "lit", "gap", "align"]) root.dataset[name] = look[name];
  if (look.size) root.style.setProperty("--size", `${look.size}rem`);
  else root.style.removeProperty("--size");
  root.style.setProperty("--leading", look.leading);
}
applyLook();
