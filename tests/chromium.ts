import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CANDIDATES = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Undefined where only the packaged one is there. */
export const installedChromium = (): string | undefined => CANDIDATES.find((path) => path !== '' && existsSync(path));

/** A real Chromium; the test command has installed one, so its absence is an error and never a reason to skip. */
export async function launchChromium(
  extra: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Promise<Browser> {
  const installed = installedChromium();
  const env = { ...process.env, ...environment } as Record<string, string>;
  if (installed !== undefined) return chromium.launch({ executablePath: installed, args: [...QUIET, ...extra], env });
  // The packaged headless shell brings its own system libraries only when it believes to run on this platform.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  const { default: shell } = await import('@sparticuz/chromium');
  const executablePath = await shell.executablePath();
  delete process.env.AWS_EXECUTION_ENV;
  return chromium.launch({ executablePath, args: [...QUIET, ...extra], env });
}
