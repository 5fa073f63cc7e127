/** A scanned card made void by its own token, on this device (specification §5); its secret is read, used and forgotten here. */
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import { voidCard as sendVoid } from '../../../server/contract/scrutineer.ts';
import type { VoidAction } from '../../../tally/record/ballot-entries.ts';
import { entriesOf } from '../../../tally/record/reader.ts';
import { readCard, voidCard } from '../../../tally/roles/scrutineer/voids.ts';
import { call } from '../../session/client.ts';
import type { Text } from '../../session/language.ts';
import { randomBytes } from '../../session/random.ts';
import type { Device, HeldRecord } from './device.ts';
import { CARD_PROBLEM } from './texts.ts';

/** `code`: the card code, '' where the card could not be read. */
export type VoidOutcome = { readonly code: string; readonly refusal: (Text & { readonly code: string }) | null };

const NO_RECORD = {
  code: 'no-record',
  zh: '没有读到档案，请再扫一次。',
  en: 'The record could not be read; scan again.',
};

export function createVoider(device: Device): (text: string, action: VoidAction) => Promise<VoidOutcome> {
  const params = { meeting: device.who.meeting, index: String(device.who.index) };

  /** Meeting hash and signed list of the round; they never change once the round is sealed. */
  const roundOfCards = async (round: number) => {
    const find = (held: HeldRecord | null) => {
      const meeting = held === null ? undefined : entriesOf(held.file, 'meeting')[0];
      const tokens = held && entriesOf(held.file, 'tokens').find(({ entry }) => entry.round === round)?.entry.tokens;
      return meeting === undefined || !tokens
        ? null
        : { meetingHash: meeting.hash, testRun: meeting.entry.testRun, tokens: new Set(tokens) };
    };
    return find(device.record()) ?? find(await device.readRecordNow());
  };

  return async (text, action) => {
    const view = device.server()?.round;
    const found = view?.ctx == null ? null : await roundOfCards(view.round);
    if (view?.ctx == null || found === null) return { code: '', refusal: NO_RECORD };
    const card = { meetingHash: found.meetingHash, testRun: found.testRun, round: view.round, text };
    const read = readCard(card);
    if (!read.ok) return { code: '', refusal: { code: read.error, ...CARD_PROBLEM[read.error] } };
    const { code } = read.value;
    const voided = voidCard(card, { ctx: decodeBase64url(view.ctx, 32), tokens: found.tokens }, action, randomBytes);
    if (!voided.ok) return { code, refusal: { code: voided.error, ...CARD_PROBLEM[voided.error] } };
    const { T, R, s } = voided.value;
    const answer = await call(sendVoid, { params, body: { T, action, R, s } });
    return { code, refusal: answer.ok ? null : answer.error };
  };
}
