/** One meeting from the enrolment of its scrutineers to the published result, all roles played over HTTP. */

import { auditSize } from '../../tally/roles/card-station.ts';
import * as desk from '../contract/desk.ts';
import * as organizer from '../contract/organizer.ts';
import { recordFile, resultFile, resultSheetFile, trustedKeysFile } from '../contract/public.ts';
import { openSession } from './session.ts';
import {
  checkIn,
  closeAndCount,
  enrolScrutineers,
  holdCeremony,
  type MeetingRun,
  makeAndSignCards,
  pairKiosk,
  pairScreen,
  requireNoResult,
  settle,
  signAll,
  voteAll,
} from './stages.ts';

export type MeetingFiles = {
  readonly record: Uint8Array;
  readonly trustedKeys: Uint8Array;
  readonly resultJson: Uint8Array;
  readonly resultPdf: Uint8Array;
  readonly attendancePdf: Uint8Array;
  readonly cardsPdf: Uint8Array;
};

export async function runMeeting(run: MeetingRun): Promise<MeetingFiles> {
  const { meeting, organizer: office, say } = run;
  const params = { meeting };
  const devices = await enrolScrutineers(run);
  await office.call(organizer.sealMeeting, { params, body: {} });
  say({ zh: '已封存，密钥仪式开始', en: 'Sealed; the key ceremony begins' });
  await holdCeremony(devices);
  const { cards, cardsPdf } = await makeAndSignCards(run, devices);
  say({ zh: `密钥仪式完成，制卡 ${cards.length} 张`, en: `Key ceremony done, ${cards.length} cards made` });

  const round = '1';
  await office.call(organizer.sealRound, { params: { ...params, round }, body: {} });
  await signAll(devices);
  const present = await checkIn(run);
  const kiosks = [await pairKiosk(run, '投票机一'), await pairKiosk(run, '投票机二')];
  const screen = await pairScreen(run);

  const audited = auditSize(cards.length);
  const inBox = cards.slice(audited);
  await office.call(organizer.openRound, {
    params: { ...params, round },
    body: { cardsInBox: inBox.length, cardsAudited: audited },
  });
  await signAll(devices);
  say({ zh: `签到 ${present} 人，开始投票`, en: `${present} checked in, voting opens` });

  const drawn = inBox.slice(0, present);
  const { cast, unused } = await voteAll(run, kiosks, drawn);
  await requireNoResult(run, screen);
  await office.call(organizer.stopRound, { params: { ...params, round }, body: {} });
  for (const kiosk of kiosks) await kiosk.handOver();
  say({ zh: `投出 ${cast} 张，截止`, en: `${cast} ballots cast, voting stopped` });

  const started = performance.now();
  const [chief] = devices;
  if (chief === undefined) throw new Error('rehearsal: nobody supervises');
  for (const card of unused) await chief.voidCard(card.text, 'void-returned');
  for (const card of [...cards.slice(0, audited), ...inBox.slice(present)])
    await chief.voidCard(card.text, 'void-unissued');
  const closing = performance.now();
  await closeAndCount(run, devices, present, round);
  await requireNoResult(run, screen, false);
  for (const device of devices) await device.attest();
  await settle(devices);
  await office.call(organizer.publishRound, { params: { ...params, round }, body: {} });
  const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
  say({
    zh: `清点到报告单 ${seconds(closing)} 秒（扫描作废另 ${((closing - started) / 1000).toFixed(1)} 秒）`,
    en: `${seconds(closing)} s from the close to the result sheet (scanning left-over cards: ${((closing - started) / 1000).toFixed(1)} s)`,
  });
  await settle(devices);

  const files = openSession(run.base);
  const atRound = { ...params, round };
  return {
    record: await files.call(recordFile, { params }),
    trustedKeys: await files.call(trustedKeysFile, { params }),
    resultJson: await files.call(resultFile, { params: atRound }),
    resultPdf: await files.call(resultSheetFile, { params: atRound }),
    attendancePdf: await run.desk.call(desk.attendanceFile, { params }),
    cardsPdf,
  };
}
