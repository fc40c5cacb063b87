// The system's own controls: lock screen, headset, media keys.

const media = navigator.mediaSession;

function tellMedia() {
  if (!media || typeof MediaMetadata !== "function") return;
  const cover = one(".front img");
  media.metadata = new MediaMetadata({
    title: shownChapter?.title || book.title,
    artist: book.author,
    album: book.title,
    artwork: cover ? [{ src: cover.src }] : [],
  });
  tellPosition();
}

function tellPosition() {
  const chapter = chapterNow();
  try {
    media.playbackState = playing() ? "playing" : "paused";
    const duration = (chapter.end - chapter.start) / 1000;
    media.setPositionState({
      duration,
      position: clamp((now() - chapter.start) / 1000, 0, duration),
      playbackRate: speed(),
    });
  } catch {
    // Older browsers know the session but not the position.
  }
}

for (const [action, act] of [
  ["play", play],
  ["pause", pause],
  ["stop", pause],
  ["previoustrack", () => step("chapter", -1)],
  ["nexttrack", () => step("chapter", 1)],
  ["seekbackward", ({ seekOffset = 15 }) => skip(-seekOffset)],
  ["seekforward", ({ seekOffset = 15 }) => skip(seekOffset)],
  ["seekto", ({ seekTime }) => nearest(chapterNow().start + seekTime * 1000)],
]) {
  try {
    media.setActionHandler(action, act);
  } catch {
    // This browser does not have that key.
  }
}
if (media) changed.add(tellPosition);
