/** A finding of rules §4.2 as the pages list it. */
import type { StructureFinding } from '../../tally/structure/structure-finding.ts';
import type { Problem } from '../contract/shared.ts';

export const asProblem = ({ code, level, zh, en }: StructureFinding): Problem => ({
  severity: level === 'block' ? 'stop' : 'warning',
  code,
  clause: 'rules §4.2',
  zh,
  en,
});
