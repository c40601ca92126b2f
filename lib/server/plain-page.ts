import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormState } from '@/lib/forms/state';

type Answer = { status: number; title: string; words: string; nonce: string };

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char] ?? char);

const style =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}';

/** Answers a request that never reaches the app: with a page of words, or in the form when it was sent by JavaScript. */
export function answerPlainly(request: IncomingMessage, response: ServerResponse, answer: Answer) {
  const isScripted = request.headers['next-action'] !== undefined;
  const body = isScripted ? actionResult(answer.words) : page(answer);
  response.writeHead(answer.status, {
    'Content-Type': isScripted ? 'text/x-component' : 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

/**
 * A form state in the format in which Next's client reads what an action returned. Any other answer makes the client
 * throw the whole page away.
 */
function actionResult(message: string): string {
  const state: FormState = { status: 'invalid', message, fields: {}, values: {} };
  return `0:${JSON.stringify({ a: '$@1', f: '' })}\n1:${JSON.stringify(state)}\n`;
}

function page({ title, words, nonce }: Answer): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="/icon.svg"><title>${escapeHtml(title)} · Chatter</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(words)}</p></main></body></html>`;
}
