/**
 * 读音 in a village's own voice. A meeting that follows from another speaks with the recordings of that one until it has its own. A kiosk is
 * told of names and words only where it has headphones: the hall never hears one.
 */
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../crypto/result.ts';
import type { Contest } from '../../tally/record/contest.ts';
import { isElectionMeeting } from '../../tally/record/meeting-entry.ts';
import { label } from '../../tally/record/person.ts';
import { MOST_CLIP_BYTES, namesOn, type Spoken, spokenSchema, subjectOf, type VoiceClip } from '../contract/voices.ts';
import type { Database } from '../store/database.ts';
import { loadMeeting } from '../store/meeting.ts';
import { loadClip, loadClips, removeClip, type StoredClip, saveClip } from '../store/voice-clips.ts';
import { contestsOf, isElectable, loadPlan, type Plan, personOf } from './plan.ts';
import { soundFormat } from './sound-format.ts';

export type Voices = {
  readonly clips: (meeting: string) => Promise<readonly VoiceClip[]>;
  /** Who stands on the ballot or can be written in, and what the village's own forms are called. */
  readonly names: (meeting: string) => Promise<Result<readonly string[], 'not-found'>>;
  readonly save: (
    meeting: string,
    spoken: Spoken,
    content: Uint8Array,
  ) => Promise<Result<VoiceClip, 'not-found' | 'clip-no-sound' | 'clip-too-large' | 'clip-name-unknown'>>;
  readonly remove: (meeting: string, spoken: Spoken) => Promise<void>;
  readonly file: (meeting: string, sha256: string) => Promise<Pick<StoredClip, 'media' | 'content'> | undefined>;
};

/** Of a stored text (`subjectOf`). */
function spokenOf(subject: string): Spoken {
  const [kind = '', ...rest] = subject.split(':');
  const [language, key] = rest;
  return spokenSchema.parse(kind === 'name' ? { kind, label: rest.join(':') } : { kind, language, [kind]: key });
}

/** What a kiosk fetches before anybody votes; names of this ballot only, and names and words only where nobody else hears them. */
export function clipsForKiosk(
  clips: readonly VoiceClip[],
  headphones: boolean,
  contests: readonly Contest[],
): readonly VoiceClip[] {
  const names = new Set(contests.flatMap(namesOn));
  return clips.filter(
    ({ spoken }) => spoken.kind === 'prompt' || (headphones && (spoken.kind === 'word' || names.has(spoken.label))),
  );
}

function namesOf(plan: Plan): readonly string[] {
  const { kind, currentRound } = plan.meeting;
  const names = isElectionMeeting(kind)
    ? plan.members
        .filter((member) => isElectable(plan, currentRound, member))
        .map((member) => label(personOf(plan, member)))
    : contestsOf(plan, currentRound).flatMap(namesOn);
  return [...new Set(names)];
}

export function createVoices(db: Database): Voices {
  /** The meeting's own, then those of the one it follows from. */
  async function sources(meeting: string): Promise<readonly string[]> {
    const before = (await loadMeeting(db, meeting))?.derivedFrom;
    return before == null ? [meeting] : [meeting, before];
  }
  return {
    clips: async (meeting) => {
      const bySubject = new Map<string, string>();
      for (const source of (await sources(meeting)).toReversed())
        for (const { subject, sha256 } of await loadClips(db, source)) bySubject.set(subject, sha256);
      return [...bySubject].map(([subject, sha256]) => ({ spoken: spokenOf(subject), sha256 }));
    },
    names: async (meeting) => {
      const plan = await loadPlan(db, meeting);
      return plan === undefined ? err('not-found') : ok(namesOf(plan));
    },
    save: async (meeting, spoken, content) => {
      const plan = await loadPlan(db, meeting);
      if (plan === undefined) return err('not-found');
      if (spoken.kind === 'name' && !namesOf(plan).includes(spoken.label)) return err('clip-name-unknown');
      if (content.length > MOST_CLIP_BYTES) return err('clip-too-large');
      const media = soundFormat(content);
      if (media === null) return err('clip-no-sound');
      const sha256 = createHash('sha256').update(content).digest('base64url');
      await saveClip(db, { meeting, subject: subjectOf(spoken), media, sha256, content });
      return ok({ spoken, sha256 });
    },
    remove: (meeting, spoken) => removeClip(db, meeting, subjectOf(spoken)),
    file: async (meeting, sha256) => {
      for (const source of await sources(meeting)) {
        const found = await loadClip(db, source, sha256);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}
