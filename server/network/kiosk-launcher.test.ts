import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { kioskPolicy, LAUNCHED_PAGES, type Launcher, linuxLauncher, windowsLauncher } from './kiosk-launcher.ts';

const LAUNCHER: Launcher = {
  page: 'kiosk',
  origin: 'https://192.168.1.20:8443',
  meeting: '0123456789',
  authority: '唱票 Changpiao ABCD EF01',
  certificate: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
  sha1: 'AB'.repeat(20),
};

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'changpiao-launcher-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Runs it with programs of our own in the place of Chromium and certutil, which write down how they were called. */
function run(...given: readonly string[]) {
  return runOf('kiosk', ...given);
}

function runOf(
  page: Launcher['page'],
  ...given: readonly string[]
): { readonly status: number | null; readonly calls: readonly string[] } {
  const bin = join(home, 'bin');
  mkdirSync(bin, { recursive: true });
  const calls = join(home, 'calls');
  writeFileSync(calls, '');
  for (const name of ['chromium', 'certutil']) {
    // Of certutil, the question whether the certificate is there is answered with no.
    writeFileSync(
      join(bin, name),
      `#!/bin/sh\n[ ${name} = certutil ] || ls "$HOME/changpiao" > "$HOME/while-open"\nprintf '%s' "${name}" >> "${calls}"\nfor one in "$@"; do printf '\\t%s' "$one" >> "${calls}"; done\necho >> "${calls}"\ncase "$*" in *' -L '*) exit 1 ;; esac\n`,
    );
    chmodSync(join(bin, name), 0o755);
  }
  const script = join(home, 'kiosk.sh');
  writeFileSync(script, linuxLauncher({ ...LAUNCHER, page }));
  const { status } = spawnSync('sh', [script, ...given], {
    env: { PATH: `${bin}:/usr/bin:/bin`, HOME: home },
    encoding: 'utf8',
  });
  return { status, calls: readFileSync(calls, 'utf8').trim().split('\n') };
}

test('the launcher is a shell program that a plain sh can read', () => {
  const path = join(home, 'kiosk.sh');
  for (const page of LAUNCHED_PAGES) {
    writeFileSync(path, linuxLauncher({ ...LAUNCHER, page }));
    execFileSync('sh', ['-n', path]);
  }
});

test('it trusts the hall’s certificate, then opens the kiosk full screen with a profile of this meeting alone', () => {
  const { status, calls } = run('--once');
  expect(status).toBe(0);
  const certutil = calls.filter((line) => line.startsWith('certutil'));
  expect(certutil.at(-1)?.split('\t')).toEqual(
    expect.arrayContaining([`sql:${home}/.pki/nssdb`, '-A', 'C,,', '唱票 Changpiao ABCD EF01']),
  );
  const [, ...flags] = calls.find((line) => line.startsWith('chromium'))?.split('\t') ?? [];
  expect(flags.at(-1)).toBe('https://192.168.1.20:8443/kiosk/');
  expect(flags).toContain(`--user-data-dir=${home}/changpiao/kiosk-0123456789`);
  expect(statSync(join(home, 'changpiao', 'kiosk-0123456789')).mode & 0o777).toBe(0o700);
  // UX 3.3
  expect(flags).toEqual(
    expect.arrayContaining([
      '--kiosk',
      '--noerrdialogs',
      '--disable-pinch',
      '--overscroll-history-navigation=0',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 192.168.1.20',
    ]),
  );
  // What the browser itself would ask of its maker.
  expect(flags).toEqual(
    expect.arrayContaining([
      '--component-updater=url-source=https://192.168.1.20:8443/update',
      '--gaia-url=https://192.168.1.20:8443',
    ]),
  );
  const preferences = join(home, 'changpiao', 'kiosk-0123456789', 'Default', 'Preferences');
  expect(JSON.parse(readFileSync(preferences, 'utf8'))).toMatchObject({
    credentials_enable_service: false,
    profile: { password_manager_leak_detection: false },
  });
  expect(flags.some((flag) => /^--disable-features=.*\bTranslate\b/.test(flag))).toBe(true);
  // What was received has to survive a restart.
  expect(flags).not.toContain('--incognito');
  expect(flags).not.toContain('--kiosk-printing');
});

test('what the browser has written into its profile stays as it is at the next start', () => {
  run('--once');
  const preferences = join(home, 'changpiao', 'kiosk-0123456789', 'Default', 'Preferences');
  writeFileSync(preferences, '{"kept":true}');
  run('--once');
  expect(readFileSync(preferences, 'utf8')).toBe('{"kept":true}');
});

test('other pages, silent printing and further arguments are passed on as they are', () => {
  const { calls } = run('--page=screen', '--print', '--once', '--a flag with spaces', '--b=1');
  const flags = calls.find((line) => line.startsWith('chromium'))?.split('\t') ?? [];
  expect(flags.at(-1)).toBe('https://192.168.1.20:8443/screen/');
  expect(flags).toEqual(expect.arrayContaining(['--kiosk-printing', '--a flag with spaces', '--b=1']));
  expect(flags).not.toContain('--once');
});

