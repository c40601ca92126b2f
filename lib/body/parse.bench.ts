import { bench, describe } from 'vitest';
import { hostileUnits, ID, repeated } from '@/lib/testing/bodies';
import { parseBody } from './parse';

const post = `Great call with **Acme** this morning, thanks @[${ID}] for the numbers. #renewal is on, #[Central Region] takes the lead.

- pricing: see https://crm.example/accounts/acme?tab=quotes
- legal has *two* questions, \`MSA-2024\` and the [draft](https://files.example/msa)
- next step is a demo for their finance team on Tuesday

> we would sign this quarter if the terms hold

Who can join? It takes half an hour and there will be coffee.`;

describe('parsing', () => {
  bench(`an ordinary post (${post.length} characters)`, () => {
    parseBody(post);
  });
  bench('ten thousand ordinary characters', () => {
    parseBody(repeated(`${post}\n\n`, 10_000));
  });
  bench('64 kB of crossed styles', () => {
    parseBody(repeated(hostileUnits['crossed styles'], 64 * 1024));
  });
});
