/** The whole path by a number pad (UX 5.3): 2 and 8 move, 5 chooses, 0 says it again. Tab and Enter work everywhere by themselves. */

const STEP: Readonly<Record<string, number>> = { Numpad2: 1, Numpad6: 1, Numpad8: -1, Numpad4: -1 };

function reachable(): readonly HTMLElement[] {
  // A modal dialog makes everything behind it unreachable.
  const scope: ParentNode = document.querySelector('dialog[open]') ?? document;
  return [...scope.querySelectorAll<HTMLElement>('button:not(:disabled)')];
}

export function makeNumberPad(
  target: EventTarget,
  options: { readonly isListening: () => boolean; readonly onRepeat: () => void },
): () => void {
  const onKeyDown = (event: Event) => {
    const { code } = event as KeyboardEvent;
    if (!options.isListening()) return;
    if (code === 'Numpad5') {
      if (document.activeElement instanceof HTMLButtonElement) document.activeElement.click();
      event.preventDefault();
      return;
    }
    if (code === 'Numpad0') {
      options.onRepeat();
      event.preventDefault();
      return;
    }
    const step = STEP[code];
    if (step === undefined) return;
    const all = reachable();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = at === -1 ? (step === 1 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
    // Nowhere else to go: who does not see that hears where she is.
    if (all[next] === document.activeElement) options.onRepeat();
    all[next]?.focus();
    event.preventDefault();
  };
  target.addEventListener('keydown', onKeyDown);
  return () => target.removeEventListener('keydown', onKeyDown);
}
