// Panels: chapters, bookmarks, search, settings and the small ones.  Modal on a
// phone and a tablet; on a desk the first four stand beside the page.

const desk = matchMedia("(min-width: 1180px)");
const DOCKS = ["chapters", "bookmarks", "search", "settings"];
const opening = {}; // what to fill in when a panel opens, by its name

function open(name) {
  const panel = $(name);
  if (panel.open) return close(panel);
  for (const other of document.querySelectorAll("dialog[open]")) close(other);
  opening[name]?.(panel);
  const docks = desk.matches && DOCKS.includes(name);
  panel.classList.toggle("docked", docks);
  document.body.classList.toggle("docked", docks);
  if (docks) panel.show();
  else panel.showModal();
  panel.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
}

function close(panel) {
  panel.close();
  document.body.classList.remove("docked");
}

for (const button of document.querySelectorAll("[data-panel]")) {
  button.onclick = () => open(button.dataset.panel);
}
for (const panel of document.querySelectorAll("dialog")) {
  panel.prepend(make("h2", { textContent: panel.getAttribute("aria-label") }), closer(panel));
  panel.addEventListener("close", () => document.body.classList.remove("docked"));
  panel.addEventListener("click", (event) => event.target === panel && !inside(panel, event) && close(panel));
  dragDown(panel);
}
desk.addEventListener("change", () => {
  for (const panel of document.querySelectorAll("dialog[open]")) close(panel);
});

function closer(panel) {
  const button = make("button", { className: "close", title: "Close (Esc)", textContent: "×" });
  button.setAttribute("aria-label", "Close");
  button.onclick = () => close(panel);
  return button;
}

function inside(panel, { clientX: x, clientY: y }) {
  const box = panel.getBoundingClientRect();
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

// A sheet is closed by pulling its head down.
function dragDown(panel) {
  let from = null;
  panel.addEventListener("touchstart", (event) => {
    from = panel.scrollTop === 0 && event.target.closest("h2") ? event.touches[0].clientY : null;
  }, { passive: true });
  panel.addEventListener("touchend", (event) => {
    if (from !== null && event.changedTouches[0].clientY - from > 60) close(panel);
  });
}

// Lengths are given at the speed that is set.
opening.chapters = (panel) => {
  const current = chapterAt(now());
  panel.querySelector("ol").replaceChildren(
    ...book.chapters.map((chapter) => {
      const whole = chapter.end - chapter.start;
      const done = Math.min(whole, Math.max(0, now() - chapter.start));
      const playingNow = chapter === current;
      const about = `${length(whole / audio.playbackRate)}${!playingNow ? "" : playing() ? " · playing" : " · here"}`;
      const button = make("button", {}, chapter.title, make("small", { textContent: about }));
      button.append(make("progress", { max: 1, value: done / whole, ariaHidden: "true" }));
      if (playingNow) button.setAttribute("aria-current", "true");
      button.onclick = () => {
        if (!panel.classList.contains("docked")) close(panel);
        go(chapter.first);
        if (panel.open) opening.chapters(panel);
      };
      return make("li", {}, button);
    }),
  );
  $("total").textContent = `${length((book.length - now()) / audio.playbackRate)} left at ${speedText()}`;
};

// On a phone the seldom-used buttons are here.
opening.more = (panel) => {
  const copies = [...document.querySelectorAll("#player button.wide")].map((button) => {
    const copy = make("button", { textContent: button.getAttribute("aria-label") });
    copy.onclick = () => (close(panel), button.click());
    return copy;
  });
  panel.querySelector(".choices").replaceChildren(...copies);
};

function choices(place, options, chosen, choose) {
  place.replaceChildren(
    ...options.map(([value, name]) => {
      const button = make("button", { type: "button", textContent: name });
      button.setAttribute("aria-pressed", String(value === chosen));
      button.onclick = () => choose(value);
      return button;
    }),
  );
}

// Speed
const speedText = () => `${audio.playbackRate}×`;
function setSpeed(rate) {
  setRate(rate);
  toast(`Speed ${speedText()}`);
}
$("rate").oninput = () => setRate(Number($("rate").value));
choices($("presets"), [0.8, 1, 1.25, 1.5, 2].map((rate) => [rate, `${rate}×`]), 0, setRate);
changed.add(() => {
  $("b-speed").textContent = $("speed-now").textContent = speedText();
  $("b-speed").setAttribute("aria-label", `Speed ${speedText()}`);
  $("rate").value = audio.playbackRate;
  for (const preset of $("presets").children) {
    preset.setAttribute("aria-pressed", String(preset.textContent === speedText()));
  }
});
