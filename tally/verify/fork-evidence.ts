/**
 * Judges evidence that a log showed two histories (specification §3.7), from its two notes and the log's key alone.
 *
 * Security: evidence comes from anybody, and a false accusation must not pass. It is proven only by what the log itself
 * signed: two roots of one size, or a larger tree whose own first leaves have another root than the smaller head.
 */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { equalBytes } from '../../crypto/encoding/bytes.ts';
import { type Checkpoint, parseCheckpoint } from '../../crypto/log/checkpoint.ts';
import { prefixRoots } from '../../crypto/log/merkle.ts';
import { type NoteVerifier, parseNote, verifyNote } from '../../crypto/log/signed-note.ts';
import { err, ok, type Result } from '../../crypto/result.ts';
import { type ForkEvidence, forkEvidence } from '../record/log-head.ts';
import type { Text } from '../text/text.ts';

/** The first two are proofs by themselves; of 'unproven' the log could only clear itself by a consistency proof. */
export type ForkVerdict = 'two-roots' | 'rewritten' | 'unproven';

export type ForkFault = 'note-malformed' | 'other-log' | 'log-signature' | 'no-conflict' | 'path-invalid';

export const FORK_TEXT = {
  'two-roots': {
    zh: '证据成立：日志为同样多的条目签署了两个不同的根',
    en: 'proven: the log signed two different roots for the same number of entries',
  },
  rewritten: {
    zh: '证据成立：日志签署的较长档案，开头部分不是它签署过的较短档案',
    en: 'proven: the longer record the log signed does not begin with the shorter one it signed',
  },
  unproven: {
    zh: '还不能单独证明：两个检查点都是日志签署的，但没有附上两者冲突的证明。请要求服务器出示一致性证明；拿不出，就是两种历史',
    en: 'not proven yet: the log signed both heads, but no proof of their conflict is attached. Demand a consistency proof from the server; if it has none, there are two histories',
  },
  'note-malformed': { zh: '检查点无法读取', en: 'a checkpoint cannot be read' },
  'other-log': { zh: '检查点属于另一个日志', en: 'a checkpoint names another log' },
  'log-signature': { zh: '检查点不是这个日志签署的', en: 'a checkpoint is not signed by this log' },
  'no-conflict': { zh: '两个检查点并不冲突', en: 'the two checkpoints do not conflict' },
  'path-invalid': {
    zh: '所附的证明不属于较长的档案',
    en: 'the attached proof does not belong to the longer record',
  },
} as const satisfies Record<ForkVerdict | ForkFault, Text>;

/** Without trusted keys. */
export const FORK_KEYS_NOTE: Text = {
  zh: '没有提供可信密钥文件：日志公钥取自证据本身。请用 --keys 提供另行取得的 trusted-keys.json。',
  en: 'No trusted keys were given: the key of the log is the one the evidence names. Give a trusted-keys.json that you got another way with --keys.',
};

export const isProven = (verdict: ForkVerdict): boolean => verdict !== 'unproven';

/** `trusted`: the log as its reader knows it; by default the key is the evidence's own, and says only what it says. */
export function judgeForkEvidence(
  evidence: ForkEvidence,
  trusted: { readonly logOrigin: string; readonly logKey: string } = evidence,
): Result<ForkVerdict, ForkFault> {
  if (evidence.logOrigin !== trusted.logOrigin || evidence.logKey !== trusted.logKey) return err('other-log');
  const log = { name: trusted.logOrigin, publicKey: decodeBase64url(trusted.logKey, 32) };
  const [cosigned, shown] = [headSignedBy(log, evidence.cosigned), headSignedBy(log, evidence.shown)];
  if (!cosigned.ok) return cosigned;
  if (!shown.ok) return shown;
  return judge(cosigned.value, shown.value, evidence.path);
}

function judge(a: Checkpoint, b: Checkpoint, path: readonly string[]): Result<ForkVerdict, ForkFault> {
  const [smaller, larger] = a.size < b.size ? [a, b] : [b, a];
  if (smaller.size === larger.size) return equalBytes(a.root, b.root) ? err('no-conflict') : ok('two-roots');
  if (path.length === 0) return ok('unproven');
  const roots = prefixRoots(
    smaller.size,
    larger.size,
    path.map((hash) => decodeBase64url(hash, 32)),
  );
  if (roots === undefined || !equalBytes(roots.second, larger.root)) return err('path-invalid');
  return equalBytes(roots.first, smaller.root) ? err('no-conflict') : ok('rewritten');
}

export function headSignedBy(
  log: NoteVerifier,
  text: string,
): Result<Checkpoint, 'note-malformed' | 'other-log' | 'log-signature'> {
  try {
    const note = parseNote(text);
    const head = parseCheckpoint(note.text);
    if (head.origin !== log.name) return err('other-log');
    return verifyNote(note, log) ? ok(head) : err('log-signature');
  } catch {
    return err('note-malformed');
  }
}

/** Reads a file of evidence; anything else is none. */
export function parseForkEvidence(text: string): ForkEvidence | null {
  try {
    const parsed = forkEvidence.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
