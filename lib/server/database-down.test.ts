import { DrizzleQueryError } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { DatabaseDown, isDatabaseDown } from './database-down';

const coded = (code: string, message = '') => Object.assign(new Error(message), { code });

test.each([
  ['a refused connection', coded('ECONNREFUSED')],
  [
    'a refused connection to each of several addresses',
    new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]),
  ],
  ['a name that does not resolve', coded('ENOTFOUND')],
  ['a connection ended by the operator', coded('57P01')],
  ['a server that starts up', coded('57P03')],
  ['too many connections', coded('53300')],
  ['a database that takes no connections', Object.assign(coded('55000'), { severity: 'FATAL' })],
  ['a connection that broke', new Error('Connection terminated unexpectedly')],
  ['a pool without a free connection', new Error('timeout exceeded when trying to connect')],
  ['a server that does not answer', new Error('Query read timeout')],
  ['an embedded database that is closed', new Error('PGlite is closed')],
  ['a database that is not open yet', new DatabaseDown('not open')],
  ['any of these inside drizzle’s own error', new DrizzleQueryError('select 1', [], coded('ECONNRESET'))],
])('%s is an outage', (_, error) => {
  expect(isDatabaseDown(error)).toBe(true);
});

test.each([
  ['a wrong query', new DrizzleQueryError('select', [], coded('42601', 'syntax error'))],
  ['a broken constraint', coded('23505')],
  ['a statement at the wrong time', Object.assign(coded('55000'), { severity: 'ERROR' })],
  ['a query that was too slow', coded('57014')],
  ['a bug', new TypeError('x is not a function')],
  ['something thrown that is no error', 'ECONNREFUSED'],
])('%s is not', (_, error) => {
  expect(isDatabaseDown(error)).toBe(false);
});

test('an error that is its own cause does not hang the check', () => {
  const error = new Error('round and round');
  error.cause = error;
  expect(isDatabaseDown(error)).toBe(false);
});
