/** The least time between two refreshes, and by how much it varies so that not everybody asks at once. */
const PAUSE_MS = 1000;
const JITTER_MS = 250;

/** Whoever is asked for a page and has not answered by then is asked again when there is reason to. */
const GIVEN_UP_MS = 15_000;

type Options = {
  /** Fetches the page anew; `finished` is to be called when it is there. */
  refresh: () => void;
  /** Whether nobody looks: then it waits until somebody does. */
  isHidden: () => boolean;
  random?: () => number;
};

/** Fetches the page at once when it is first asked to, and then at most once a second, never twice at the same time. */
export function createRefresher({ refresh, isHidden, random = Math.random }: Options) {
  let isRunning = false;
  let isWanted = false;
  let freeAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  function run() {
    timer = undefined;
    if (!isWanted || isRunning || isHidden()) return;
    isWanted = false;
    isRunning = true;
    freeAt = Date.now() + PAUSE_MS + random() * JITTER_MS;
    patience = setTimeout(finished, GIVEN_UP_MS);
    refresh();
  }

  function finished() {
    clearTimeout(patience);
    isRunning = false;
    plan(0);
  }

  function plan(spread: number) {
    if (!isWanted || isRunning || timer !== undefined || isHidden()) return;
    const wait = Math.max(freeAt - Date.now(), random() * spread);
    if (wait <= 0) run();
    else timer = setTimeout(run, wait);
  }

  return {
    /** What is asked for while a page is on its way may not be in it: another follows. */
    ask(spread = 0) {
      isWanted = true;
      plan(spread);
    },
    finished,
    /** Somebody looks again. */
    resume: () => plan(0),
    stop() {
      isWanted = false;
      clearTimeout(timer);
      clearTimeout(patience);
    },
  };
}
