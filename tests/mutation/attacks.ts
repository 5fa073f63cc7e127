/**
 * `node --import tsx tests/mutation/attacks.ts [CODE …]`: carries out the attacks that bring these findings about, all of them
 * without a code, and fails where one is found differently. Quicker for one finding than the whole suite.
 */
import { ATTACK_TABLES } from '../attacks/all-attacks.ts';
import { carryOut, namedFindings } from '../attacks/attack.ts';

const codes = process.argv.slice(2);
const attacks = ATTACK_TABLES.flatMap(([, list]) => list).filter(
  ({ found }) => codes.length === 0 || found.some((name) => codes.some((code) => name.endsWith(`/${code}`))),
);
for (const attack of attacks) {
  const found = namedFindings(await carryOut(attack)).join(' ');
  if (found === [...attack.found].sort().join(' ')) continue;
  console.log(`${attack.name}: ${found}`);
  process.exit(1);
}
