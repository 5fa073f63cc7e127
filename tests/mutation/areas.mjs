/**
 * Where checks stand, and the tests that must notice when one is gone. `checks` are the expressions by which the code of an area
 * refuses; each is taken out alone, so that what follows goes on as if nothing had been found. Where `attacks` says so, the attacks that bring a finding about judge
 * first; only what they do not notice is left to the tests.
 */
const REPORT = { name: 'finding', pattern: /findings\.report\(/g, without: '((..._) => {})(' };
const REFUSAL = { name: 'refusal', pattern: /return err\(/g, without: 'void err(' };
const PROBLEM = { name: 'problem', pattern: /problems\.push\(/g, without: '((..._) => {})(' };
const THROW = { name: 'throw', pattern: /throw new \w+\(/g, without: 'void new Error(' };
const FALSE = { name: 'false', pattern: /return false;/g, without: ';' };

export const AREAS = {
  verifier: {
    folders: ['tally/verify'],
    checks: [REPORT],
    attacks: true,
    tests: [['tests/attacks/record'], ['tally', 'tests/attacks', 'tests/prints']],
  },
  record: {
    folders: ['tally/record'],
    checks: [THROW, FALSE, REFUSAL],
    tests: [['tests/attacks/record'], ['tally']],
  },
  crypto: {
    folders: ['crypto'],
    checks: [THROW, FALSE, REFUSAL],
    tests: [['crypto/'], ['tests/vectors', 'tests/fuzz/decoders'], ['tests/attacks/record'], ['tally/']],
  },
  roles: {
    folders: ['tally/roles', 'tally/challenge'],
    checks: [REFUSAL, PROBLEM, THROW, FALSE],
    tests: [['tally/roles', 'tally/challenge']],
  },
  symbols: {
    folders: ['printables/qr', 'printables/signed'],
    checks: [REFUSAL, THROW, FALSE],
    tests: [['printables/'], ['tests/fuzz/decoders'], ['tests/prints/']],
  },
  casting: {
    folders: ['server/services'],
    only: ['casting', 'acceptances', 'left-over-cards', 'cosigning', 'counting', 'rounds', 'proposals', 'card-station'],
    checks: [REFUSAL],
    database: true,
    tests: [['server/'], ['tests/rounds']],
  },
};

/** Checks that nothing can notice, since another stands before or behind them, and why they stand all the same. */
export const REDUNDANT = [];
