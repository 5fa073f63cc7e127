/** Says whose row it is when the number pad or the keyboard comes to it; a tap says nothing. Rows carry the name as data-spoken. */
import { speakName } from './spoken.ts';

export function makeNameSpeaker(target: EventTarget): () => void {
  let last: string | undefined;
  const onFocus = (event: Event) => {
    const { target: at } = event;
    if (!(at instanceof HTMLElement)) return;
    const name = at.closest<HTMLElement>('[data-spoken]')?.dataset.spoken;
    if (name !== last && name !== undefined && at.matches(':focus-visible')) speakName(name);
    last = name;
  };
  target.addEventListener('focusin', onFocus);
  return () => target.removeEventListener('focusin', onFocus);
}
