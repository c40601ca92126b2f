import { loadavg } from 'node:os';

/** What a figure should be: PERF's must, and its stretch. */
export type Aim = { must: number; stretch?: number; isFloor?: boolean };

const columns = [46, 10, 10, 10];

const number = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(value < 10 ? 2 : 1);

export function heading(title: string, ...names: string[]) {
  const load = loadavg()[0]?.toFixed(1);
  console.log(`\n${title.padEnd(columns[0] ?? 0)}${names.map((name) => name.padStart(10)).join('')}   load ${load}`);
}

/** One line of the table; the aim stands beside the value it is for, which is the last one. */
export function line(name: string, values: readonly number[], aim?: Aim) {
  const cells = [name, ...values.map(number)].map((cell, i) =>
    i === 0 ? cell.padEnd(columns[0] ?? 0) : cell.padStart(10),
  );
  console.log(`${cells.join('')}${aim ? `   ${judged(values.at(-1) ?? 0, aim)}` : ''}`);
}

function judged(value: number, { must, stretch = must, isFloor = false }: Aim): string {
  const reaches = (aim: number) => (isFloor ? value >= aim : value <= aim);
  const sign = isFloor ? '≥' : '≤';
  const verdict = reaches(stretch) ? 'stretch' : reaches(must) ? 'ok' : 'MISSED';
  return `${sign} ${must}${stretch === must ? '' : ` (${stretch})`} ${stretch === must && verdict === 'stretch' ? 'ok' : verdict}`;
}
