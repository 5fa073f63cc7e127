/** A list of persons or bodies as people write it: one a line, a remark that tells namesakes apart in brackets behind the name. */
import type { Person } from '../record/person.ts';

const LINE = /^(?<name>[^（(]+?)\s*(?:[（(](?<remark>[^）)]*)[）)])?$/u;

/** Numbers in front ("1. ", "２、") come from lists that were pasted; separators inside a line make several. */
const NUMBERING = /^[\d０-９]+\s*[.．、)）]\s*/u;

export function personsOfLines(text: string): readonly Person[] {
  return text
    .normalize('NFC')
    .split(/[\n\r;；]+/u)
    .map((line) => line.trim().replace(NUMBERING, ''))
    .filter((line) => line !== '')
    .map((line) => {
      const { name = line, remark = '' } = LINE.exec(line)?.groups ?? {};
      return { name: name.trim(), remark: remark.trim() };
    });
}

export const linesOfPersons = (persons: readonly Person[]): string =>
  persons.map(({ name, remark }) => (remark === '' ? name : `${name}（${remark}）`)).join('\n');
