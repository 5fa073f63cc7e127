/** The committee's first plenary, derived from the published result: its organizer's steps. */
import { usualThreshold } from '../../tally/rules/scrutineers.ts';
import * as organizer from '../contract/organizer.ts';
import { everyRuleRead } from './rules-read.ts';
import type { Session } from './session.ts';

/** Who is agreed by the superior for each post, and which of the other members watch. */
export type PlenaryOfficials = {
  readonly chair: string;
  readonly candidates: Readonly<Partial<Record<'书记' | '副书记', string>>>;
  readonly scrutineers: readonly string[];
};

/** As the README of the sample village has it. */
export const SAMPLE_PLENARY: PlenaryOfficials = {
  chair: '田大利',
  candidates: { 书记: '王建国', 副书记: '李㛃' },
  scrutineers: ['田大利', '陈䶮', '林海燕'],
};

/** Gives the id of the new meeting, ready for the scrutineers to enrol. */
export async function preparePlenary(
  office: Session,
  assembly: string,
  { chair, candidates, scrutineers }: PlenaryOfficials,
): Promise<string> {
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
    body: { ...state.draft, chair, writeIns: false, rulesRead: everyRuleRead(state.draft.rules, 'plenary') },
  });
  const posts = (['书记', '副书记'] as const).filter((post) => candidates[post] !== undefined);
  await office.call(organizer.savePosts, { params, body: { posts: posts.map((post) => ({ post, seats: 1 })) } });
  for (const post of posts) {
    const members = [member(candidates[post] ?? '')];
    await office.call(organizer.saveCandidates, { params, body: { post, members } });
    await office.call(organizer.confirmCandidates, { params, body: { post, order: members, reason: '' } });
  }
  await office.call(organizer.saveScrutineers, {
    params,
    body: { members: scrutineers.map(member), threshold: usualThreshold(scrutineers.length), tellers: [] },
  });
  return meeting;
}
