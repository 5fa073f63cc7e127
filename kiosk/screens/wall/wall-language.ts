/** The language of the hall, which the operator chooses: the wall and its previews follow it, whatever their own pages speak. */
import { createContext, useContext } from 'solid-js';
import type { ScreenLanguage } from '../../../server/contract/organizer.ts';
import { keepDays } from '../../session/days.ts';
import type { Text } from '../../session/language.ts';

export const WallLanguage = createContext<{ readonly language: ScreenLanguage }>({ language: 'zh' });

export function useWallSay(): (text: Text) => string {
  const wall = useContext(WallLanguage);
  return (text) => keepDays(text[wall.language]);
}
