/** How long the queue will take, and how many kiosks are advised. */
import type { OrganizerMeeting } from '../../../server/contract/organizer.ts';
import { amount } from '../../../tally/text/amount.ts';
import type { Text } from '../../session/language.ts';

type Queue = OrganizerMeeting['queue'];

/** Without the full stop. */
export function queueWords({ voters, kiosks, minutes }: Queue): Text {
  if (voters === 0) return { zh: '还没有名册', en: 'No roll yet' };
  if (minutes === null) return { zh: '还没有投票机', en: 'No kiosk yet' };
  return {
    zh: `${voters} 人用 ${kiosks} 台投票机，约 ${minutes} 分钟`,
    en: `${amount(voters, 'voter')} at ${amount(kiosks, 'kiosk')}: about ${amount(minutes, 'minute')}`,
  };
}

export function advisedKiosks({ voters, advised: { least, most } }: Queue): Text {
  if (voters === 0) return { zh: '每 12 至 15 人一台。', en: 'One kiosk per 12 to 15 voters.' };
  const many = least === most ? `${least}` : null;
  return {
    zh: `${voters} 人建议用 ${many ?? `${least} 至 ${most}`} 台（每 12 至 15 人一台）。`,
    en: `Advised for ${amount(voters, 'voter')}: ${many ?? `${least} to ${most}`} (one kiosk per 12 to 15 voters).`,
  };
}
