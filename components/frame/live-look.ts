/** How often a page looks for itself, told or not: a hint can be lost. */
const TOLD_MS = 300_000;
const UNTOLD_MS = 60_000;

/** Longer than the server may still count somebody as not connected. */
const SETTLED_MS = 300;

/** Whether there is more than a page of that time shows, which costs a tenth of the page; null when nobody answers. */
async function hasNews(at: string): Promise<boolean | null> {
  const answer = await fetch(`/api/realtime/news?at=${encodeURIComponent(at)}`, { cache: 'no-store' }).catch(
    () => null,
  );
  // Signed out: the page itself leads to where one signs in.
  if (answer?.status === 401) return true;
  if (!answer?.ok) return null;
  return answer.json().then(
    (told) => told.hasNews,
    () => null,
  );
}

type Options = {
  /** When the page on view was made; null where there is none to look after. */
  madeAt: () => string | null;
  isTold: () => boolean;
  onNews: () => void;
};

/** Looks now and then, and when asked to, whether the page on view is still as a load would show it. */
export function createLook({ madeAt, isTold, onNews }: Options) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  function plan(wait = (isTold() ? TOLD_MS : UNTOLD_MS) * (0.75 + Math.random() / 2)) {
    clearTimeout(timer);
    timer = setTimeout(look, wait);
  }

  async function look() {
    plan();
    const at = madeAt();
    if (at === null || document.hidden) return;
    if ((await hasNews(at)) && madeAt() === at) onNews();
  }

  return { start: () => plan(), soon: () => plan(SETTLED_MS), stop: () => clearTimeout(timer) };
}
