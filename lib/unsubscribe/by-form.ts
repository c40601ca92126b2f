import 'server-only';
import type { ResumeInput, StopInput } from './input';
import { resumeMail } from './resume-mail';
import { stopMail } from './stop-mail';

const pageOf = (token: string) => `/unsubscribe/${encodeURIComponent(token)}`;

/** The button of the page: ends it, and goes on to where it can be taken back. */
export async function stopByForm(input: StopInput): Promise<string> {
  const undo = await stopMail(input);
  return `${pageOf(input.token)}?${new URLSearchParams({ done: input.all ? 'all' : 'this', ...(undo && { undo }) })}`;
}

/** The button beside it. */
export async function resumeByForm(input: ResumeInput): Promise<string> {
  await resumeMail(input);
  return `${pageOf(input.token)}?done=undone`;
}
