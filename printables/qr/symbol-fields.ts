/** What the symbols of every result sheet have in common (specification §9.2): which meeting, by which rules, signed by whom. */
import { decodeBase64url, encodeBase64url } from '../../crypto/encoding/base64url.ts';
import type { AttestedRules } from '../../tally/count/attested-texts.ts';
import type { ContestKind } from '../../tally/rules/counting-rules.ts';
import { MAJORITY_BASES, RULE_SETS } from '../../tally/rules/settings.ts';
import { type FieldReader, type FieldWriter, MalformedPayload } from './byte-fields.ts';

export interface SymbolHead {
  readonly meetingId: string;
  readonly meetingTitle: string;
  readonly date: string;
  readonly round: number;
  readonly rules: AttestedRules;
}

export interface SymbolWriteIn {
  /** Place in the contest's write-in list, from 0. */
  readonly place: number;
  readonly label: string;
  readonly votes: number;
}

export interface SymbolScrutineer {
  readonly name: string;
  readonly signKey: string;
  /** null where this scrutineer has not signed. */
  readonly signature: string | null;
}

/** Printed as their place in the list: a new kind comes last. */
const CATEGORIES = [
  'committee',
  'secretary',
  'revote',
  'further-election',
  'appraisal',
  'recommendation',
  'preliminary',
  'formal',
] as const satisfies readonly (ContestKind | 'appraisal' | 'recommendation')[];
export type SymbolCategory = (typeof CATEGORIES)[number];

/** Likewise every setting that an outcome depends on. */
const RULE_CHOICES = [
  ['ruleSet', RULE_SETS],
  ['majorityBase', MAJORITY_BASES],
  ['quorumEqualAccepted', [false, true]],
  ['recoveredLimit', ['voters', 'issued', 'both']],
  ['revoteThreshold', ['none', 'half']],
  ['furtherElectionThreshold', ['half', 'plurality']],
] as const satisfies readonly {
  [N in keyof AttestedRules]: readonly [N, readonly AttestedRules[N][]];
}[keyof AttestedRules][];

const MAX_ITEMS = 2000;

/** A list as the reader finds it: its length, then its items. */
export const readList = <T>(read: FieldReader, item: () => T): readonly T[] =>
  Array.from({ length: read.length(MAX_ITEMS) }, item);

/** Written as its place. */
export const readOption = <T>(read: FieldReader, values: readonly T[]): T =>
  values[read.length(values.length - 1)] as T;

export function writeHead({ integer, text }: FieldWriter, head: SymbolHead): void {
  text(head.meetingId);
  text(head.meetingTitle);
  text(head.date);
  integer(head.round);
  for (const [name, choices] of RULE_CHOICES) integer((choices as readonly unknown[]).indexOf(head.rules[name]));
}

/** @throws MalformedPayload */
export const readHead = (read: FieldReader): SymbolHead => ({
  meetingId: read.text(),
  meetingTitle: read.text(),
  date: read.text(),
  round: read.integer(),
  rules: Object.fromEntries(
    RULE_CHOICES.map(([name, choices]) => [name, readOption(read, choices as readonly unknown[])]),
  ) as unknown as AttestedRules,
});

export const writeCategory = ({ integer }: FieldWriter, category: SymbolCategory): void =>
  integer(CATEGORIES.indexOf(category));

/** @throws MalformedPayload */
export const readCategory = (read: FieldReader): SymbolCategory => readOption(read, CATEGORIES);

export function writeWriteIns({ integer, text }: FieldWriter, writeIns: readonly SymbolWriteIn[]): void {
  integer(writeIns.length);
  for (const { place, label, votes } of writeIns) {
    integer(place);
    text(label);
    integer(votes);
  }
}

/** Those with votes, in the order of the list. @throws MalformedPayload */
export function readWriteIns(read: FieldReader, listed: number): readonly SymbolWriteIn[] {
  let last = -1;
  return readList(read, () => {
    const writeIn = { place: read.length(listed - 1), label: read.text(), votes: read.integer() };
    if (writeIn.place <= last || writeIn.votes === 0) throw new MalformedPayload('symbol: write-ins out of order');
    last = writeIn.place;
    return writeIn;
  });
}

/** Length of a write-in list. @throws MalformedPayload */
export const readListed = (read: FieldReader): number => read.length(MAX_ITEMS);

export function writeSignature({ integer, bytes }: FieldWriter, signature: string | null): void {
  integer(signature === null ? 0 : 1);
  if (signature !== null) bytes(decodeBase64url(signature, 64));
}

/** @throws MalformedPayload */
export const readSignature = (read: FieldReader): string | null =>
  read.length(1) === 1 ? encodeBase64url(read.bytes(64)) : null;

export function writeScrutineers(writer: FieldWriter, scrutineers: readonly SymbolScrutineer[]): void {
  writer.integer(scrutineers.length);
  for (const { name, signKey, signature } of scrutineers) {
    writer.text(name);
    writer.bytes(decodeBase64url(signKey, 32));
    writeSignature(writer, signature);
  }
}

/** @throws MalformedPayload */
export const readScrutineers = (read: FieldReader): readonly SymbolScrutineer[] =>
  readList(read, () => ({
    name: read.text(),
    signKey: encodeBase64url(read.bytes(32)),
    signature: readSignature(read),
  }));

export type AttestationState = 'valid' | 'invalid' | 'absent';

export interface CheckedScrutineer {
  readonly name: string;
  readonly state: AttestationState;
  /** Whether the key is one the reader trusts already; undefined when no keys were given. */
  readonly isTrusted: boolean | undefined;
}
