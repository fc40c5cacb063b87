// The system's own controls: lock screen, headset, media keys.

const media = navigator.mediaSession;

function tellMedia() {
  if (!media || typeof MediaMetadata !== "function") return;
  const cover = document.querySelector(".front img");
  media.metadata = new MediaMetadata({
    title: shownChapter?.title || book.title,
    artist: book.author,
    album: book.title,
    artwork: cover ? [{ src: cover.src }] : [],
  });
  tellPosition();
}

function tellPosition() {
  const chapter = chapterAt(now());
  try {
    media.playbackState = playing() ? "playing" : "paused";
    media.setPositionState({
      duration: (chapter.end - chapter.start) / 1000,
      position: Math.min(chapter.end - chapter.start, Math.max(0, now() - chapter.start)) / 1000,
      playbackRate: audio.playbackRate,
    });
  } catch {
    // Older browsers know the session but not the position.
  }
}

const nearest = (ms) => go(starts[sentenceAt(Math.max(0, ms))], { undo: false });
for (const [action, act] of [
  ["play", play],
  ["pause", pause],
  ["stop", pause],
  ["previoustrack", () => step("chapter", -1)],
  ["nexttrack", () => step("chapter", 1)],
  ["seekbackward", ({ seekOffset = 15 }) => nearest(now() - seekOffset * 1000)],
  ["seekforward", ({ seekOffset = 15 }) => nearest(now() + seekOffset * 1000)],
  ["seekto", ({ seekTime }) => nearest(chapterAt(now()).start + seekTime * 1000)],
]) {
  try {
    media.setActionHandler(action, act);
  } catch {
    // This browser does not have that key.
  }
}
if (media) changed.add(tellPosition);
