/** The committee's first plenary, derived from the published result: its organizer's steps (sample: README of the village). */
import * as organizer from '../contract/organizer.ts';
import { everyRuleRead } from './rules-read.ts';
import type { Session } from './session.ts';

const CHAIR = '田大利';
const SCRUTINEERS = ['田大利', '陈䶮', '林海燕'];
const CANDIDATES = { 书记: '王建国', 副书记: '李㛃' } as const;

/** Gives the id of the new meeting, ready for the scrutineers to enrol. */
export async function preparePlenary(office: Session, assembly: string): Promise<string> {
  const { meeting } = await office.call(organizer.deriveMeeting, {
    params: { meeting: assembly },
    body: { kind: 'plenary' },
  });
  const params = { meeting };
  const state = await office.call(organizer.organizerMeeting, { params });
  const member = (name: string): string => {
    const found = state.roll.members.filter((one) => one.name === name);
    if (found.length !== 1 || found[0] === undefined) throw new Error(`rehearsal: ${name} is not elected alone`);
    return found[0].id;
  };
  await office.call(organizer.saveDraft, {
    params,
    body: { ...state.draft, chair: CHAIR, writeIns: false, rulesRead: everyRuleRead(state.draft.rules, 'plenary') },
  });
  for (const [post, name] of Object.entries(CANDIDATES)) {
    await office.call(organizer.saveCandidates, { params, body: { post, members: [member(name)] } });
    await office.call(organizer.confirmCandidates, {
      params,
      body: { post, order: [member(name)], reason: '' },
    });
  }
  await office.call(organizer.saveScrutineers, {
    params,
    body: { members: SCRUTINEERS.map(member), threshold: 2, tellers: [] },
  });
  return meeting;
}
