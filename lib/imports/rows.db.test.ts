import { beforeAll, describe, expect, test } from 'vitest';
import { cast } from '@/db/cast';
import { useDatabase } from '@/lib/testing/database';
import { allowImports, dealTrial, importer, tryImport } from '@/lib/testing/imports';
import { makeRecord } from '@/lib/testing/records';

const open = useDatabase();
const query = (text: string, params: unknown[] = []) => open.current.query(text, params);

beforeAll(() => allowImports(open.current));

const { handle } = cast.member;
const kept = async (externalId: string) =>
  (
    await query('select id, name, owner_id, values, version, audience from records where external_id = $1', [
      externalId,
    ])
  )[0];
const whys = (result: { refusals: { line: number; column: string; why: string }[] }) =>
  result.refusals.map(({ line, column, why }) => `${line} ${column}: ${why}`);

describe('rows', () => {
  test('make records, and the same rows again change nothing', async () => {
    const text = `A1,First,Won,12,2026-03-31,,${handle}\nA2,Second,Engaging,,,,${handle}\n`;
    expect(await tryImport(importer, dealTrial(text))).toMatchObject({
      created: 2,
      changed: 0,
      unchanged: 0,
      refused: 0,
      state: 'done',
    });
    expect(await kept('A1')).toMatchObject({
      name: 'First',
      owner_id: cast.member.id,
      values: { stage: 'Won', amount: 12, close_date: '2026-03-31' },
      version: 1,
      audience: null,
    });
    expect(await tryImport(importer, dealTrial(text))).toMatchObject({ created: 0, changed: 0, unchanged: 2 });
    expect(await kept('A2')).toMatchObject({ version: 1 });
  });

  test('that differ change their records, with one version each, and empty cells empty fields', async () => {
    await tryImport(importer, dealTrial(`B1,Before,Engaging,100,2026-01-02,,${handle}\n`));
    const result = await tryImport(importer, dealTrial(`B1,After,Won,,2026-01-02,,${cast.owner.handle}\n`));
    expect(result).toMatchObject({ created: 0, changed: 1, report: { blank: { amount: 1, account: 1 } } });
    const record = await kept('B1');
    expect(record).toMatchObject({
      name: 'After',
      owner_id: cast.owner.id,
      values: { stage: 'Won', close_date: '2026-01-02' },
      version: 2,
    });
    const changes = await query(
      `select f.api_name, c.old_value, c.new_value, c.event, c.item_id from record_changes c join fields f on f.id = c.field_id
      where c.subject_id = $1 order by f.position`,
      [record?.id],
    );
    expect(changes).toMatchObject([
      { api_name: 'name', old_value: 'Before', new_value: 'After', item_id: null },
      { api_name: 'owner', event: 'ownerAssignment' },
      { api_name: 'stage', event: 'closed' },
      { api_name: 'amount', old_value: 100, new_value: null },
    ]);
    expect(await query('select name from subjects where id = $1', [record?.id])).toEqual([{ name: 'After' }]);
  });

  test('that cannot be are refused, each for every reason, and leave nothing', async () => {
    await makeRecord(importer, 'account', { name: 'Twice' });
    await makeRecord(importer, 'account', { name: 'Twice' });
    const before = await query('select count(*)::int as n from subjects');
    const result = await tryImport(
      importer,
      dealTrial(
        [
          `C1,,Won,1e308,2026-02-31,,${handle}`,
          `C2,Named,Unheard of,1,,Nowhere,${handle}`,
          `C3,Named,Won,1,,Twice,nobody.at.all`,
          `C4,Named,Won,1,,,${cast.guest.handle}`,
          `,Named,Won,1,,,${handle}`,
          `C5,${'x'.repeat(256)},Won,1,,,${handle}`,
          `C6,Too few`,
        ].join('\n'),
      ),
    );
    expect(whys(result)).toEqual([
      '2 name: Fill in “Opportunity name”.',
      '2 amount: Write a number, such as 1250 or 12.5.',
      '2 day: There is no such day.',
      '3 stage: “Unheard of” is not one of the choices.',
      '4 account: This name is not clear: 2 have it.',
      '4 agent: Nobody is found by this handle.',
      '5 agent: A guest owns no records.',
      '6 id: The row has no id.',
      '7 name: This has at most 255 characters.',
      '8 : The row has 2 cells, fewer than the 7 columns.',
    ]);
    expect(result).toMatchObject({ created: 0, refused: 7, report: { unknown: { stage: { 'Unheard of': 1 } } } });
    expect(await query('select count(*)::int as n from subjects')).toEqual(before);
  });

  test('of one id are taken once, in whichever chunk they stand', async () => {
    const text = ['D1,First', 'D1,Second', 'D2,Other', 'D1,Third'].map((row) => `${row},Won,,,,${handle}`).join('\n');
    const result = await tryImport(importer, dealTrial(text, { size: 2 }));
    expect(result).toMatchObject({ created: 2, refused: 2 });
    expect(whys(result)).toEqual(['3 : The same id stands on line 2.', '5 : The same id stands on line 2.']);
    expect(await kept('D1')).toMatchObject({ name: 'First', version: 1 });
  });

  test('whose record was deleted are refused', async () => {
    await tryImport(importer, dealTrial(`E1,Gone,Won,,,,${handle}\n`));
    await query('update records set deleted_at = now() where external_id = $1', ['E1']);
    expect(whys(await tryImport(importer, dealTrial(`E1,Back,Won,,,,${handle}\n`)))).toEqual([
      '2 : The record with this id was deleted. Restore it first.',
    ]);
  });

  test('may name what is not there and be left blank, where the mapping says so; it is counted', async () => {
    const trial = dealTrial(`F1,Left blank,Won,,,Nowhere,nobody\n`);
    trial.fields = {
      ...trial.fields,
      account: { field: 'account', match: 'name', onUnknown: 'blank' },
      agent: { field: 'owner', match: 'handle', onUnknown: 'blank' },
    };
    expect(await tryImport(importer, trial)).toMatchObject({
      created: 1,
      refused: 0,
      report: { unfound: { account: 1, agent: 1 } },
    });
    const record = await kept('F1');
    expect(record?.owner_id).toBe(importer.id);
    expect(record?.values).not.toHaveProperty('account');
  });

  test('are read as the mapping says, which the report tells', async () => {
    const trial = dealTrial(`G1,Product,Won,,,,${handle},GTXPro\nG2,Product,Won,,,,${handle},gtx pro\n`);
    trial.text = trial.text.replace('agent\n', 'agent,product\n');
    trial.fields = { ...trial.fields, product: { field: 'product', readAs: { GTXPro: 'GTX Pro' } } };
    const result = await tryImport(importer, trial);
    expect(result).toMatchObject({
      created: 1,
      refused: 1,
      report: { readAs: { product: { 'GTXPro → GTX Pro': 1 } }, unknown: { product: { 'gtx pro': 1 } } },
    });
    expect(await kept('G1')).toMatchObject({ values: { product: 'GTX Pro' } });
  });
});

