import type { Audience } from '../contract/route.ts';

/** Who calls, as the session says. Routes of one audience never see a caller of another. */
export type OfficialCaller = { readonly official: { readonly id: string; readonly name: string } };
export type MachineCaller = {
  readonly machine: { readonly id: string; readonly name: string; readonly meeting: string };
};
export type ScrutineerCaller = { readonly scrutineer: { readonly meeting: string; readonly index: number } };

export type CallerOf<A extends Audience> = A extends 'organizer' | 'desk' | 'township'
  ? OfficialCaller
  : A extends 'card-station' | 'kiosk' | 'screen' | 'teller'
    ? MachineCaller
    : A extends 'scrutineer'
      ? ScrutineerCaller
      : Record<string, never>;

export type AnyCaller = OfficialCaller | MachineCaller | ScrutineerCaller | Record<string, never>;
