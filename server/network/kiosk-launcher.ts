/**
 * Starts Chromium as a machine of one meeting: nothing of the browser that asks, offers or calls home, and no host but the server.
 * A kiosk and the big screen fill their screen and open again whenever they end; a kiosk's profile outlives that, for what it still has
 * to hand over is kept there. Card station and desk are windows that officials open and close: cards are printed from a tab of their
 * own, and with the window everything goes that the browser has kept. The server fills in the address and its certificate; the
 * texts hold no secret.
 */

/** Pages by their addresses: the first two fill the screen. */
export const LAUNCHED_PAGES = ['kiosk', 'screen', 'card-station', 'desk'] as const;
export type LaunchedPage = (typeof LAUNCHED_PAGES)[number];

export type Launcher = {
  /** What it opens unless it is told another. */
  readonly page: LaunchedPage;
  /** https://192.168.1.20:8443 */
  readonly origin: string;
  readonly meeting: string;
  /** Its name in the browser's list of authorities. */
  readonly authority: string;
  readonly certificate: string;
  /** Hexadecimal. */
  readonly sha1: string;
};

/** The allow-list first: every other name and address is unknown to this browser, so nothing it asks can leave the hall. */
const flags = (origin: string): readonly string[] => [
  `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${new URL(origin).hostname}`,
  '--no-first-run',
  '--no-default-browser-check',
  '--noerrdialogs',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--disable-features=Translate,OptimizationHints,MediaRouter,DialMediaRouteProvider,AutofillServerCommunication,CertificateTransparencyComponentUpdater,NetworkTimeServiceQuerying',
  '--disable-translate',
  '--disable-sync',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-component-update',
  // What the browser asks for nevertheless, it asks the server, which has nothing of the kind.
  `--component-updater=url-source=${origin}/update`,
  `--gaia-url=${origin}`,
  '--allow-browser-signin=false',
  '--disable-background-networking',
  '--disable-domain-reliability',
  '--disable-breakpad',
  '--disable-quic',
  '--no-pings',
  '--password-store=basic',
  '--check-for-update-interval=31536000',
  // Prompts are spoken before the voter has touched anything.
  '--autoplay-policy=no-user-gesture-required',
];

