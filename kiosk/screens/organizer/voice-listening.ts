/** The sound of what kiosks say, in the organizer's page: the village's own recording, or the one that is delivered. */
import { createSignal, onCleanup } from 'solid-js';
import { addressOf } from '../../../server/contract/route.ts';
import { type Spoken, subjectOf, voiceClipFile, voiceClips } from '../../../server/contract/voices.ts';
import { call } from '../../session/client.ts';
import { createPolledState } from '../../session/polled-state.ts';
import { builtInClip, builtInWord } from '../../voice/clips.ts';

const POLL_MS = 5000;

/** `cut`: something else was asked for meanwhile. */
export type Heard = 'heard' | 'failed' | 'cut';

export function createListening(meeting: string) {
  const params = { meeting };
  const { state, refresh } = createPolledState(() => call(voiceClips, { params }), { intervalMs: POLL_MS });
  const player = new Audio();
  const [playing, setPlaying] = createSignal<string | null>(null);
  let tell: (how: Heard) => void = () => undefined;
  const end = (how: Heard) => {
    player.pause();
    setPlaying(null);
    tell(how);
    tell = () => undefined;
  };
  player.addEventListener('ended', () => end('heard'));
  player.addEventListener('error', () => end('failed'));
  onCleanup(() => end('cut'));

  /** The hash of the village's own; null: there is none. */
  const own = (spoken: Spoken): string | null =>
    state()?.clips.find((clip) => subjectOf(clip.spoken) === subjectOf(spoken))?.sha256 ?? null;
  const address = (spoken: Spoken): string | null => {
    const sha256 = own(spoken);
    if (sha256 !== null) return addressOf(voiceClipFile, { ...params, hash: sha256 });
    switch (spoken.kind) {
      case 'prompt':
        return builtInClip(spoken.language, spoken.prompt);
      case 'word':
        return builtInWord(spoken.language, spoken.word);
      case 'name':
        return null;
    }
  };
  return {
    state,
    refresh,
    own,
    /** What is heard now (`subjectOf`). */
    playing,
    /** Whether there is anything to hear. */
    isThere: (spoken: Spoken): boolean => address(spoken) !== null,
    /** Until it has been heard to its end, or why not. */
    listen: (spoken: Spoken): Promise<Heard> => {
      end('cut');
      const from = address(spoken);
      if (from === null) return Promise.resolve('failed');
      return new Promise((resolve) => {
        tell = resolve;
        setPlaying(subjectOf(spoken));
        player.src = from;
        // A play that is cut short by the next is refused too, when nobody waits for it any more.
        player.play().catch(() => player.error !== null && end('failed'));
      });
    },
    silence: () => end('cut'),
  };
}
