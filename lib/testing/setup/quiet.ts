import { format } from 'node:util';
import { afterEach, expect } from 'vitest';

const complaints: string[] = [];

// React and Node report misuse with console.error; a test that causes it has found something.
console.error = (...parts: unknown[]) => {
  complaints.push(format(...parts));
};

afterEach(() => {
  expect(complaints.splice(0), 'console.error was called').toEqual([]);
});
