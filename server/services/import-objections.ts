/** A list of objections read back into the posted paper that it is about: all of its lines or none (rules §4.3, §4.4). */
import { ok, type Result } from '../../crypto/result.ts';
import { readObjections } from '../papers/objection-list.ts';
import { readTable } from '../papers/table-rows.ts';
import type { Line } from '../papers/village-lists.ts';
import { type Posted, withObjections } from './objections.ts';

type Imported = { readonly imported: boolean; readonly rows: number; readonly lines: Line[] };

/** `whileOpen` works on the paper as it stands, and stores what comes back. */
export async function importObjections<C extends Posted, E>(
  file: Uint8Array,
  whileOpen: (work: (content: C) => Result<C, 'not-posted'>) => Promise<Result<true, E>>,
): Promise<Result<Imported, E | 'file-unreadable'>> {
  const table = await readTable(file);
  if (!table.ok) return table;
  let found: Imported = { imported: false, rows: 0, lines: [] };
  const done = await whileOpen((content) => {
    const { values, lines } = readObjections(table.value, content.objections ?? []);
    found = { imported: values.length > 0, rows: values.length, lines: [...lines] };
    return withObjections(content, values);
  });
  return done.ok ? ok(found) : done;
}
