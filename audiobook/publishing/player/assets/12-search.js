// Search: case and accents aside, over the text in the page.

const MOST = 200;
const AROUND = 40;
let results = []; // [sentence, first character, last]
let result = -1;
let searchTimer = 0;

// Letters without case and accents, and for each where it came from.
function fold(text) {
  let plain = "";
  const from = [];
  let at = 0;
  for (const letter of text) {
    for (const base of letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()) {
      plain += base;
      for (let i = 0; i < base.length; i++) from.push(at);
    }
    at += letter.length;
  }
  from.push(at);
  return [plain.replace(/[’‘]/g, "'").replace(/[“”]/g, '"'), from];
}

function search() {
  const [query] = fold($("query").value.trim());
  results = [];
  result = -1;
  for (let i = 0; query && i < sentences.length && results.length <= MOST; i++) {
    const [plain, from] = fold(textOf(i));
    for (let at = plain.indexOf(query); at >= 0; at = plain.indexOf(query, at + query.length)) {
      results.push([i, from[at], from[at + query.length]]);
    }
  }
  const more = results.length > MOST;
  results.length = min(results.length, MOST);
  const count = results.length === 1 ? "1 place" : `${results.length} places`;
  $("found").textContent = !query ? "" : more ? `More than ${MOST} places` : count;
  one("ol", $("search")).replaceChildren(...results.map(row));
}

function row([i, from, to], number) {
  const text = textOf(i);
  const before = from > AROUND ? `…${text.slice(from - AROUND, from).replace(/^\S*\s/, "")}` : text.slice(0, from);
  const rest = text.slice(to, to + AROUND);
  const after = text.length > to + AROUND ? `${rest.replace(/\s\S*$/, "")}…` : rest;
  const button = make("button", {}, before, make("mark", {}, text.slice(from, to)), after);
  button.append(whereIs(i));
  button.onclick = () => visit(number);
  return make("li", {}, button);
}

// The first press shows the place; a second plays from there.
function visit(number) {
  if (!results.length) return;
  const again = number === result;
  result = (number + results.length) % results.length;
  const [i] = results[result];
  unclass("found");
  sentences[i].classList.add("found");
  if (again) {
    goTo(i);
    play();
    return;
  }
  setFollowing(false);
  sentences[i].scrollIntoView({ block: "center", behavior: "instant" });
}

$("query").oninput = () => {
  clearTimeout(searchTimer);
  searchTimer = setTimeout(search, 500);
};
$("query").onkeydown = (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  if (!results.length) search();
  visit(result + (event.shiftKey ? -1 : 1));
};
on($("search"), "close", () => unclass("found"));
