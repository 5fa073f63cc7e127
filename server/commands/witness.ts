/**
 * `npm run witness -- URL [--meeting ID] [--key FILE] [--name NAME] [--once]`: an outside witness of the record. It makes its
 * key at the first start, prints the line for the organizer, and from the sealing on cosigns every head of the log that
 * extends the last one. Of a meeting with two histories it cosigns nothing more: the evidence is written to a file that
 * `npm run verify` judges, the other meetings are followed on, and it ends with a failure.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { ZodError } from 'zod';
import { noteName } from '../../tally/record/meeting-entry.ts';
import { declarationOf, verifierLine, witnessFingerprint } from '../../tally/roles/witness.ts';
import type { Text } from '../../tally/text/text.ts';
import { FORK_TEXT, judgeForkEvidence } from '../../tally/verify/fork-evidence.ts';
import { type Client, createClient } from '../contract/client.ts';
import { installation } from '../contract/public.ts';
import { followMeeting, type Look, type MeetingFollower } from '../witness/follow-meeting.ts';
import { openWitnessFiles, type WitnessFiles, type WitnessFilesProblem } from '../witness/witness-files.ts';
import { outputPath, runCommand, UsageError } from './command-line.ts';

/** Two histories. */
const FORK = 1;
/** --once, and not everything could be cosigned. */
const INCOMPLETE = 3;
const TURN_MS = 2_000;
const PATIENCE_MS = 20_000;

const USAGE = 'npm run witness -- URL [--meeting ID] [--key FILE] [--name NAME] [--once]';

const FILES_PROBLEM = {
  'in-use': { zh: '另一个见证程序正在用这把钥匙。', en: 'Another witness program is using this key.' },
  'key-unreadable': { zh: '读不出钥匙文件。', en: 'The key file cannot be read.' },
  'memory-missing': {
    zh: '找不到与钥匙在一起的 .memory 文件：忘了自己联署过什么的见证不能作数。请恢复它，或用 --key 另做一把钥匙。',
    en: 'The .memory file beside the key is missing. A witness that forgot what it cosigned is worth nothing: restore it, or make another key with --key.',
  },
  'memory-unreadable': {
    zh: '读不出与钥匙在一起的 .memory 文件。',
    en: 'The .memory file beside the key cannot be read.',
  },
  'name-fixed': { zh: '这把钥匙已有别的名称。', en: 'This key has another name already.' },
} as const satisfies Record<WitnessFilesProblem, Text>;

const say = ({ zh, en }: Text): void => void process.stdout.write(`${zh}\n  ${en}\n`);

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      meeting: { type: 'string' },
      key: { type: 'string' },
      name: { type: 'string' },
      once: { type: 'boolean' },
    },
  });
  const [address] = positionals;
  if (address === undefined || positionals.length !== 1 || !/^https?:\/\//.test(address) || !URL.canParse(address))
    throw new UsageError({ zh: `用法：${USAGE}`, en: `Usage: ${USAGE}` });
  if (values.name !== undefined && !noteName.safeParse(values.name).success) {
    throw new UsageError({
      zh: '--name 只用英文字母、数字和 . _ / -，以字母或数字开头。',
      en: '--name takes letters, digits and . _ / - and begins with a letter or digit.',
    });
  }
  return { ...values, base: new URL(address).origin, key: outputPath(values.key ?? 'witness.json') };
}

function introduce({ identity, isNew }: WitnessFiles, path: string): void {
  const { name, key } = declarationOf(identity);
  if (isNew) say({ zh: `已生成见证钥匙：${path}`, en: `The key of this witness was made: ${path}` });
  say({
    zh: '请把下面一行交给组织者，并打电话核对四组字符：',
    en: 'Hand this line to the organizer and compare the four groups by telephone:',
  });
  process.stdout.write(`\n  ${verifierLine(identity)}\n  ${witnessFingerprint({ name, key }).join(' ')}\n\n`);
}

/** Tells a change once, not at every turn. */
function createTeller(): (meeting: string, look: Look) => void {
  const last = new Map<string, string>();
  return (meeting, look) => {
    const words = wordsOf(meeting, look);
    if (words === null || last.get(meeting) === words.zh) return;
    last.set(meeting, words.zh);
    say(words);
  };
}

function wordsOf(meeting: string, look: Look): Text | null {
  switch (look.kind) {
    case 'cosigned':
      return { zh: `${look.log}：已联署到第 ${look.size} 条`, en: `${look.log}: cosigned up to entry ${look.size}` };
    case 'not-mine':
      return { zh: `会议 ${meeting} 没有登记这个见证方`, en: `meeting ${meeting} does not declare this witness` };
    case 'unreachable':
      return {
        zh: `会议 ${meeting}：服务器没有答复（${look.code}）`,
        en: `meeting ${meeting}: no answer (${look.code})`,
      };
    case 'refused':
      return {
        zh: `会议 ${meeting}：${FORK_TEXT[look.reason].zh}，不联署`,
        en: `meeting ${meeting}: ${FORK_TEXT[look.reason].en}; nothing is cosigned`,
      };
    case 'cleared':
      return {
        zh: `会议 ${meeting}：服务器给的检查点或证明不对，但档案没有被改写；不联署，再试`,
        en: `meeting ${meeting}: the server sent a wrong head or proof, though the record was not rewritten; nothing is cosigned, trying on`,
      };
    case 'up-to-date':
    case 'fork':
      return null;
  }
}

