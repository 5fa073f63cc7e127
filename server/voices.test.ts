/** 读音 from the organizer's page to the kiosks: what is a recording, who is told of which, and that names stay among headphones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Contest, personsOn } from '../tally/record/contest.ts';
import { label, person } from '../tally/record/person.ts';
import { kioskState } from './contract/kiosk.ts';
import { addMachine, organizerMeeting } from './contract/organizer.ts';
import { pair, setUp } from './contract/public.ts';
import * as voices from './contract/voices.ts';
import { type Browser, type ScratchApp, scratchApp } from './scratch-app.ts';
import { clipsForKiosk } from './services/voices.ts';

const clip = (name: string) => readFileSync(join(import.meta.dirname, `../kiosk/voice/clips/zh/${name}.mp3`));
const WELCOME = { kind: 'prompt', language: 'zh', prompt: 'welcome' } as const;

let scratch: ScratchApp;
let office: Browser;
let meeting = '';
beforeAll(async () => {
  scratch = await scratchApp();
  office = scratch.browser();
  const started = await office.call(setUp, {
    body: { code: scratch.app.setUpCode, name: '组织者', password: 'a long password', start: 'sample' },
  });
  if (!started.ok || started.value.meeting === null) throw new Error('no sample');
  meeting = started.value.meeting;
});
afterAll(() => scratch.close());

const params = () => ({ meeting });
const save = (spoken: voices.Spoken, content: Uint8Array) =>
  office.call(voices.saveVoiceClip, {
    params: params(),
    body: { spoken, content: Buffer.from(content).toString('base64') },
  });
const list = async () => {
  const answer = await office.call(voices.voiceClips, { params: params() });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};
const code = (answer: { readonly ok: boolean }) =>
  (answer as { readonly error?: { readonly code: string } }).error?.code ?? 'accepted';

async function kiosk(): Promise<{ readonly page: Browser; readonly machine: string }> {
  const added = await office.call(addMachine, { params: params(), body: { role: 'kiosk', name: '投票机' } });
  if (!added.ok) throw new Error(added.error.code);
  const page = scratch.browser();
  expect(code(await page.call(pair, { body: { code: added.value.code } }))).toBe('accepted');
  return { page, machine: added.value.id };
}

test('a recording replaces the one before it and is had by its hash, with the type of its own bytes', async () => {
  expect((await list()).clips).toEqual([]);
  expect(code(await save(WELCOME, clip('card')))).toBe('accepted');
  const [first] = (await list()).clips;
  expect(code(await save(WELCOME, clip('welcome')))).toBe('accepted');
  const [second, ...others] = (await list()).clips;
  expect(others).toEqual([]);
  expect(second?.sha256).not.toBe(first?.sha256);
  const at = `/api/organizer/meetings/${meeting}/voices/`;
  const answer = await office.request(`${at}${second?.sha256}`);
  expect(answer.headers.get('content-type')).toBe('audio/mpeg');
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array(clip('welcome')));
  expect((await office.request(`${at}${first?.sha256}`)).status).toBe(404);
  expect((await scratch.browser().request(`${at}${second?.sha256}`)).status).toBe(401);
});

test('what is no recording, too long, or of nobody on the ballot is refused in words', async () => {
  const [name = ''] = (await list()).names;
  expect(code(await save({ kind: 'name', label: name }, new TextEncoder().encode('<script>')))).toBe('clip-no-sound');
  const long = Buffer.concat(Array.from({ length: 40 }, () => clip('welcome')));
  expect(long.length).toBeGreaterThan(voices.MOST_CLIP_BYTES);
  expect(code(await save(WELCOME, long))).toBe('clip-too-large');
  expect(code(await save({ kind: 'name', label: '没有这个人' }, clip('card')))).toBe('clip-name-unknown');
});

test('nothing is listed for, or recorded of, a meeting that is not there', async () => {
  const nowhere = { params: { meeting: crypto.randomUUID() } };
  expect(code(await office.call(voices.voiceClips, nowhere))).toBe('not-found');
  const body = { spoken: WELCOME, content: clip('card').toString('base64') };
  expect(code(await office.call(voices.saveVoiceClip, { ...nowhere, body }))).toBe('not-found');
});

test('a kiosk hears of prompts, and has every recording by its hash; of names only with headphones', async () => {
  const [name = ''] = (await list()).names;
  expect(code(await save({ kind: 'name', label: name }, clip('staff')))).toBe('accepted');
  const { page, machine } = await kiosk();
  const told = async () => {
    const state = await page.call(kioskState);
    if (!state.ok) throw new Error(state.error.code);
    return state.value.voices;
  };
  const [only, ...others] = await told();
  expect([only?.spoken, others]).toEqual([WELCOME, []]);
  expect((await page.request(`/api/kiosk/voices/${only?.sha256}`)).headers.get('content-type')).toBe('audio/mpeg');
  const headphones = (of: string) =>
    office.call(voices.saveHeadphones, { params: { ...params(), machine: of }, body: { headphones: true } });
  expect(code(await headphones(machine))).toBe('accepted');
  expect(code(await headphones(crypto.randomUUID()))).toBe('not-found');
  const state = await office.call(organizerMeeting, { params: params() });
  expect(state.ok && state.value.machines.map((one) => one.headphones)).toEqual([true]);
  const before = await page.call(kioskState);
  expect(before.ok && before.value.headphones).toBe(true);
  // No round is sealed: there is nobody on a ballot yet.
  expect((await told()).map(({ spoken }) => spoken)).toEqual([WELCOME]);
});

test('names of this ballot only, of candidates and of those who can be written in, and of nobody without headphones', () => {
  const contest = {
    kind: 'election',
    candidates: [{ name: '王建国', remark: '1974年生' }],
    writeIns: [{ name: '李㛃', remark: '' }],
  } as unknown as Contest;
  const clips = [
    { spoken: WELCOME, sha256: 'a' },
    ...[...personsOn(contest).map(label), '别人'].map((name) => ({
      spoken: { kind: 'name' as const, label: name },
      sha256: name,
    })),
  ];
  expect(clipsForKiosk(clips, true, [contest])).toEqual(clips.slice(0, 3));
  expect(clipsForKiosk(clips, false, [contest])).toEqual(clips.slice(0, 1));
});

test('a word can be recorded too; a mark is told to headphones and to no loudspeaker', async () => {
  const word = { kind: 'word', language: 'zh', word: 'against' } as const;
  expect(code(await save(word, clip('kept')))).toBe('accepted');
  const saved = (await list()).clips.find(({ spoken }) => spoken.kind === 'word');
  expect(saved?.spoken).toEqual(word);
  if (saved === undefined) throw new Error('no word');
  expect(clipsForKiosk([saved], true, [])).toEqual([saved]);
  expect(clipsForKiosk([saved], false, [])).toEqual([]);
  expect(code(await office.call(voices.removeVoiceClip, { params: params(), body: { spoken: word } }))).toBe(
    'accepted',
  );
  expect(voices.spokenSchema.safeParse({ ...word, word: 'in-favour' }).success).toBe(false);
});

test('of a form its title and what is judged can be recorded besides the names', () => {
  const subjects = [{ name: '村民委员会', remark: '' }];
  const form = { kind: 'appraisal', title: { zh: '班子·德', en: 'Appraisal: 班子, 德' }, dimension: '德', subjects };
  expect(voices.namesOn(form as unknown as Contest)).toEqual(['村民委员会', '班子·德', '德']);
});

test('the longest name with the longest remark can be recorded', () => {
  const longest = person.parse({ name: '长'.repeat(60), remark: '注'.repeat(60) });
  expect(voices.spokenSchema.safeParse({ kind: 'name', label: label(longest) }).success).toBe(true);
});

test('a recording that is removed is gone', async () => {
  const before = (await list()).clips.length;
  const removed = await office.call(voices.removeVoiceClip, { params: params(), body: { spoken: WELCOME } });
  expect(code(removed)).toBe('accepted');
  expect((await list()).clips.length).toBe(before - 1);
});