/** A new profile begins with these: what is typed here is neither kept nor compared with anybody's lists. */
const PREFERENCES = JSON.stringify({
  credentials_enable_service: false,
  profile: { password_manager_leak_detection: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  translate: { enabled: false },
  search: { suggest_enabled: false },
  safebrowsing: { enabled: false },
  signin: { allowed: false },
});

/** For the whole computer, written by root: what a kiosk may open, and that it may use its camera without asking. */
export function kioskPolicy(origin: string): string {
  const policy = {
    URLBlocklist: ['*'],
    // A card station prints from the browser's own dialog.
    URLAllowlist: [origin, 'chrome://print'],
    VideoCaptureAllowedUrls: [origin],
    TranslateEnabled: false,
    IncognitoModeAvailability: 1,
    DeveloperToolsAvailability: 2,
    BrowserSignin: 0,
    SyncDisabled: true,
    MetricsReportingEnabled: false,
    SearchSuggestEnabled: false,
    NetworkPredictionOptions: 2,
    DnsOverHttpsMode: 'off',
    SafeBrowsingProtectionLevel: 0,
    SpellCheckServiceEnabled: false,
    PasswordManagerEnabled: false,
    PasswordLeakDetectionEnabled: false,
    AutofillAddressEnabled: false,
    AutofillCreditCardEnabled: false,
    BackgroundModeEnabled: false,
    ComponentUpdatesEnabled: false,
    PromotionsEnabled: false,
    DownloadRestrictions: 3,
    ExtensionInstallBlocklist: ['*'],
    CommandLineFlagSecurityWarningsEnabled: false,
  };
  return JSON.stringify(policy, null, 2);
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** For Linux, POSIX sh. */
export function linuxLauncher({ page, origin, meeting, authority, certificate }: Launcher): string {
  return `#!/bin/sh
# 唱票 · 启动投票机、大屏、制卡机、签到处（Linux，Chromium）
# Changpiao · starts a kiosk, the big screen, a card station or a desk (Linux, Chromium)
#
#   sh ${page}.sh                打开 / opens it
#   --page=kiosk         投票机：全屏，意外关闭会自动再开 / a kiosk: full screen, again whenever it ends
#   --page=screen        大屏：同上 / the big screen: likewise
#   --page=card-station  制卡机：窗口，关闭后不留任何东西 / the card station: a window that leaves nothing behind
#   --page=desk          签到处：同上 / the check-in desk: likewise
#   --once               只开一次 / once only
#   --print              不经确认直接打印到默认打印机 / prints on the default printer without asking
#   sudo sh ${page}.sh --lock    给这台电脑的 Chromium 装上白名单策略 / installs the allow-list for this computer's Chromium
#   sudo sh ${page}.sh --unlock  撤销 / takes it away again
#   其余参数交给 Chromium / any other argument goes to Chromium
set -eu

ORIGIN=${quoted(origin)}
MEETING=${quoted(meeting)}
AUTHORITY=${quoted(authority)}

say() { printf '%s\\n  %s\\n' "$1" "$2" >&2; }

certificate() {
  cat <<'CERTIFICATE'
${certificate.trim()}
CERTIFICATE
}

policy() {
  cat <<'POLICY'
${kioskPolicy(origin)}
POLICY
}

POLICIES='/etc/chromium/policies/managed /etc/chromium-browser/policies/managed /etc/opt/chrome/policies/managed'

page=${page}
once=no
printing=
count=$#
while [ "$count" -gt 0 ]; do
  argument=$1
  shift
  count=$((count - 1))
  case $argument in
    --once) once=yes ;;
    --print) printing=--kiosk-printing ;;
    --page=*) page=\${argument#--page=} ;;
    --lock)
      for folder in $POLICIES; do
        mkdir -p "$folder"
        policy > "$folder/changpiao.json"
      done
      say '白名单策略已装好。' 'The allow-list is installed.'
      exit 0
      ;;
    --unlock)
      for folder in $POLICIES; do rm -f "$folder/changpiao.json"; done
      say '白名单策略已撤销。' 'The allow-list is gone.'
      exit 0
      ;;
    *) set -- "$@" "$argument" ;;
  esac
done

case $page in
  kiosk | screen) profile_stays=yes ;;
  card-station | desk)
    profile_stays=no
    once=yes
    ;;
  *)
    say "没有这种机器：$page" 'There is no such machine: kiosk, screen, card-station or desk.'
    exit 1
    ;;
esac

browser=\${CHROMIUM_PATH:-}
for name in chromium chromium-browser google-chrome google-chrome-stable microsoft-edge; do
  [ -n "$browser" ] || browser=$(command -v "$name" || true)
done
if [ -z "$browser" ]; then
  say '没有找到 Chromium，请先安装。' 'There is no Chromium; install it first.'
  exit 1
fi

# The list of authorities that Chromium reads; the packaged one of Ubuntu has its own home.
home=$HOME
case $(readlink -f "$browser") in
  */snap) [ -d "$HOME/snap/chromium/current" ] && home=$HOME/snap/chromium/current ;;
esac
database=sql:$home/.pki/nssdb
if command -v certutil > /dev/null; then
  if [ ! -f "$home/.pki/nssdb/cert9.db" ]; then
    mkdir -p "$home/.pki/nssdb"
    chmod 700 "$home/.pki" "$home/.pki/nssdb"
    certutil -d "$database" -N --empty-password
  fi
  if ! certutil -d "$database" -L -n "$AUTHORITY" > /dev/null 2>&1; then
    certificate | certutil -d "$database" -A -t C,, -n "$AUTHORITY"
    say '已让 Chromium 信任会场服务器。' 'Chromium now trusts the hall server.'
  fi
else
  say '没有 certutil：请安装 libnss3-tools，否则 Chromium 不信任会场服务器。' \\
    'There is no certutil: install libnss3-tools, or Chromium will not trust the hall server.'
fi

# One profile for each meeting and machine. A kiosk's is kept: it hands over after the voting what it received.
profile=$HOME/changpiao/$page-$MEETING
clear_profile() {
  if [ "$profile_stays" = no ]; then rm -rf "$profile"; fi
}
# Chromium's own mark of a window that is still open, by computer and process.
open=$(readlink "$profile/SingletonLock" || true)
if [ "$profile_stays" = no ] && [ -n "$open" ] && kill -0 "\${open##*-}" 2> /dev/null; then
  say '它已经打开了。' 'It is open already.'
  exit 1
fi
clear_profile
mkdir -p "$profile"
chmod 700 "$profile"
if [ ! -f "$profile/Default/Preferences" ]; then
  mkdir -p "$profile/Default"
  printf '%s\\n' ${quoted(PREFERENCES)} > "$profile/Default/Preferences"
fi

if [ -n "\${DISPLAY:-}" ] && command -v xset > /dev/null; then
  xset s off s noblank -dpms || true
fi

child=
trap '[ -z "$child" ] || { kill "$child" 2> /dev/null; wait "$child"; }; clear_profile; exit 0' INT TERM HUP
if [ "$profile_stays" = yes ]; then
  set -- --kiosk "$@" "$ORIGIN/$page/"
else
  # A window without an address bar; what it opens to print is a tab beside it.
  set -- --start-maximized "$@" "--app=$ORIGIN/$page/"
fi
while :; do
  "$browser" \\
    --user-data-dir="$profile" \\
${flags(origin)
  .map((flag) => `    ${quoted(flag)} \\`)
  .join('\n')}
    $printing "$@" &
  child=$!
  wait "$child" || true
  [ "$once" = no ] || break
  sleep 2
done
clear_profile
`;
}

/** For Windows, a command file; lines end as there. */
export function windowsLauncher({ page, origin, meeting, certificate, sha1 }: Launcher): string {
  const lines = [
    '@echo off',
    'rem 唱票 · 启动投票机、大屏、制卡机、签到处（Windows，Chrome 或 Edge）',
    'rem Changpiao · starts a kiosk, the big screen, a card station or a desk (Windows, Chrome or Edge). Close this window to end it.',
    `rem ${page}.cmd [kiosk, screen, card-station, desk] [print]`,
    'chcp 65001 >nul',
    'setlocal',
    `set "ORIGIN=${origin}"`,
    `set "PAGE=${page}"`,
    'if not "%~1"=="" set "PAGE=%~1"',
    'set "PRINTING="',
    'if /i "%~2"=="print" set "PRINTING=--kiosk-printing"',
    'set "OPEN="',
    'set "WINDOW="',
    'for %%p in (kiosk screen) do if "%PAGE%"=="%%p" set "OPEN=--kiosk %ORIGIN%/%PAGE%/"',
    'for %%p in (card-station desk) do if "%PAGE%"=="%%p" set "WINDOW=1"',
    'if defined WINDOW set "OPEN=--start-maximized --app=%ORIGIN%/%PAGE%/"',
    'if not defined OPEN (',
    '  echo 没有这种机器。 / There is no such machine: kiosk, screen, card-station or desk.',
    '  pause',
    '  exit /b 1',
    ')',
    `set "PROFILE=%LOCALAPPDATA%\\Changpiao\\%PAGE%-${meeting}"`,
    // What a window of officials has kept goes with it, and before it, should the computer have lost its power.
    'if defined WINDOW if exist "%PROFILE%" rmdir /s /q "%PROFILE%"',
    '',
    'rem 让 Windows 信任会场服务器（会询问一次） / lets Windows trust the hall server (asks once)',
    `certutil -user -verifystore Root ${sha1} >nul 2>nul`,
    'if not errorlevel 1 goto browser',
    '> "%TEMP%\\changpiao.crt" (',
    ...certificate
      .trim()
      .split('\n')
      .map((line) => `  echo ${line}`),
    ')',
    'certutil -user -addstore Root "%TEMP%\\changpiao.crt"',
    'del "%TEMP%\\changpiao.crt"',
    '',
    ':browser',
    'set "BROWSER="',
    ...[
      '%ProgramFiles%\\Google\\Chrome\\Application\\chrome.exe',
      '%ProgramFiles(x86)%\\Google\\Chrome\\Application\\chrome.exe',
      '%LOCALAPPDATA%\\Google\\Chrome\\Application\\chrome.exe',
      '%ProgramFiles(x86)%\\Microsoft\\Edge\\Application\\msedge.exe',
      '%ProgramFiles%\\Microsoft\\Edge\\Application\\msedge.exe',
    ].map((path) => `if not defined BROWSER if exist "${path}" set "BROWSER=${path}"`),
    'if not defined BROWSER (',
    '  echo 没有找到 Chrome 或 Edge。 / There is neither Chrome nor Edge.',
    '  pause',
    '  exit /b 1',
    ')',
    '',
    'if not exist "%PROFILE%\\Default" mkdir "%PROFILE%\\Default"',
    'if not exist "%PROFILE%\\Default\\Preferences" (',
    `  >"%PROFILE%\\Default\\Preferences" echo ${PREFERENCES}`,
    ')',
    '',
    ':again',
    `start /wait "" "%BROWSER%" --user-data-dir="%PROFILE%" ${flags(origin)
      .map((flag) => (flag.includes(' ') ? `"${flag}"` : flag))
      .join(' ')} %PRINTING% %OPEN%`,
    'if defined WINDOW (',
    '  rmdir /s /q "%PROFILE%"',
    '  exit /b 0',
    ')',
    'timeout /t 2 /nobreak >nul',
    'goto again',
    '',
  ];
  return lines.join('\r\n');
}
