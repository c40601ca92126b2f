/** Drafts in this browser, by person and place. What is kept here never leaves the machine. */

/** `to` is where the post was meant to go, when that is a choice. */
type Kept = { text: string; to: string | undefined; clientId: string; wasSent: boolean; at: number };

const MAX_AGE = 30 * 24 * 3_600_000;

const clientIdOf = (box: HTMLTextAreaElement) =>
  box.form?.querySelector<HTMLInputElement>('input[name="clientId"]') ?? null;

const choiceOf = (box: HTMLTextAreaElement) => box.form?.querySelector<HTMLSelectElement>('select[name="subjectId"]');

/** What is in the box now. */
function contents(box: HTMLTextAreaElement, clientId: string, wasSent: boolean): Kept {
  return { text: box.value, to: choiceOf(box)?.value, clientId, wasSent, at: Date.now() };
}

export const boxes = () => document.querySelectorAll<HTMLTextAreaElement>('textarea[data-draft]');

/** A box that names no place belongs to the post that its form comments on. */
function placeOf(box: HTMLTextAreaElement): string {
  return box.dataset.draft || `comment:${box.form?.querySelector<HTMLInputElement>('input[name="id"]')?.value}`;
}

function keyOf(box: HTMLTextAreaElement): string | null {
  const person = document.querySelector<HTMLElement>('[data-person]')?.dataset.person;
  return person ? `draft ${person} ${placeOf(box)}` : null;
}

function read(key: string): Kept | null {
  try {
    const kept: Kept | null = JSON.parse(localStorage.getItem(key) ?? 'null');
    return kept && Date.now() - kept.at < MAX_AGE ? kept : null;
  } catch {
    return null;
  }
}

function write(key: string, kept: Kept | null): void {
  try {
    if (kept) localStorage.setItem(key, JSON.stringify(kept));
    else localStorage.removeItem(key);
  } catch {
    // A full or forbidden store costs the draft, not the post.
  }
}

/** Keeps what stands in the box. Text that changed after it was sent is a new post and gets an id of its own. */
export function keep(box: HTMLTextAreaElement): void {
  const key = keyOf(box);
  const id = clientIdOf(box);
  if (!key || !id) return;
  if (read(key)?.wasSent) id.value = crypto.randomUUID();
  write(key, box.value.trim() ? contents(box, id.value, false) : null);
}

/** Notes that a draft is on its way. It stays until the page shows that it arrived. */
export function markSent(box: HTMLTextAreaElement): string | null {
  const key = keyOf(box);
  const id = clientIdOf(box);
  if (key && id) write(key, contents(box, id.value, true));
  return key;
}

export const forget = (key: string) => write(key, null);

function restoreOne(box: HTMLTextAreaElement): void {
  const key = keyOf(box);
  const kept = key && !box.value ? read(key) : null;
  const id = clientIdOf(box);
  if (!kept || !id) return;
  box.value = kept.text;
  const choice = choiceOf(box);
  if (choice && [...choice.options].some((option) => option.value === kept.to)) choice.value = kept.to ?? '';
  if (kept.wasSent) id.value = kept.clientId;
}

/** Puts drafts back into empty boxes. One that was sent keeps its id, so that sending it again makes no second post. */
export function restore(): void {
  for (const box of boxes()) restoreOne(box);
}

/** A page that was made anew brings new ids. What is being written keeps its own: sent again, it makes no second post. */
export function holdIds(): void {
  for (const box of boxes()) {
    const key = box.value ? keyOf(box) : null;
    const kept = key && read(key);
    const id = clientIdOf(box);
    if (kept && id && kept.text === box.value) id.value = kept.clientId;
  }
}
