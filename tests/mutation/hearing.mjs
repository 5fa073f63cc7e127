/**
 * What a test file says of a check that is switched off, from vitest's report of it. Who waits until the time is over has noticed
 * nothing: the machine may have been slow. Nor has a file that did not come to its end.
 */

const TIMED_OUT = /^(?:Error: )?(?:Test|Hook) timed out in \d+ms/;

/** `noticed` only where something that was expected is not so; then `message` says what. */
export function heardFrom(result) {
  if (result === undefined) return { verdict: 'undecided', message: 'the file did not come to its end' };
  if (result.status === 'passed') return { verdict: 'passed', message: '' };
  const said = [result.message, ...result.assertionResults.flatMap((one) => one.failureMessages ?? [])].filter(Boolean);
  const noticed = said.find((message) => !TIMED_OUT.test(message));
  return noticed === undefined
    ? { verdict: 'undecided', message: said[0] ?? 'failed without a word' }
    : { verdict: 'noticed', message: noticed };
}
