/**
 * What a test file says of a check that is switched off. Who waits until the time is over has noticed nothing: the machine may have been
 * slow. Nor has a file that did not come to its end. Vitest's own report in JSON tells neither a hook's error nor that a time was over,
 * so this is a reporter of its own: `--reporter hearing.mjs`, with the file it writes in HEARING.
 */
import { writeFileSync } from 'node:fs';

const TIMED_OUT = /^(?:Test|Hook) timed out in \d+ms\./;

/** `noticed` only where something that was expected is not so; then `message` says what. */
export function heardFrom(report) {
  if (report === undefined) return { verdict: 'undecided', message: 'the file did not come to its end' };
  const noticed = report.errors.find((message) => !TIMED_OUT.test(message));
  if (noticed !== undefined) return { verdict: 'noticed', message: noticed };
  if (report.state === 'passed') return { verdict: 'passed', message: '' };
  return { verdict: 'undecided', message: report.errors[0] ?? `${report.state} without a word` };
}

/** The same of several files, one after the other: what one of them notices counts, whatever came of the others. */
export function heardFromAll(reports) {
  const heard = reports.map(heardFrom);
  return (
    heard.find(({ verdict }) => verdict === 'noticed') ??
    heard.find(({ verdict }) => verdict === 'undecided') ?? { verdict: 'undecided', message: 'no file came to its end' }
  );
}

const saidBy = (module) => [
  ...module.errors(),
  ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
  ...[...module.children.allTests()].flatMap((test) => test.result().errors ?? []),
];

export default class {
  onTestRunEnd(modules) {
    const reports = modules.map((module) => ({
      name: module.moduleId,
      state: module.state(),
      time: module.diagnostic().duration,
      errors: saidBy(module).map(({ message }) => message),
    }));
    writeFileSync(process.env.HEARING, JSON.stringify(reports));
  }
}
