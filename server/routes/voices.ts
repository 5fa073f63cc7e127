import { err, ok } from '../../crypto/result.ts';
import {
  kioskVoiceClip,
  removeVoiceClip,
  saveHeadphones,
  saveVoiceClip,
  voiceClipFile,
  voiceClips,
} from '../contract/voices.ts';
import type { Mount } from '../http/mount.ts';
import type { Voices } from '../services/voices.ts';
import { loadMachines, setHeadphones } from '../store/accounts.ts';
import type { Database } from '../store/database.ts';

/** 读音: the organizer's recordings, and the kiosks that say them. */
export function mountVoices(mount: Mount, { db, voices }: { readonly db: Database; readonly voices: Voices }): void {
  const file = async (meeting: string, sha256: string) => {
    const clip = await voices.file(meeting, sha256);
    return clip === undefined ? err('not-found' as const) : ok({ bytes: clip.content, mediaType: clip.media });
  };

  mount(voiceClips, async ({ params }) => {
    const names = await voices.names(params.meeting);
    if (!names.ok) return names;
    return ok({ clips: [...(await voices.clips(params.meeting))], names: [...names.value] });
  });
  mount(saveVoiceClip, ({ params, body }) =>
    voices.save(params.meeting, body.spoken, new Uint8Array(Buffer.from(body.content, 'base64'))),
  );
  mount(removeVoiceClip, async ({ params, body }) => {
    await voices.remove(params.meeting, body.spoken);
    return ok({ done: true as const });
  });
  mount(voiceClipFile, ({ params }) => file(params.meeting, params.hash));
  mount(kioskVoiceClip, ({ caller, params }) => file(caller.machine.meeting, params.hash));

  mount(saveHeadphones, async ({ params, body }) => {
    const machine = (await loadMachines(db, params.meeting)).find(({ id }) => id === params.machine);
    if (machine?.role !== 'kiosk') return err('not-found');
    await setHeadphones(db, machine.id, body.headphones);
    return ok({ done: true as const });
  });
}
