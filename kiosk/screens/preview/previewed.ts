/** What the organizer's page hands to the frame that shows the ballot (UX O4). The frame asks the server for nothing. */

import type { KioskState } from '../../../server/contract/kiosk.ts';
import type { Contest } from '../../../tally/record/contest.ts';
import type { Language } from '../../session/language.ts';
import type { ScreenMm } from '../../theme/scale.ts';
import type { TextSize } from '../../theme/text-size.ts';

export type Previewed = {
  readonly contests: readonly Contest[];
  readonly people: KioskState['people'];
  readonly surnames: KioskState['surnames'];
  readonly size: TextSize;
  readonly language: Language;
  /** Of the kiosk; the frame has its proportions, and draws its millimetres. */
  readonly screen: ScreenMm;
  /** The welcome page, or the first page of the ballot. */
  readonly from: 'V1' | 'V2';
  /** Counts how often it was asked for: whoever asks again begins again. */
  readonly times: number;
};

/** Other messages come too: whatever examines a page talks to its frames. */
export type PreviewMessage = { readonly preview: Previewed };

/** Said by the frame when it can be shown something; a frame that was loaded again says it again. */
export const FRAME_READY = 'preview-ready';
