/** The organizer's preparation of a worked meeting: everything up to the enrolment of its scrutineers. */
import { Buffer } from 'node:buffer';
import { wordsOfMeeting } from '../../tally/rules/meeting-words.ts';
import * as organizer from '../contract/organizer.ts';
import { everyRuleRead } from './rules-read.ts';
import type { Scenario } from './scenarios/scenario.ts';
import type { Session } from './session.ts';
import { villageRoll } from './village-roll.ts';

const THRESHOLD = 2;

export async function prepareScenario(office: Session, scenario: Scenario): Promise<string> {
  const { kind, draft: chosen, rules, posts, scrutineers, tellers } = scenario;
  const { id } = await office.call(organizer.createMeeting, { body: { start: 'empty', kind } });
  const params = { meeting: id };
  const { draft } = await office.call(organizer.organizerMeeting, { params });
  const held = { ...draft.rules, ...rules };
  await office.call(organizer.saveDraft, {
    params,
    body: {
      ...draft,
      ...chosen,
      appraisals: chosen.appraisals?.map((list) => ({ ...list })) ?? [],
      recommendations: chosen.recommendations?.map((list) => ({ ...list })) ?? [],
      rules: held,
      rulesRead: everyRuleRead(
        held,
        wordsOfMeeting(
          kind,
          posts.map(({ post }) => post),
        ),
      ),
    },
  });
  const named = new Set([...scenario.members, ...posts.flatMap((post) => post.candidates), ...scrutineers, ...tellers]);
  const roll = villageRoll(scenario.name, [...named], scenario.roll);
  const content = Buffer.from(roll).toString('base64');
  const report = await office.call(organizer.importRoll, { params, body: { fileName: '名册.csv', content } });
  if (!report.imported) throw new Error(`scenario: the roll is refused: ${JSON.stringify(report.lines)}`);

  const { roll: imported } = await office.call(organizer.organizerMeeting, { params });
  const ids = new Map(imported.members.map((member) => [member.name, member.id]));
  const member = (name: string): string => {
    const found = ids.get(name);
    if (found === undefined) throw new Error(`scenario: ${name} is not on the roll`);
    return found;
  };
  if (posts.length > 0)
    await office.call(organizer.savePosts, {
      params,
      body: { posts: posts.map(({ post, seats }) => ({ post, seats })) },
    });
  for (const { post, candidates } of posts) {
    await office.call(organizer.saveCandidates, { params, body: { post, members: candidates.map(member) } });
    const { candidates: lists } = await office.call(organizer.organizerMeeting, { params });
    const list = lists.find((one) => one.post === post);
    // The strokes give the order of the committee; whether it is the expected one is compared on the sealed ballot.
    const order = list?.order === 'strokes' ? list.computed : candidates.map(member);
    await office.call(organizer.confirmCandidates, { params, body: { post, order: [...(order ?? [])], reason: '' } });
  }
  await office.call(organizer.saveScrutineers, {
    params,
    body: { members: scrutineers.map(member), threshold: THRESHOLD, tellers: [...tellers] },
  });
  return id;
}
