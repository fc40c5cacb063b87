// What this browser remembers.  Any local page can write it, so whatever comes
// back is checked like a stranger's; and nothing breaks where there is no store.

const OURS = `audiobook:${book.id}:`;
const SHARED = "audiobook:every:"; // what a reader wants of every book

let stores = true;
function remember(name, value, prefix = OURS) {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    stores = false;
  }
}

function recall(name, check, prefix = OURS) {
  try {
    const value = JSON.parse(localStorage.getItem(prefix + name));
    return value !== null && check(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function forget() {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(OURS)) localStorage.removeItem(key);
  } catch {
    stores = false;
  }
}

const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
const isText = (value) => typeof value === "string" && value.length < 2000;
const isPlace = (value) => isText(value.id) && isText(value.text) && isNumber(value.at) && isNumber(value.when);

// Where a remembered sentence is now: by its text (the nearest to where it was), its id, its time.
function findAgain({ id, text, at }) {
  const old = places.get(id) ?? sentenceAt(at);
  const same = (i) => i >= 0 && i < sentences.length && digest(textOf(i)) === text;
  for (let away = 0; away < sentences.length; away++) {
    if (same(old - away)) return old - away;
    if (same(old + away)) return old + away;
  }
  return old;
}
