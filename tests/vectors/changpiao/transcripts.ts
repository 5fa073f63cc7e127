/**
 * Every challenge of the protocol once, by its tag: the items in order, and the value (specification §2). The items are taken from
 * proofs of the other vectors, so that a value of other items would not fit the equations of its proof.
 */
import { decodeBase64url, encodeBase64url } from '../../../crypto/encoding/base64url.ts';
import {
  decodePoint,
  decodeScalar,
  encodePoint,
  encodeScalar,
  G,
  multiplyPublic,
  type Point,
  type Scalar,
} from '../../../crypto/group.ts';
import { msm } from '../../../crypto/msm.ts';
import { powersOf } from '../../../crypto/threshold/partial-decryption.ts';
import * as transcript from '../../../crypto/transcript.ts';

/** As it stands in the file: one kind and its value. */
export type WrittenItem =
  | { readonly point: string }
  | { readonly scalar: string }
  | { readonly int: number }
  | { readonly text: string }
  | { readonly hash: string }
  | { readonly bytes: string }
  | { readonly list: readonly WrittenItem[] }
  | { readonly pair: readonly WrittenItem[] };

export interface Transcript {
  readonly tag: string;
  readonly items: readonly WrittenItem[];
  readonly value: string;
}

const P = (text: string): Point => decodePoint(decodeBase64url(text, 32), 'vector');
const S = (text: string): Scalar => decodeScalar(decodeBase64url(text, 32), 'vector');

function read(item: WrittenItem): transcript.Item {
  if ('point' in item) return transcript.point(P(item.point));
  if ('scalar' in item) return transcript.scalar(S(item.scalar));
  if ('int' in item) return transcript.int(item.int);
  if ('text' in item) return transcript.text(item.text);
  if ('hash' in item) return transcript.bytes32(decodeBase64url(item.hash));
  if ('bytes' in item) return transcript.bytes(decodeBase64url(item.bytes));
  if ('list' in item) return transcript.list(item.list.map(read));
  return item.pair.map(read).reduce((whole, part) => transcript.pair(whole, part));
}

export const challengeValue = (tag: string, items: readonly WrittenItem[]): string =>
  encodeBase64url(encodeScalar(transcript.challenge(tag, ...items.map(read))));

const point = (text: string): WrittenItem => ({ point: text });
const scalar = (text: string): WrittenItem => ({ scalar: text });
const int = (value: number): WrittenItem => ({ int: value });
const hash = (text: string): WrittenItem => ({ hash: text });
const list = (items: readonly WrittenItem[]): WrittenItem => ({ list: items });
const pair = (items: readonly WrittenItem[]): WrittenItem => ({ pair: items });
const pointText = (of: Point) => encodeBase64url(encodePoint(of));

interface Sources {
  readonly cards: { meeting: string; valid: { seed: string; round: number }[] };
  readonly tokens: {
    tau: string;
    valid: { action: string; ctx: string; T: string; payload: string; random: string; R: string }[];
  };
  readonly keyPackage: {
    meeting: string;
    index: number;
    n: number;
    t: number;
    commitments: readonly string[];
    proof: { e: string; s: string };
  };
  readonly ballot: {
    ctx: string;
    K: string;
    circuit: string;
    seed: string;
    u: readonly number[];
    T: string;
    ballot: { E: readonly (readonly [string, string])[]; V: string; Z: string; L: readonly [string, string] };
  };
  readonly tally: {
    ctx: string;
    K: string;
    stage: string;
    sums: readonly (readonly [string, string])[];
    partials: readonly { index: number; X: string; D: readonly string[]; c: string; s: string }[];
    paper: {
      P: readonly (readonly [string, string])[];
      m: readonly string[];
      parts: readonly { index: number; X: string; DBar: string; c: string; s: string }[];
    };
  };
}

