import 'server-only';
import type { IncomingMessage, ServerResponse } from 'node:http';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (char) => entities[char] ?? char);

const style =
  ':root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:36rem;margin:15vh auto;padding:0 1rem}';

/**
 * Answers a request that never reaches the app. A form of a page with JavaScript reads the words as plain text, which
 * is how Next's client takes a message from the server.
 */
export function answerPlainly(
  request: IncomingMessage,
  response: ServerResponse,
  answer: { status: number; title: string; words: string; nonce: string },
) {
  const isScripted = request.headers['next-action'] !== undefined;
  const body = isScripted ? answer.words : page(answer);
  response.writeHead(answer.status, {
    'Content-Type': isScripted ? 'text/plain; charset=utf-8' : 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function page({ title, words, nonce }: { title: string; words: string; nonce: string }): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · Chatter</title><style nonce="${nonce}">${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(words)}</p></main></body></html>`;
}