test('accounts name each other in any order, by id or name, and what names a refused row is refused too', async () => {
  const result = await tryImport(importer, {
    object: 'account',
    externalId: 'key',
    text: 'key,name,parent,sector\nk1,Child One,Parent One,\nk2,Parent One,,\nk3,Parent Bad,,Unheard of\nk4,Child Bad,Parent Bad,\nk5,Grandchild Bad,Child Bad,\n',
    fields: { name: 'name', sector: 'sector', parent: { field: 'parent', match: 'name' } },
  });
  expect(result).toMatchObject({ created: 2, refused: 3 });
  expect(whys(result)).toEqual([
    '4 sector: “Unheard of” is not one of the choices.',
    '5 parent: Nothing is found by this name.',
    '6 parent: The row that this names was not taken.',
  ]);
  const [parent, child] = [await kept('k2'), await kept('k1')];
  expect(child?.values).toMatchObject({ parent: parent?.id });
  expect(await query('select target_id from record_links where record_id = $1', [child?.id])).toEqual([
    { target_id: parent?.id },
  ]);
});

test('a check says what an import then does, and writes nothing', async () => {
  const text = `H1,New,Won,,,,${handle}\nH2,Bad,Unheard of,,,,${handle}\nH1,Again,Won,,,,${handle}\n`;
  const before = await query(
    'select (select count(*) from subjects)::int as s, (select count(*) from record_changes)::int as c',
  );
  const checked = await tryImport(importer, dealTrial(text, { isDryRun: true }));
  expect(
    await query('select (select count(*) from subjects)::int as s, (select count(*) from record_changes)::int as c'),
  ).toEqual(before);
  expect(checked.state).toBe('checked');
  const done = await tryImport(importer, dealTrial(text));
  for (const what of ['created', 'changed', 'unchanged', 'refused', 'report', 'refusals'] as const)
    expect(done[what]).toEqual(checked[what]);
});

test('a record is of the day that its row gives, in its id too', async () => {
  const trial = dealTrial(`I1,Old,Won,,2017-03-01,,${handle}\nI2,Future,Won,,2999-03-01,,${handle}\n`, {
    createdAt: 'day',
  });
  const result = await tryImport(importer, trial);
  expect(whys(result)).toEqual(['3 day: A record was created between 1970 and now.']);
  const [record] = await query('select id, created_at from records where external_id = $1', ['I1']);
  expect(record?.created_at).toEqual(new Date('2017-03-01T12:00:00Z'));
  expect(Number.parseInt(String(record?.id).replace('-', '').slice(0, 12), 16)).toBe(
    Date.parse('2017-03-01T12:00:00Z'),
  );
});

test('a name may be made of other columns; what is empty leaves no gap', async () => {
  const trial = dealTrial(`J1,Acme,Won,,,,${handle}\nJ2,,Won,,,,${handle}\n`, { nameFrom: '{name} · {stage}' });
  const { name: _, ...fields } = trial.fields;
  await tryImport(importer, { ...trial, fields });
  expect([(await kept('J1'))?.name, (await kept('J2'))?.name]).toEqual(['Acme · Won', 'Won']);
});

test('records of a private object are held by their owners, and another owner takes them over', async () => {
  await query("update objects set access = 'private' where api_name = 'campaign'");
  const campaign = (agent: string) => ({
    object: 'campaign',
    externalId: 'id',
    text: `id,name,status,agent\nP1,Secret,Planned,${agent}\n`,
    fields: { name: 'name', status: 'status', agent: { field: 'owner', match: 'handle' as const } },
  });
  const held = async () => {
    const record = await kept('P1');
    const grants = await query('select principal, level, through_managers from grants where audience = $1', [
      record?.id,
    ]);
    return { isRestricted: record?.audience === record?.id, grants };
  };
  await tryImport(importer, campaign(handle));
  expect(await held()).toEqual({
    isRestricted: true,
    grants: [{ principal: cast.member.id, level: 'own', through_managers: true }],
  });
  await tryImport(importer, campaign(cast.outsider.handle));
  expect(await held()).toEqual({
    isRestricted: true,
    grants: [{ principal: cast.outsider.id, level: 'own', through_managers: true }],
  });
  await query("update objects set access = 'read' where api_name = 'campaign'");
});
