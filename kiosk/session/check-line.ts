/** A named check as a page shows it. */
import type { Text } from './language.ts';

export type CheckState = 'waiting' | 'running' | 'passed' | 'failed';
export type CheckLine = {
  readonly name: string;
  readonly title: Text;
  readonly state: CheckState;
  readonly detail?: Text | null;
  /** 0…1 while running, where it is known. */
  readonly progress?: number | null;
};
