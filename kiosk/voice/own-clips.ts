/**
 * Recordings of the village. They are fetched before anybody votes, all that the server names and in its order; what a voter does makes no
 * request. Names and words come only to a kiosk with headphones.
 */
import { createMemo, createRoot, createSignal } from 'solid-js';
import { addressOf } from '../../server/contract/route.ts';
import { kioskVoiceClip, type Spoken, subjectOf, type VoiceClip } from '../../server/contract/voices.ts';

const [clips, setClips] = createSignal<readonly VoiceClip[]>([]);
const addresses = createRoot(() =>
  createMemo(
    () =>
      new Map(
        clips().map(({ spoken, sha256 }) => [subjectOf(spoken), addressOf(kioskVoiceClip, { hash: sha256 })] as const),
      ),
  ),
);

export { setClips as useOwnClips };

export const ownClips = (): readonly string[] => [...new Set(addresses().values())];

export const ownClip = (spoken: Spoken): string | undefined => addresses().get(subjectOf(spoken));
