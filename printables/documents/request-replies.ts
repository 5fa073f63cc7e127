/** 批复 to the two requests, as a draft that the superior's office edits and issues itself (rules §6.2). */
import { ballotOrder, isSecretaryPost } from '../../tally/rules/secretary-ballot.ts';
import { officialDate } from '../reports/official-words.ts';
import { blank, type OfficialDocument, PLAIN, text } from './document.ts';
import { type DocumentFacts, isWithoutCommittee, organizationOf, type PostFacts } from './facts.ts';

/** A branch without a committee is no 委. */
export const addressedIn = (facts: DocumentFacts): string => (isWithoutCommittee(facts) ? '你支部' : '你委');

const cited = (facts: DocumentFacts, title: string, number: string): string =>
  `${addressedIn(facts)}《${title}》（${number === '' ? blank(null, 16) : number}）收悉。`;

const names = ({ post, candidates }: PostFacts): string =>
  `${candidates.map(({ name }) => name).join('、')}${candidates.length > 1 ? `等${candidates.length}名` : ''}同志为${post}候选人`;

const draft = (facts: DocumentFacts) =>
  ({
    ...PLAIN,
    letterhead: facts.superior,
    addressee: facts.organization,
    signature: { organization: facts.superior, day: null },
    imprint: { left: '签发人：', right: '　　　　年　　月　　日印发' },
  }) as const;

/** Agrees to time, seats, method and 应到会人数. `approval` is the number that the organizer has noted. */
export function assemblyReply(facts: DocumentFacts): OfficialDocument {
  const { day, posts, roll, approval, particulars, planned } = facts;
  const branch = organizationOf(facts);
  return {
    ...draft(facts),
    name: '批复代拟稿（召开党员大会）',
    number: approval === '' ? '____〔____〕____号' : approval,
    title: [`关于同意召开${branch}`, '党员大会的批复'],
    blocks: [
      text(`${cited(facts, `关于召开${branch}党员大会的请示`, particulars.requestNumber)}经研究，批复如下：`),
      text(
        `一、同意于${day === null ? blank(null, 12) : officialDate(day)}召开${branch}党员大会，选举${posts.map(({ post, seats }) => `${post}${seats}名`).join('、') || '新一届委员会'}。`,
      ),
      text(
        `二、同意应到会有选举权的党员${roll.expected}名${roll.excluded === 0 ? '' : `，所报${roll.excluded}名党员不计算在应到会人数之内，须经党员大会通过`}。`,
      ),
      text(
        `三、同意所报选举办法，使用${planned === 'paper' ? '纸质选票投票' : '电子投票系统投票和计票'}；选举办法须经党员大会通过。`,
      ),
    ],
    closing: '请严格按照党章和选举工作条例组织选举，选举结果及时报告。此复。',
  };
}

export function candidatesReply(facts: DocumentFacts): OfficialDocument {
  const { organization, posts, particulars, rules } = facts;
  const standing = posts.filter(({ candidates }) => candidates.length > 0);
  const approved = posts
    .filter(({ post }) => isSecretaryPost(post) && ballotOrder(post, rules) === 'approved')
    .flatMap(({ candidates }) => candidates);
  const postNames = posts.map(({ post }) => post).join('、');
  return {
    ...draft(facts),
    name: '批复代拟稿（候选人预备人选）',
    number: '____〔____〕____号',
    title: [`关于同意${organization}`, `${postNames}候选人预备人选的批复`],
    blocks: [
      text(
        `${cited(facts, `关于${organization}${postNames}候选人预备人选的请示`, particulars.candidatesNumber)}经研究，同意${standing.map(names).join('，') || blank(null, 16)}，提交${facts.kind === 'plenary' ? '委员会全体会议' : '党员大会'}选举。`,
      ),
      // One person alone has no order.
      ...(approved.length > 1 ? [text('书记、副书记候选人按以上次序列入选票。')] : []),
    ],
    closing: '此复。',
  };
}
