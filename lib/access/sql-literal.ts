import 'server-only';
import { type SQL, sql } from 'drizzle-orm';
import { isId } from '@/lib/ids';

// A plan that is made once and kept knows no parameters: it could not use an index that is of one object or of one
// field alone, nor see how few rows a limit asks for. These few things stand in the text of a statement instead, each
// checked to be nothing else.

export function idLiteral(id: string): SQL {
  if (!isId(id)) throw new Error('This is no id.');
  return sql.raw(`'${id}'::uuid`);
}

export function numberLiteral(value: number): SQL {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error('This is no count.');
  return sql.raw(String(value));
}

/** The API name of a field as text. */
export function keyLiteral(apiName: string): SQL {
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(apiName)) throw new Error('No field has such a name.');
  return sql.raw(`'${apiName}'`);
}
