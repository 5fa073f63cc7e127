/**
 * The cards of one round while they are made: seeds in memory only, from drawing to wiping. Owns the seeds; nothing
 * else of the page holds one, and no storage, log or address ever sees one.
 */
import { type Accessor, createSignal, onCleanup } from 'solid-js';
import { decodeBase64url } from '../../../crypto/encoding/base64url.ts';
import type { CardStationState } from '../../../server/contract/card-station.ts';
import { submitTokens } from '../../../server/contract/card-station.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { type MadeCards, makeCards, remakeCards, wipeCards } from '../../../tally/roles/card-station.ts';
import { call } from '../../session/client.ts';
import { randomBytes } from '../../session/random.ts';
import { type PrintRefusal, printedCards } from './print-cards.ts';

export const CARDS_PER_SHEET = 8;

export type CardMaking = {
  /** How many cards have their seeds in memory now. */
  readonly held: Accessor<number>;
  /** Address of the PDF inside this page; null when there is nothing to print. */
  readonly file: Accessor<string | null>;
  readonly drawing: Accessor<boolean>;
  readonly printProblem: Accessor<PrintRefusal | null>;
  /** Seeds wiped in this page, how many; null before. */
  readonly wiped: Accessor<number | null>;
  readonly make: () => Promise<void>;
  /** Sheets counted from 1; their cards are made anew and only these sheets are printed again. */
  readonly remake: (sheets: readonly number[]) => Promise<void>;
  readonly submit: () => Promise<Refusal | null>;
  readonly wipe: () => void;
};

export function createCardMaking(state: Accessor<CardStationState | undefined>): CardMaking {
  let made: MadeCards | null = null;
  const [held, setHeld] = createSignal(0);
  const [file, setFile] = createSignal<string | null>(null);
  const [drawing, setDrawing] = createSignal(false);
  const [printProblem, setPrintProblem] = createSignal<PrintRefusal | null>(null);
  const [wiped, setWiped] = createSignal<number | null>(null);

  const order = () => {
    const now = state();
    if (now === undefined || now.meetingHash === null) throw new Error('cards are made for a sealed meeting only');
    return {
      meetingHash: decodeBase64url(now.meetingHash, 32),
      round: now.round,
      testRun: now.meeting.testRun,
      random: randomBytes,
    };
  };

  const forgetFile = () => {
    const address = file();
    if (address !== null) URL.revokeObjectURL(address);
    setFile(null);
  };

  const draw = async (cards: MadeCards['cards']) => {
    const now = state();
    if (now === undefined) return;
    forgetFile();
    setPrintProblem(null);
    setDrawing(true);
    const printed = await printedCards({
      organization: now.meeting.organization,
      round: now.contests.map(({ zh }) => zh).join('、'),
      day: now.meeting.date,
      isSpecimen: now.meeting.testRun,
      cards: cards.map(({ text, qr, code }) => ({ text, qr, code })),
    });
    setDrawing(false);
    if (printed.ok) setFile(URL.createObjectURL(printed.value));
    else setPrintProblem(printed.error);
  };

  const wipe = () => {
    if (made === null) return;
    const count = made.cards.length;
    wipeCards(made);
    made = null;
    forgetFile();
    setHeld(0);
    setWiped(count);
  };
  onCleanup(wipe);

  return {
    held,
    file,
    drawing,
    printProblem,
    wiped,
    make: async () => {
      made = makeCards({ ...order(), count: state()?.cards ?? 0 });
      setWiped(null);
      setHeld(made.cards.length);
      await draw(made.cards);
    },
    remake: async (sheets) => {
      if (made === null) return;
      const spoiled = made.cards.flatMap((_, at) =>
        sheets.includes(Math.floor(at / CARDS_PER_SHEET) + 1) ? [at] : [],
      );
      made = remakeCards(order(), made, spoiled);
      const cards = made.cards;
      await draw(spoiled.map((at) => cards[at] as (typeof cards)[number]));
    },
    submit: async () => {
      if (made === null) return null;
      const answer = await call(submitTokens, { body: { round: order().round, tokens: [...made.tokens] } });
      return answer.ok ? null : answer.error;
    },
    wipe,
  };
}
