/** The library tries again after a second and then only after fifteen, thirty and sixty: this is when it is nudged. */
const FIRST_MS = 2000;
const LONGEST_MS = 60_000;

/** Tries something again after a while that grows and differs from page to page, until it is told to rest. */
export function createNudge(attempt: () => void) {
  let pause = FIRST_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function rest() {
    clearTimeout(timer);
    timer = undefined;
    pause = FIRST_MS;
  }

  return {
    plan() {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          attempt();
        },
        pause * (1 + Math.random() * 1.5),
      );
      pause = Math.min(pause * 1.5, LONGEST_MS);
    },
    rest,
  };
}
