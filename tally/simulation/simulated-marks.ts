/**
 * Plausible marks: some candidates are liked better than others, some voters abstain, and a few who vote 不赞成 name
 * somebody else. Always legal, since an illegal ballot has no proof (specification §6.1).
 */
import type { RandomBytes } from '../../crypto/group.ts';
import type { Contest } from '../record/contest.ts';
import { below, shuffled } from './seeded-random.ts';

const OF = 1000;
const chance = (perMille: number, random: RandomBytes): boolean => below(OF, random) < perMille;

/** Counter bits of one contest, in counter order. */
export function simulatedBits(contest: Contest, random: RandomBytes): readonly (0 | 1)[] {
  switch (contest.kind) {
    case 'election': {
      const { candidates, writeIns, seats } = contest;
      const bits = new Array<0 | 1>(2 * candidates.length + writeIns.length).fill(0);
      let free = seats;
      const disapproved: number[] = [];
      for (const i of shuffled(
        candidates.map((_, at) => at),
        random,
      )) {
        const liking = 900 - Math.floor((450 * i) / candidates.length);
        if (free > 0 && chance(liking, random)) {
          bits[2 * i] = 1;
          free -= 1;
        } else if (chance(500, random)) {
          bits[2 * i + 1] = 1;
          disapproved.push(i);
        }
      }
      for (const _ of disapproved) {
        if (free === 0 || writeIns.length === 0 || !chance(80, random)) continue;
        // A few persons are on everybody's mind; naming one twice counts once.
        const favourites = Math.min(writeIns.length, 6);
        const person = 2 * candidates.length + below(favourites, random);
        if (bits[person] === 1) continue;
        bits[person] = 1;
        free -= 1;
      }
      return bits;
    }
    case 'appraisal':
      return contest.subjects.flatMap(() => {
        const grade = chance(50, random) ? -1 : below(contest.grades.length, random);
        return contest.grades.map((_, g): 0 | 1 => (g === grade ? 1 : 0));
      });
    case 'recommendation': {
      const chosen = new Set(
        shuffled(
          contest.nominees.map((_, i) => i),
          random,
        ).slice(0, below(contest.limit + 1, random)),
      );
      return contest.nominees.map((_, i): 0 | 1 => (chosen.has(i) ? 1 : 0));
    }
  }
}
