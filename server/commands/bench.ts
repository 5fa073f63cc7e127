/**
 * `npm run bench [-- --ballots 1000] [--json]`: the operations of the protocol, and the verification of whole records per
 * ballot, on one core and with two workers, beside what no verifier can avoid: decoding the points that are present and
 * one multi-scalar multiplication over them, measured in the same run with the same code. Records are simulated first.
 */
import { randomBytes } from 'node:crypto';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { RandomBytes } from '../../crypto/group.ts';
import { type Measured, measureOperations } from '../bench/operations.ts';
import { measureRecord, type RecordMeasurement } from '../bench/record-verification.ts';
import { progressLine, runCommand, wholeNumber } from './command-line.ts';

/** What the product promises (milliseconds a ballot, bytes an entry); reported, and the exit status says whether it holds. */
const CASES = [
  { candidates: 7, seats: 5, writeInList: 0, targetMs: 4, targetBytes: 1700 },
  { candidates: 7, seats: 5, writeInList: 73, targetMs: 13, targetBytes: 7000 },
] as const;
const TARGET_RATIO = 1.4;
const TARGET_SPEED_UP = 1.7;

interface Judged extends RecordMeasurement {
  readonly holds: {
    readonly time: boolean;
    readonly ratio: boolean;
    readonly speedUp: boolean;
    readonly size: boolean;
  };
}

const random: RandomBytes = (length) => new Uint8Array(randomBytes(length));
const round = (value: number, digits = 2): string => value.toFixed(digits);

function printOperations(operations: readonly Measured[]): void {
  console.log('运算 · operation                                                    毫秒 ms');
  for (const { zh, en, ms } of operations) console.log(`  ${round(ms, 3).padStart(10)}  ${zh} · ${en}`);
}

function printRecord(of: Judged): void {
  const mark = (holds: boolean) => (holds ? '✓' : '✗');
  const { target, holds } = of;
  console.log(
    `\n整份档案 · whole record: ${of.ballots} 张选票 ballots, ${of.candidates} 名候选人 candidates, ${of.seats} 个名额 seats, 另选名单 write-in list ${of.writeInList}`,
  );
  console.log(
    `  ${mark(holds.time)} 单核 one core            ${round(of.perBallotMs)} ms/票 a ballot (≤ ${target.ms})`,
  );
  console.log(
    `    不可避免 unavoidable     ${round(of.unavoidableMs)} ms/票 a ballot = 解码 decoding ${round(of.decodingMs)} + 多点乘 multi-scalar multiplication ${round(of.msmMs)} (${of.points} 点 points)`,
  );
  console.log(`  ${mark(holds.ratio)} 比值 ratio               ${round(of.ratio)} (≤ ${target.ratio})`);
  console.log(
    `  ${mark(holds.speedUp)} 两个线程 two workers      ${round(of.twoWorkersMs)} ms/票 a ballot, ${round(of.speedUp)}× (≥ ${target.speedUp})`,
  );
  console.log(`  ${mark(holds.size)} 选票条目 ballot entry     ${of.entryBytes} 字节 bytes (≤ ${target.bytes})`);
}

async function bench(): Promise<number> {
  const { values } = parseArgs({ options: { ballots: { type: 'string' }, json: { type: 'boolean' } } });
  const ballots = wholeNumber('ballots', values.ballots, 1000, 10, 60_000);
  const operations = await measureOperations(random);
  const records: Judged[] = [];
  for (const { targetMs, targetBytes, ...size } of CASES) {
    const onProgress = progressLine({ zh: `模拟选票（另选名单 ${size.writeInList}）`, en: 'ballots simulated' });
    const measured = await measureRecord({ ballots, ...size }, random, onProgress);
    const target = { ms: targetMs, bytes: targetBytes, ratio: TARGET_RATIO, speedUp: TARGET_SPEED_UP };
    records.push({
      ...measured,
      target,
      holds: {
        time: measured.perBallotMs <= target.ms,
        ratio: measured.ratio <= target.ratio,
        speedUp: measured.speedUp >= target.speedUp,
        size: measured.entryBytes <= target.bytes,
      },
    } as Judged);
  }
  const machine = { cpu: cpus()[0]?.model ?? '', cores: cpus().length, node: process.version };
  const ok = records.every(({ holds }) => Object.values(holds).every(Boolean));
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify({ ok, machine, operations, records })}\n`);
  } else {
    console.log(`${machine.cpu}, ${machine.cores} 核 cores, Node ${machine.node}\n`);
    printOperations(operations);
    for (const record of records) printRecord(record);
  }
  return ok ? 0 : 1;
}

await runCommand(bench);