const opened = (calls: readonly string[]) => calls.filter((line) => line.startsWith('chromium'));
const flagsOf = (calls: readonly string[]) => opened(calls)[0]?.split('\t') ?? [];

test.each(['card-station', 'desk'] as const)(
  'a %s is a window beside which it can print, opened once, and nothing of it is left behind',
  (page) => {
    const profile = join(home, 'changpiao', `${page}-0123456789`);
    // Of a computer that lost its power while it was open.
    mkdirSync(profile, { recursive: true });
    writeFileSync(join(profile, 'printed'), 'a card');
    const { status, calls } = runOf(page);
    expect(status).toBe(0);
    expect(opened(calls)).toHaveLength(1);
    const flags = flagsOf(calls);
    expect(flags.at(-1)).toBe(`--app=https://192.168.1.20:8443/${page}/`);
    expect(flags).toContain(`--user-data-dir=${profile}`);
    expect(flags).toContain('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 192.168.1.20');
    expect(flags).not.toContain('--kiosk');
    expect(flags).not.toContain('--kiosk-printing');
    expect(readFileSync(join(home, 'while-open'), 'utf8').trim()).toBe(`${page}-0123456789`);
    expect(readdirSync(join(home, 'changpiao'))).toEqual([]);
    expect(flagsOf(runOf(page, '--print').calls)).toContain('--kiosk-printing');
  },
);

test('what is open is not swept away by a second start', () => {
  const profile = join(home, 'changpiao', 'card-station-0123456789');
  mkdirSync(profile, { recursive: true });
  symlinkSync(`this-computer-${process.pid}`, join(profile, 'SingletonLock'));
  const { status, calls } = runOf('card-station');
  expect([status, opened(calls)]).toEqual([1, []]);
  expect(existsSync(profile)).toBe(true);
});

test('the big screen fills its screen with a profile of its own, which stays', () => {
  const { calls } = runOf('screen', '--once');
  expect(flagsOf(calls)).toContain('--kiosk');
  expect(flagsOf(calls).at(-1)).toBe('https://192.168.1.20:8443/screen/');
  expect(readdirSync(join(home, 'changpiao'))).toEqual(['screen-0123456789']);
});

test('a machine that there is not is refused, and nothing is opened or kept', () => {
  for (const page of ['organizer', '', '../kiosk', 'kiosk/'])
    expect(run(`--page=${page}`, '--once'), page).toEqual({ status: 1, calls: [''] });
  expect(existsSync(join(home, 'changpiao'))).toBe(false);
});

test('the policy allows one address and the camera there, and nothing that offers or calls home', () => {
  const policy = JSON.parse(kioskPolicy(LAUNCHER.origin));
  expect(policy).toMatchObject({
    URLBlocklist: ['*'],
    URLAllowlist: [LAUNCHER.origin, 'chrome://print'],
    VideoCaptureAllowedUrls: [LAUNCHER.origin],
    TranslateEnabled: false,
    PasswordManagerEnabled: false,
    DnsOverHttpsMode: 'off',
    ComponentUpdatesEnabled: false,
  });
  const text = linuxLauncher(LAUNCHER);
  expect(text).toContain(kioskPolicy(LAUNCHER.origin));
});

test('the command file for Windows has its line ends, the address, the certificate and the same flags', () => {
  const text = windowsLauncher(LAUNCHER);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  expect(text).toContain('set "ORIGIN=https://192.168.1.20:8443"');
  expect(text).toContain('  echo AAAA\r\n');
  expect(text).toContain(`-verifystore Root ${LAUNCHER.sha1}`);
  expect(text).toContain('"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 192.168.1.20"');
  expect(text).toContain('set "PAGE=kiosk"');
  expect(text).toContain('(kiosk screen) do if "%PAGE%"=="%%p" set "OPEN=--kiosk %ORIGIN%/%PAGE%/"');
  expect(text).toContain('Changpiao\\%PAGE%-0123456789');
  const station = windowsLauncher({ ...LAUNCHER, page: 'card-station' }).split('\r\n');
  expect(station).toContain('set "PAGE=card-station"');
  expect(station).toContain('if defined WINDOW set "OPEN=--start-maximized --app=%ORIGIN%/%PAGE%/"');
  // Before it opens, and when it has been closed.
  expect(station.filter((line) => line.includes('rmdir /s /q "%PROFILE%"'))).toHaveLength(2);
  const [start = ''] = station.filter((line) => line.startsWith('start /wait'));
  expect(start).toMatch(/ %PRINTING% %OPEN%$/);
  expect(start).not.toContain('--kiosk');
  const [, preferences = ''] = /Preferences" echo (\{.*\})\r\n/.exec(text) ?? [];
  expect(JSON.parse(preferences)).toMatchObject({ profile: { password_manager_leak_detection: false } });
});
