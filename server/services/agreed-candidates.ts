/**
 * What the superior has agreed to before a ballot is sealed (rules §1.1, §4.1 steps 8, 15, 18): another day than the end of the term,
 * the candidates by name and order, and the joint vetting of each of them.
 */
import { termFindings } from '../../tally/structure/township-limits.ts';
import { amount } from '../../tally/text/amount.ts';
import type { Problem } from '../contract/shared.ts';
import type { OfficePaperContent } from '../papers/office-paper.ts';
import type { StoredPaper } from '../store/office-papers.ts';
import type { StoredNominee, StoredVetting, StoredVillage } from '../store/villages.ts';
import { asProblem } from './structure-problem.ts';

/** Of a village that is on the list with the end of its term; elsewhere nobody knows one. */
export const termProblemsOn = (day: string | null, village: StoredVillage | undefined): readonly Problem[] =>
  day === null || village === undefined || village.termEnd === null
    ? []
    : termFindings(day, village.termEnd, village.termApproval).map(asProblem);

/** Names of persons, each with the departments that have said nothing about her. */
export function unvettedProblems(
  persons: readonly { readonly name: string; readonly vetting: readonly Pick<StoredVetting, 'department'>[] }[],
  departments: readonly string[],
): readonly Problem[] {
  const open = persons.flatMap(({ name, vetting }) => {
    const missing = departments.filter((one) => !vetting.some(({ department }) => department === one));
    return vetting.length === 0 || missing.length > 0 ? [{ name, isUnasked: vetting.length === 0, missing }] : [];
  });
  if (open.length === 0) return [];
  const unasked = open.filter(({ isUnasked }) => isUnasked).map(({ name }) => name);
  const partly = open.filter(({ isUnasked }) => !isUnasked);
  const zh = [
    ...(unasked.length === 0 ? [] : [`${unasked.join('、')}没有资格联审的记录`]),
    ...partly.map(({ name, missing }) => `${name}缺${missing.join('、')}的联审意见`),
  ];
  const en = [
    ...(unasked.length === 0 ? [] : [`no verdict of the joint vetting about ${unasked.join(', ')}`]),
    ...partly.map(({ name, missing }) => `${name}: no verdict of ${missing.join(', ')}`),
  ];
  return [
    {
      severity: 'warning',
      code: 'not-vetted',
      clause: 'rules §4.1',
      zh: `${zh.join('；')}。`,
      en: `${en.join('; ')}.`,
    },
  ];
}

/** The departments that are asked: as they are named here, else those whose verdicts came with an answer. */
export const askedDepartments = (named: readonly string[], vettings: readonly StoredVetting[]): readonly string[] =>
  named.length > 0 ? named : [...new Set(vettings.map(({ department }) => department))];

export const vettingOf = (
  name: string,
  nominees: readonly StoredNominee[],
  vettings: readonly StoredVetting[],
): readonly StoredVetting[] => {
  const id = nominees.find((one) => one.name === name)?.id;
  return vettings.filter(({ nominee }) => nominee === id);
};

type Request = Extract<OfficePaperContent, { type: 'request' }>;
export type AgreedPosts = Request['facts']['posts'];

/** What the newest request about the candidates proposed, if it was agreed to. */
export function agreedPosts(papers: readonly StoredPaper[]): AgreedPosts | null {
  const paper = papers
    .filter(({ kind }) => kind === 'candidates')
    .findLast(({ answer }) => answer?.decision === 'agree');
  return paper?.content.type === 'request' ? paper.content.facts.posts : null;
}

export interface StandingPost {
  readonly post: string;
  readonly seats: number;
  readonly names: readonly string[];
  /** Secretaries stand in the order that was approved; committee members by strokes, whatever the request had. */
  readonly order: 'strokes' | 'approved';
}

export function differenceProblems(standing: readonly StandingPost[], agreed: AgreedPosts | null): readonly Problem[] {
  if (agreed === null) return [];
  const posts = [...new Set([...agreed.map(({ post }) => post), ...standing.map(({ post }) => post)])];
  return posts.flatMap((post): readonly Problem[] => {
    const now = standing.find((one) => one.post === post);
    const then = agreed.find((one) => one.post === post);
    const [names, before] = [now?.names ?? [], then?.candidates.map(({ name }) => name) ?? []];
    const isOrdered = now?.order === 'approved';
    const said = (list: readonly string[]) => (isOrdered ? list : list.toSorted()).join('\n');
    if (now?.seats === then?.seats && said(names) === said(before)) return [];
    const shown = (seats: number | undefined, list: readonly string[]) =>
      `${seats ?? 0} 名：${list.length === 0 ? '无' : list.join('、')}`;
    return [
      {
        severity: 'warning',
        code: 'candidates-differ-from-reply',
        clause: 'rules §4.1',
        zh: `${post}与上级批复同意的不一致：批复为应选 ${shown(then?.seats, before)}；现为应选 ${shown(now?.seats, names)}。`,
        en: `${post} differs from what the superior agreed to: ${amount(then?.seats ?? 0, 'seat')}, ${before.join(', ') || 'nobody'}; now ${amount(now?.seats ?? 0, 'seat')}, ${names.join(', ') || 'nobody'}.`,
      },
    ];
  });
}
