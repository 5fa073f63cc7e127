import type { JSX } from 'solid-js';
import { language, setLanguage } from '../session/language.ts';
import { Button } from './button.tsx';

/** Officials' pages: 中文 / English; the choice outlives a reload. */
export function LanguageSwitch(): JSX.Element {
  return (
    <Button
      kind="quiet"
      name="language"
      text={language() === 'zh' ? { zh: 'English', en: 'English' } : { zh: '中文', en: '中文' }}
      onPress={() => setLanguage(language() === 'zh' ? 'en' : 'zh')}
    />
  );
}
