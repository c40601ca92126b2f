import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { describeError, log } from './log';
import { newRequestContext, runInRequest } from './request';

test('a failed query is logged without what people wrote', () => {
  const cause = Object.assign(new Error('duplicate key value'), { code: '23505' });
  const logged = JSON.stringify(
    describeError(new DrizzleQueryError('insert into posts values ($1)', ['my secret'], cause)),
  );
  expect(logged).toContain('insert into posts');
  expect(logged).toContain('23505');
  expect(logged).not.toContain('my secret');
});

test('an error that quotes a whole library is cut', () => {
  const error = new Error('x'.repeat(20_000));
  expect(JSON.stringify(describeError(error)).length).toBeLessThan(4000);
});

test('a line is JSON and carries the id of the request it was written for', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const context = newRequestContext({ id: 'r-1', nonce: 'n', ip: '127.0.0.1', path: '/' });
  runInRequest(context, () => log.error('went.wrong', new Error('why'), { action: 'test' }));
  const line: unknown = JSON.parse(String(written.mock.calls[0]?.[0]));
  written.mockRestore();
  expect(line).toMatchObject({
    level: 'error',
    event: 'went.wrong',
    request: 'r-1',
    action: 'test',
    error: { message: 'why' },
  });
});

test('lines below the level are not written', () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  log.debug('quiet');
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
});
