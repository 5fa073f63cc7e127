/**
 * Why a key ceremony was aborted. The record carries "code" or "code index", where the index is the scrutineer whose
 * contribution was wrong; screens say it in words.
 */
import type { Text } from '../../text/text.ts';

const REASONS = {
  'digits-differ': { zh: '核对的数字不一致', en: 'the digits did not agree' },
  'secrets-lost': { zh: '设备丢失了本次仪式的资料', en: 'a device lost what it had made in this ceremony' },
  'by-hand': { zh: '监票人决定重新开始', en: 'a scrutineer chose to begin again' },
  'entry-forged': { zh: '有材料的签名不对', en: 'an entry was not properly signed' },
  'commitment-repeated': { zh: '重复提交承诺', en: 'a second commitment was published' },
  'commitment-changed': { zh: '公开以后更换了承诺', en: 'a commitment changed after the packages were opened' },
  'own-entry-other': { zh: '档案里有不是本人设备写的材料', en: 'the record holds an entry this device did not make' },
  'package-repeated': { zh: '重复公开密钥包', en: 'a second package was published' },
  'package-changed': { zh: '密钥包与先前的承诺不符', en: 'a package differs from its commitment' },
  'package-wrong': { zh: '密钥包没有通过检查', en: 'a package did not pass the check' },
  'package-name': {
    zh: '密钥包的姓名或签名钥匙与会议不符',
    en: 'a package names another person or key than the meeting',
  },
  'keys-degenerate': { zh: '合成的密钥无效', en: 'the joint key is not usable' },
  'share-unreadable': { zh: '收到的份额打不开', en: 'a share could not be opened' },
  'share-wrong': { zh: '收到的份额与公开的密钥包不符', en: 'a share does not fit the package' },
  'confirmation-repeated': { zh: '重复确认', en: 'a second confirmation was published' },
  'confirmation-differs': { zh: '各设备算出的联合密钥不同', en: 'devices computed different joint keys' },
  'rehearsal-failed': { zh: '试开没有通过', en: 'the rehearsal failed' },
} as const satisfies Record<string, Text>;

export type AbortCode = keyof typeof REASONS;

export interface AbortReason {
  readonly code: AbortCode;
  /** The scrutineer concerned, where one is. */
  readonly index?: number | undefined;
}

export const abortReasonLine = ({ code, index }: AbortReason): string =>
  index === undefined || index === 0 ? code : `${code} ${index}`;

const isCode = (code: string): code is AbortCode => Object.hasOwn(REASONS, code);

/** The reason in words; a line that is none of ours is shown as it stands. `names` are the scrutineers in order. */
export function abortReasonText(line: string, names: readonly string[]): Text {
  const [code = '', number] = line.split(' ');
  if (!isCode(code)) return { zh: line, en: line };
  const name = names[Number(number) - 1];
  const { zh, en } = REASONS[code];
  return name === undefined ? { zh, en } : { zh: `${name}：${zh}`, en: `${name}: ${en}` };
}
