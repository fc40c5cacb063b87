// Panels: chapters, bookmarks, search, settings and the small ones.  Modal on a
// phone and a tablet; on a desk the first four stand beside the page.

const desk = matchMedia("(min-width: 1180px)");
const DOCKS = ["chapters", "bookmarks", "search", "settings"];
const opening = {}; // what to fill in when a panel opens, by its name

function open(name) {
  const panel = $(name);
  if (panel.open) return close(panel);
  for (const other of all("dialog[open]")) close(other);
  opening[name]?.(panel);
  const docks = desk.matches && DOCKS.includes(name);
  panel.classList.toggle("docked", docks);
  document.body.classList.toggle("docked", docks);
  if (docks) panel.show();
  else panel.showModal();
  one("[aria-current]", panel)?.scrollIntoView({ block: "center" });
}

function close(panel) {
  panel.close();
  document.body.classList.remove("docked");
}

for (const button of all("[data-panel]")) {
  button.onclick = () => open(button.dataset.panel);
}
for (const panel of all("dialog")) {
  panel.prepend(make("h2", {}, panel.getAttribute("aria-label")));
  panel.append(closer(panel));
  on(panel, "close", () => document.body.classList.remove("docked"));
  on(panel, "click", (event) => event.target === panel && !inside(panel, event) && close(panel));
  dragDown(panel);
}
on(desk, "change", () => {
  for (const panel of all("dialog[open]")) close(panel);
});

function closer(panel) {
  const onclick = () => close(panel);
  const button = make("button", { className: "close", title: "Close (Esc)", textContent: "×", onclick });
  aria(button, "label", "Close");
  return button;
}

function inside(panel, { clientX: x, clientY: y }) {
  const box = boxOf(panel);
  return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

// A sheet is closed by pulling its head down.
function dragDown(panel) {
  let from = null;
  on(panel, "touchstart", (event) => {
    from = panel.scrollTop === 0 && event.target.closest("h2") ? event.touches[0].clientY : null;
  }, CALM);
  on(panel, "touchend", (event) => {
    if (from !== null && event.changedTouches[0].clientY - from > 60) close(panel);
  });
}

// Lengths are given at the speed that is set.
opening.chapters = (panel) => {
  const current = chapterNow();
  one("ol", panel).replaceChildren(
    ...chapters.map((chapter) => {
      const whole = chapter.end - chapter.start;
      const done = clamp(now() - chapter.start, 0, whole);
      const playingNow = chapter === current;
      const about = `${length(whole / speed())}${!playingNow ? "" : playing() ? " · playing" : " · here"}`;
      const button = make("button", {}, chapter.title, make("small", {}, about));
      button.append(make("progress", { max: 1, value: done / whole, ariaHidden: "true" }));
      if (playingNow) aria(button, "current", "true");
      button.onclick = () => {
        if (!panel.classList.contains("docked")) close(panel);
        go(chapter.first);
        if (panel.open) opening.chapters(panel);
      };
      return make("li", {}, button);
    }),
  );
  $("total").textContent = `${length((book.length - now()) / speed())} left at ${speedText()}`;
};

// On a phone the seldom-used buttons are here.
opening.more = (panel) => {
  const copies = [...all("#player button.wide")].map((button) => {
    const copy = make("button", {}, button.getAttribute("aria-label"));
    copy.onclick = () => (close(panel), button.click());
    return copy;
  });
  one(".choices", panel).replaceChildren(...copies);
};

function choices(place, options, chosen, choose) {
  place.replaceChildren(
    ...options.map(([value, textContent]) =>
      make("button", { type: "button", textContent, value, onclick: () => choose(value) }),
    ),
  );
  press(place, chosen);
}

function press(place, chosen) {
  for (const button of place.children) aria(button, "pressed", button.value === String(chosen));
}

// Speed
const speedText = () => `${speed()}×`;
function setSpeed(rate) {
  setRate(rate);
  toast(`Speed ${speedText()}`);
}
$("rate").oninput = () => setRate(Number($("rate").value));
choices($("presets"), [0.8, 1, 1.25, 1.5, 2].map((rate) => [rate, `${rate}×`]), 0, setRate);
changed.add(() => {
  $("b-speed").textContent = $("speed-now").textContent = speedText();
  aria($("b-speed"), "label", `Speed ${speedText()}`);
  $("rate").value = speed();
  press($("presets"), speed());
});
