/**
 * The phases of a meeting and the steps between them (specification §3–§9). A meeting is in exactly one phase; the
 * state bar shows the same eleven words on every screen. Written only by the service that appends to the record.
 */
import { err, ok, type Result } from '../crypto/result.ts';
import type { Text } from './text/text.ts';

export const PHASES = [
  'draft',
  'ceremony',
  'cards',
  'sealed',
  'check-in',
  'voting',
  'paused',
  'stopped',
  'closed',
  'counting',
  'published',
  'reported',
  'answered',
] as const;
export type Phase = (typeof PHASES)[number];

/** The words of the state bar, in order; 投票 ⇄ 暂停. */
export const STATE_BAR = [
  { zh: '筹备', en: 'Preparing' },
  { zh: '封存', en: 'Sealed' },
  { zh: '签到', en: 'Check-in' },
  { zh: '投票', en: 'Voting' },
  { zh: '暂停', en: 'Paused' },
  { zh: '截止', en: 'Stopped' },
  { zh: '清点', en: 'Accounting' },
  { zh: '开票', en: 'Counting' },
  { zh: '公布', en: 'Published' },
  { zh: '报批', en: 'Reported' },
  { zh: '批复', en: 'Answered' },
] as const satisfies readonly Text[];

/** Which of the eleven words a phase shows. */
export const STATE_OF_PHASE = {
  draft: 0,
  ceremony: 1,
  cards: 1,
  sealed: 1,
  'check-in': 2,
  voting: 3,
  paused: 4,
  stopped: 5,
  closed: 6,
  counting: 7,
  published: 8,
  reported: 9,
  answered: 10,
} as const satisfies Record<Phase, number>;

/** The longer name, where one word of the bar covers several phases. */
export const PHASE_NAME = {
  draft: STATE_BAR[0],
  ceremony: { zh: '封存（密钥仪式）', en: 'Sealed (key ceremony)' },
  cards: { zh: '封存（制卡）', en: 'Sealed (making cards)' },
  sealed: STATE_BAR[1],
  'check-in': STATE_BAR[2],
  voting: STATE_BAR[3],
  paused: STATE_BAR[4],
  stopped: STATE_BAR[5],
  closed: STATE_BAR[6],
  counting: STATE_BAR[7],
  published: STATE_BAR[8],
  reported: STATE_BAR[9],
  answered: STATE_BAR[10],
} as const satisfies Record<Phase, Text>;

/**
 * 'cards' again from 'stopped', 'closed' or 'published' is the next round: held again because the accounting or the
 * election is void, a revote, a further election, or the secretary's ballot of the same assembly. A returned report
 * ('answered') may be handed in again.
 */
const NEXT = {
  draft: ['ceremony'],
  ceremony: ['cards'],
  cards: ['sealed'],
  sealed: ['check-in'],
  'check-in': ['voting'],
  voting: ['paused', 'stopped'],
  paused: ['voting', 'stopped'],
  stopped: ['closed', 'cards'],
  closed: ['counting', 'cards'],
  counting: ['published'],
  published: ['reported', 'cards'],
  reported: ['answered'],
  answered: ['reported'],
} as const satisfies Record<Phase, readonly Phase[]>;

/**
 * Besides, on paper (specification §14): no key and no card is needed; a round that is given up while it runs begins again at
 * the desk; and the box is counted as soon as it was opened.
 */
const NEXT_ON_PAPER: Readonly<Partial<Record<Phase, readonly Phase[]>>> = {
  ceremony: ['sealed'],
  stopped: ['check-in', 'counting'],
  closed: ['check-in'],
};

export interface PhaseStep {
  readonly onPaper?: boolean;
}

export function nextPhases(from: Phase): readonly Phase[] {
  return NEXT[from];
}

export function advance(
  from: Phase,
  to: Phase,
  { onPaper = false }: PhaseStep = {},
): Result<Phase, 'transition-forbidden'> {
  const isNext = nextPhases(from).includes(to) || (onPaper && (NEXT_ON_PAPER[from]?.includes(to) ?? false));
  return isNext ? ok(to) : err('transition-forbidden');
}

/** 公布: from here on a result hangs in the hall, is public, and is archived; while it is counted nobody is shown a number. */
export function isPublished(phase: Phase): boolean {
  return STATE_OF_PHASE[phase] >= STATE_OF_PHASE.published;
}

/** The check-in desk works before opening and while voting is paused for everyone, never beside the kiosks (§5). */
export function isDeskOpen(phase: Phase): boolean {
  return phase === 'check-in' || phase === 'paused';
}

/** Says which state a refused action needs, in the words of the bar. */
export function needsPhase(needed: readonly Phase[], current: Phase): Text {
  const names = (language: keyof Text): readonly string[] => [
    ...new Set(needed.map((phase) => PHASE_NAME[phase][language])),
  ];
  return {
    zh: `此操作须在“${names('zh').join('”或“')}”时进行，现在是“${PHASE_NAME[current].zh}”。`,
    en: `This needs the state "${names('en').join('" or "')}"; it is now "${PHASE_NAME[current].en}".`,
  };
}
