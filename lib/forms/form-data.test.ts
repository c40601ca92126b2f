import { expect, test } from 'vitest';
import { typedValues } from './form-data';

const form = (...pairs: [string, string][]) => {
  const data = new FormData();
  for (const [name, value] of pairs) data.append(name, value);
  return data;
};

test('what was typed is given back, and ticked boxes of one name each on its line', () => {
  expect(typedValues(form(['name', 'Ada'], ['page', 'like'], ['page', 'follow'], ['constructor', 'x']))).toEqual({
    name: 'Ada',
    page: 'like\nfollow',
    constructor: 'x',
  });
});

test('secrets and what the framework adds are not', () => {
  expect(typedValues(form(['$ACTION_ID', '1'], ['linkToken', 'x'], ['password', 'x']))).toEqual({});
});

test('the field of a record is no secret, whatever it is called', () => {
  expect(typedValues(form(['v_token_count', '3'], ['v_secret', 'x']))).toEqual({ v_token_count: '3', v_secret: 'x' });
});
