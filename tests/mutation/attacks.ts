/**
 * `node --import tsx tests/mutation/attacks.ts [CODE …]`: carries out the attacks that bring these findings about, all of them
 * without a code, and fails where one is found differently. Quicker for one finding than the whole suite. With `honest`, honest
 * courses between the rounds are carried out too: nothing may be found in them.
 */
import { ATTACK_TABLES } from '../attacks/all-attacks.ts';
import { HONEST_COURSES } from '../attacks/assembly-attacks.ts';
import { type Attack, carryOut, namedFindings } from '../attacks/attack.ts';

const codes = process.argv.slice(2);
const attacks = ATTACK_TABLES.flatMap(([, list]) => list).filter(
  ({ found }) => codes.length === 0 || found.some((name) => codes.some((code) => name.endsWith(`/${code}`))),
);
const honest = codes.includes('honest') ? HONEST_COURSES.map((course): Attack => ({ ...course, found: [] })) : [];
for (const attack of [...honest, ...attacks]) {
  const found = namedFindings(await carryOut(attack)).join(' ');
  if (found === [...attack.found].sort().join(' ')) continue;
  console.log(`${attack.name}: ${found}`);
  process.exit(1);
}
