/** Exact fractions and their decimal spelling: no rate of an appraisal is ever a floating-point number. */

/** den > 0. */
export interface Fraction {
  readonly num: bigint;
  readonly den: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** @throws RangeError for a negative part or a denominator of zero */
export function fraction(num: number | bigint, den: number | bigint): Fraction {
  const [n, d] = [BigInt(num), BigInt(den)];
  if (d <= 0n || n < 0n) throw new RangeError('fraction: not a number of people');
  const divisor = gcd(n, d);
  return { num: n / divisor, den: d / divisor };
}

export const addFractions = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.num * b.den + b.num * a.den, a.den * b.den);

export const timesFraction = (a: Fraction, weight: number): Fraction => fraction(a.num * BigInt(weight), a.den);

export const dividedBy = (a: Fraction, divisor: number): Fraction => fraction(a.num, a.den * BigInt(divisor));

/** Negative, zero or positive. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [left, right] = [a.num * b.den, b.num * a.den];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** 68.18 of 30/44: percent with so many digits, the last one rounded half up. */
export function percentText({ num, den }: Fraction, digits = 2): string {
  const scale = 10n ** BigInt(digits);
  const scaled = (2n * num * 100n * scale + den) / (2n * den);
  const whole = scaled / scale;
  return digits === 0 ? `${whole}` : `${whole}.${String(scaled % scale).padStart(digits, '0')}`;
}