function tellFork(files: WitnessFiles, { log, evidence, shown }: Extract<Look, { kind: 'fork' }>): void {
  say({
    zh: `停止！${log} 出示了两种历史：现在的档案不是以前联署过的那一份。请立即告诉主持人和总监票人。`,
    en: `Stop. ${log} showed two histories: its record is not the one cosigned before. Tell the chair and the chief scrutineer at once.`,
  });
  if (evidence === null) {
    say({
      zh: '手里没有两个由日志签署、互相冲突的检查点，单凭本机还证明不了。',
      en: 'There are no two heads at hand that the log signed and that conflict; by itself this proves nothing to others.',
    });
    if (shown === null) return;
    const note = files.keepNote(log, shown);
    say({
      zh: `日志签署了的那个检查点已保存：${note}。请与现在的档案一起留着，要求服务器解释。`,
      en: `The head that the log did sign is kept: ${note}. Keep it with the record of now; the server has to explain it.`,
    });
    return;
  }
  const judged = judgeForkEvidence(evidence);
  say(FORK_TEXT[judged.ok ? judged.value : judged.error]);
  const path = files.keepEvidence(evidence);
  say({ zh: `证据已保存：${path}（npm run verify 可核验）`, en: `Evidence kept: ${path} (npm run verify judges it)` });
}

/** What answers, but not in the words of this program's version, is asked nothing more: a person has to look. */
function clientOf(base: string): Client {
  const client = createClient({
    base,
    fetch: (address, request) => fetch(address, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) }),
  });
  const call: Client['call'] = async (definition, ...input) => {
    try {
      return await client.call(definition, ...input);
    } catch (error) {
      if (!(error instanceof ZodError)) throw error;
      const { path } = definition;
      throw new UsageError({
        zh: `${base} 对 ${path} 的答复不合格式：它不是唱票服务器，或与本程序版本不同。请核对地址，与服务器用同一版本的程序，再启动一次；仍然如此就告诉组织者。`,
        en: `${base} gave a malformed answer to ${path}: it is not a Changpiao server, or of another version than this program. Check the address, use the version of the server and start again; if it stays so, tell the organizer.`,
      });
    }
  };
  return { call };
}

/** Sealed meetings of the installation, or the one asked for; undefined while the server does not answer. */
async function meetingsAt(client: Client, only: string | undefined): Promise<readonly string[] | undefined> {
  if (only !== undefined) return [only];
  const answer = await client.call(installation);
  return answer.ok ? answer.value.meetings.map(({ id }) => id) : undefined;
}

async function follow(
  client: Client,
  files: WitnessFiles,
  options: { readonly meeting: string | undefined; readonly once: boolean; readonly isEnding: () => boolean },
): Promise<number> {
  const tell = createTeller();
  const followers = new Map<string, MeetingFollower>();
  const now = () => Math.floor(Date.now() / 1000);
  const forked = new Set<string>();
  let isSilent = false;
  for (;;) {
    const meetings = await meetingsAt(client, options.meeting);
    if (meetings === undefined && !isSilent)
      say({ zh: '连接不上服务器，继续尝试…', en: 'The server does not answer; trying on…' });
    isSilent = meetings === undefined;
    let followed = 0;
    let waiting = meetings === undefined ? 1 : 0;
    for (const meeting of meetings ?? []) {
      if (forked.has(meeting)) continue;
      const follower = followers.get(meeting) ?? followMeeting({ meeting, client, files, now });
      followers.set(meeting, follower);
      const look = await untilUpToDate(follower, (seen) => tell(meeting, seen));
      if (look.kind === 'fork') {
        tellFork(files, look);
        forked.add(meeting);
      } else if (look.kind === 'up-to-date') followed += 1;
      else if (look.kind !== 'not-mine') waiting += 1;
    }
    if (forked.size > 0 && (options.once || options.meeting !== undefined)) return FORK;
    if (options.once) return waiting === 0 && followed > 0 ? 0 : INCOMPLETE;
    for (let waited = 0; waited < TURN_MS; waited += 200) {
      if (options.isEnding()) return forked.size > 0 ? FORK : 0;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** The server offers decisive heads one by one: looks again while there is a larger one to cosign. */
async function untilUpToDate(follower: MeetingFollower, seen: (look: Look) => void): Promise<Look> {
  for (let size = 0; ; ) {
    const look = await follower.look();
    seen(look);
    if (look.kind !== 'cosigned' || look.size <= size) return look;
    size = look.size;
  }
}

async function main(): Promise<number> {
  const { base, meeting, key, name, once = false } = readArguments();
  const random = (length: number) => new Uint8Array(randomBytes(length));
  const files = openWitnessFiles(key, { random, name });
  if (!files.ok) throw new UsageError(FILES_PROBLEM[files.error]);
  const client = clientOf(base);
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => (isEnding = true));
  try {
    introduce(files.value, key);
    return await follow(client, files.value, { meeting, once, isEnding: () => isEnding });
  } finally {
    files.value.close();
  }
}

await runCommand(main);
