/** 读音: what a village records in its own voice or dialect, for what the kiosks say and for the names on its ballot. */
import { z } from 'zod';
import { type Contest, personsOn } from '../../tally/record/contest.ts';
import { label } from '../../tally/record/person.ts';
import { route } from './route.ts';
import { bytes32Schema, doneSchema } from './shared.ts';
import { WORD_KEYS } from './words.ts';

/** The sentences of the screens, which the whole hall may hear (kiosk/voice/prompts.ts has their words). */
export const PROMPT_KEYS = [
  'card',
  'typed',
  'camera',
  'welcome',
  'election',
  'appraisal',
  'recommendation',
  'review',
  'review-form',
  'cast',
  'cast-slip',
  'challenge',
  'opened',
  'still-there',
  'held-up',
  'paused',
  'kept',
  'fault',
  'staff',
  'card-cast',
  'card-challenged',
  'card-void',
  'card-unknown',
  'card-other-round',
  'card-test-run-card',
  'card-real-card',
  'card-unreadable',
  'card-voting-closed',
] as const;
export type PromptKey = (typeof PROMPT_KEYS)[number];

export const MOST_CLIP_BYTES = 300_000;
export const CLIP_MEDIA = ['audio/wav', 'audio/mpeg', 'audio/ogg'] as const;

/** The longest name, the longest remark, and the brackets around it (tally/record/person.ts). */
const MOST_LABEL = 122;

const language = z.enum(['zh', 'en']);

/** A prompt or a word in one language, or a name (or the title of a form), which sounds the same in both. */
export const spokenSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('prompt'), language, prompt: z.enum(PROMPT_KEYS) }),
  z.strictObject({ kind: z.literal('word'), language, word: z.enum(WORD_KEYS) }),
  z.strictObject({ kind: z.literal('name'), label: z.string().min(1).max(MOST_LABEL) }),
]);
export type Spoken = z.infer<typeof spokenSchema>;

/** What a recording says, as one text: prompt:zh:welcome, word:zh:for, or name:王建国. */
export function subjectOf(spoken: Spoken): string {
  switch (spoken.kind) {
    case 'prompt':
      return `prompt:${spoken.language}:${spoken.prompt}`;
    case 'word':
      return `word:${spoken.language}:${spoken.word}`;
    case 'name':
      return `name:${spoken.label}`;
  }
}

/** What only this village has on its ballot: everybody by name, and the titles of its own forms. Those of elections are words. */
export function namesOn(of: Contest): readonly string[] {
  const names = personsOn(of).map(label);
  if (of.kind === 'election') return names;
  return [...names, of.title.zh, ...(of.kind === 'appraisal' && of.dimension !== undefined ? [of.dimension] : [])];
}

/** The hash is the address: another recording has another one. */
export const voiceClipSchema = z.object({ spoken: spokenSchema, sha256: bytes32Schema });
export type VoiceClip = z.infer<typeof voiceClipSchema>;

const audience = 'organizer' as const;
const inMeeting = '/api/organizer/meetings/:meeting' as const;
const ANY_SOUND = { mediaType: 'application/octet-stream' } as const;

export const voiceClips = route({
  method: 'GET',
  path: `${inMeeting}/voices`,
  audience,
  summary: { zh: '自己录的读音', en: 'Own recordings' },
  body: null,
  response: z.object({ clips: z.array(voiceClipSchema), names: z.array(z.string()) }),
  refusals: ['not-signed-in'],
});

export const saveVoiceClip = route({
  method: 'PUT',
  path: `${inMeeting}/voices`,
  audience,
  summary: { zh: '存一段读音（WAV、MP3、OGG）', en: 'Keep a recording (WAV, MP3, OGG)' },
  body: z.strictObject({ spoken: spokenSchema, content: z.base64().max(8_000_000) }),
  response: voiceClipSchema,
  refusals: ['not-signed-in', 'clip-no-sound', 'clip-too-large', 'clip-name-unknown'],
});

export const removeVoiceClip = route({
  method: 'POST',
  path: `${inMeeting}/voices/removed`,
  audience,
  summary: { zh: '不用自己录的读音', en: 'Do without a recording' },
  body: z.strictObject({ spoken: spokenSchema }),
  response: doneSchema,
  refusals: ['not-signed-in'],
});

export const voiceClipFile = route({
  method: 'GET',
  path: `${inMeeting}/voices/:hash`,
  audience,
  summary: { zh: '试听', en: 'A recording, to listen to' },
  body: null,
  response: ANY_SOUND,
  refusals: ['not-signed-in'],
});

export const saveHeadphones = route({
  method: 'PUT',
  path: `${inMeeting}/machines/:machine/headphones`,
  audience,
  summary: { zh: '投票机有没有耳机', en: 'Whether a kiosk has headphones' },
  body: z.strictObject({ headphones: z.boolean() }),
  response: doneSchema,
  refusals: ['not-signed-in'],
});

/** By its hash, before anybody votes: a kiosk asks for every recording it was told of, in one order, and never for one because of a voter. */
export const kioskVoiceClip = route({
  method: 'GET',
  path: '/api/kiosk/voices/:hash',
  audience: 'kiosk',
  summary: { zh: '一段读音', en: 'A recording' },
  body: null,
  response: ANY_SOUND,
  refusals: ['not-signed-in'],
});

export const voiceRoutes = {
  voiceClips,
  saveVoiceClip,
  removeVoiceClip,
  voiceClipFile,
  saveHeadphones,
  kioskVoiceClip,
};
