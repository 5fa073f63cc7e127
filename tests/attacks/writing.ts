/** Deviations at the moment an entry is written: with the valid keys of everybody who has to sign it. */
import { encodeBase64url } from '../../crypto/encoding/base64url.ts';
import { testRunTitle } from '../../tally/meeting/test-run.ts';
import { scrutineerAuthor } from '../../tally/record/authors.ts';
import { type EntryType, entryHash, type SignedEntry } from '../../tally/record/entry.ts';
import type { Deviation, Draft } from '../../tally/simulation/deviation.ts';
import { RECIPIENTS } from './attack.ts';

type Of<T extends EntryType> = Extract<SignedEntry, { readonly type: T }>;

/** Other fields in every entry of a type; `at` counts them from 0. */
export const rewrite =
  <T extends SignedEntry['type']>(type: T, change: (entry: Of<T>, at: number) => object) =>
  (): Deviation => {
    let at = 0;
    return {
      write: (draft) => (draft.type === type ? ({ ...draft, ...change(draft as Of<T>, at++) } as Draft) : draft),
    };
  };

/** Another list of entries in place of one of a type. */
export const replaceEntry =
  <T extends SignedEntry['type']>(type: T, replace: (entry: Of<T>, at: number) => readonly object[]) =>
  (): Deviation => {
    let at = 0;
    return { write: (draft) => (draft.type === type ? (replace(draft as Of<T>, at++) as readonly Draft[]) : draft) };
  };

/** 演练: the meeting says that it is one, and its title too (specification §3.9). */
export const asTestRun = rewrite('meeting', ({ title }) => ({ title: testRunTitle(title), testRun: true }));

export const leaveOut = (type: SignedEntry['type'], which: (at: number) => boolean = () => true) =>
  replaceEntry(type, (entry, at) => (which(at) ? [] : [entry]));

export const signedBy = (type: SignedEntry['type'], authors: NonNullable<Deviation['authors']>) => (): Deviation => ({
  authors: (draft, own) => (draft.type === type ? authors(draft, own) : own),
});

/** A record of a meeting that goes to paper for good: it ends with the first head of the log after that. */
export function endedOnPaper(record: string): string {
  const lines = record.split('\n');
  const paper = lines.findIndex((line) => line.includes('"type":"paper"'));
  const head = lines.findIndex((line, at) => at > paper && line.startsWith('{"note"'));
  return `${lines.slice(0, head + 1).join('\n')}\n`;
}

/** The meeting goes to paper, for good, where `first` would stand, and `ahead` of it; `before` is what else deviates until then. */
export const goesToPaper =
  (first: EntryType, before: () => Deviation = () => ({}), ahead: readonly Draft[] = []) =>
  (): Deviation => {
    const own = before();
    let meeting = '';
    let isOver = false;
    return {
      write: (draft) => {
        if (isOver) return [];
        isOver = draft.type === first;
        return isOver ? [...ahead, { type: 'paper', ctx: meeting, reason: '停电' }] : (own.write?.(draft) ?? draft);
      },
      signed: (entry) => {
        if (entry.type === 'meeting') meeting = encodeBase64url(entryHash(entry));
        return entry;
      },
      authors: (draft, authors) => {
        if (draft.type === 'key-abort') return [scrutineerAuthor(draft.index)];
        return draft.type === 'paper' ? ['server'] : authors;
      },
    };
  };

/** The meeting goes to paper, for good, behind the last proof of each round that is counted; `before` is what else deviates. */
export const goesToPaperWhenCounted =
  (before: () => Deviation = () => ({})) =>
  (): Deviation => {
    const own = before();
    let meeting = '';
    return {
      write: (draft) =>
        draft.type === 'paper-proof' && draft.index === RECIPIENTS.length
          ? [draft, { type: 'paper', ctx: meeting, reason: '停电' }]
          : (own.write?.(draft) ?? draft),
      signed: (entry) => {
        if (entry.type === 'meeting') meeting = encodeBase64url(entryHash(entry));
        return entry;
      },
      authors: (draft, authors) => (draft.type === 'paper' ? ['server'] : authors),
    };
  };

/** The rehearsal stands after the first list of tokens; `givenUp`: and the meeting goes to paper between the two, for good. */
export const rehearsedLate =
  (givenUp = false) =>
  (): Deviation => {
    const held: Draft[] = [];
    let meeting = '';
    let isOver = false;
    return {
      write: (draft) => {
        if (isOver) return [];
        if (draft.type === 'partial-decryption' && draft.stage === 'rehearsal') {
          held.push(draft);
          return [];
        }
        if (draft.type !== 'tokens') return draft;
        isOver = givenUp;
        return [
          draft,
          ...(givenUp ? [{ type: 'paper', ctx: meeting, reason: '停电' } as const] : []),
          ...held.splice(0),
        ];
      },
      signed: (entry) => {
        if (entry.type === 'meeting') meeting = encodeBase64url(entryHash(entry));
        return entry;
      },
      authors: (draft, own) => {
        if (draft.type === 'paper') return ['server'];
        return draft.type === 'partial-decryption' ? [scrutineerAuthor(draft.index)] : own;
      },
    };
  };