/** R_1 = sG − cX and R_2 = sᾱ − cD̄. */
const commitments = (alphaBar: Point, DBar: Point, { X, c, s }: { X: string; c: string; s: string }) => [
  pointText(multiplyPublic(G, S(s)).subtract(multiplyPublic(P(X), S(c)))),
  pointText(multiplyPublic(alphaBar, S(s)).subtract(multiplyPublic(DBar, S(c)))),
];

function packed(u: readonly number[]): string {
  const bytes = new Uint8Array(Math.ceil(u.length / 8));
  u.forEach((bit, at) => {
    bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (bit << (at & 7));
  });
  return encodeBase64url(bytes);
}

export function transcripts({ cards, tokens, keyPackage, ballot, tally }: Sources): {
  readonly valid: readonly Transcript[];
} {
  const of = (tag: string, ...items: readonly WrittenItem[]): Transcript => ({
    tag,
    items,
    value: challengeValue(tag, items),
  });
  const [card] = cards.valid as [(typeof cards.valid)[number]];
  const [signed] = tokens.valid as [(typeof tokens.valid)[number]];
  const { E, V, Z, L } = ballot.ballot;
  const C = keyPackage.commitments.map(P);
  const R = multiplyPublic(G, S(keyPackage.proof.s)).subtract(multiplyPublic(C[0] as Point, S(keyPackage.proof.e)));
  const link = of(
    'ballot-link',
    hash(ballot.ctx),
    point(ballot.K),
    hash(ballot.circuit),
    point(ballot.T),
    list(E.map(([first, second]) => pair([point(first), point(second)]))),
    point(V),
    point(Z),
  );
  const [partial] = tally.partials as [(typeof tally.partials)[number]];
  const weight = of(
    'partial-weight',
    hash(tally.ctx),
    { text: tally.stage },
    int(partial.index),
    point(tally.K),
    point(partial.X),
    list(tally.sums.map(([alpha, beta], j) => pair([point(alpha), point(beta), point(partial.D[j] as string)]))),
  );
  const powers = powersOf(S(weight.value), tally.sums.length);
  const alphaBar = msm(
    tally.sums.map(([alpha]) => P(alpha)),
    powers,
  );
  const [part] = tally.paper.parts as [(typeof tally.paper.parts)[number]];
  const paperWeight = of(
    'paper-weight',
    hash(tally.ctx),
    point(tally.K),
    list(tally.paper.P.map(([first, second]) => pair([point(first), point(second)]))),
    list(tally.paper.m.map(scalar)),
  );
  const paperAlpha = msm(
    tally.paper.P.map(([first]) => P(first)),
    powersOf(S(paperWeight.value), tally.paper.P.length),
  );
  return {
    valid: [
      of('token', hash(cards.meeting), int(card.round), { bytes: card.seed }),
      of(
        'token-nonce',
        hash(signed.random),
        scalar(tokens.tau),
        { text: signed.action },
        hash(signed.ctx),
        hash(signed.payload),
      ),
      ...tokens.valid.map((one) =>
        of(`token-${one.action}`, hash(one.ctx), point(one.T), hash(one.payload), point(one.R)),
      ),
      of(
        'key-pok',
        hash(keyPackage.meeting),
        int(keyPackage.index),
        int(keyPackage.n),
        int(keyPackage.t),
        list(keyPackage.commitments.map(point)),
        point(pointText(R)),
      ),
      of(
        'ballot-nonce',
        hash(ballot.seed),
        hash(ballot.ctx),
        hash(ballot.circuit),
        point(ballot.T),
        { bytes: packed(ballot.u) },
        { text: 's' },
        int(0),
      ),
      link,
      of('ballot-proof', scalar(link.value), pair(L.map(point))),
      weight,
      of(
        'partial-proof',
        scalar(weight.value),
        ...commitments(alphaBar, msm(partial.D.map(P), powers), partial).map(point),
      ),
      paperWeight,
      of(
        'paper-proof',
        scalar(paperWeight.value),
        int(part.index),
        point(part.X),
        point(part.DBar),
        ...commitments(paperAlpha, P(part.DBar), part).map(point),
      ),
    ],
  };
}
