/**
 * Starts Chromium as a kiosk of one meeting: full screen, a profile of its own that outlives a restart (what the kiosk still has to
 * hand over is kept there), nothing of the browser that asks, offers or calls home, and no host but the server. The server fills in
 * the address and its certificate; the texts hold no secret.
 */

export type Launcher = {
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
  '--kiosk',
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
    URLAllowlist: [origin],
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
export function linuxLauncher({ origin, meeting, authority, certificate }: Launcher): string {
  return `#!/bin/sh
# 唱票 · 启动投票机（Linux，Chromium）
# Changpiao · starts a kiosk (Linux, Chromium)
#
#   sh kiosk.sh                打开投票机；意外关闭会自动再开 / opens the kiosk, again whenever it ends
#   sh kiosk.sh --once         只开一次 / once only
#   sh kiosk.sh --print        不经确认直接打印查验单 / prints slips without asking
#   sh kiosk.sh --page=screen  打开大屏等其他页面 / another page, such as the big screen
#   sudo sh kiosk.sh --lock    给这台电脑的 Chromium 装上白名单策略 / installs the allow-list for this computer's Chromium
#   sudo sh kiosk.sh --unlock  撤销 / takes it away again
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

page=kiosk
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

# One profile for each meeting, kept for a restart: a kiosk hands over what it received after the voting.
profile=$HOME/changpiao/kiosk-$MEETING
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
trap '[ -z "$child" ] || kill "$child" 2> /dev/null; exit 0' INT TERM HUP
while :; do
  "$browser" \\
    --user-data-dir="$profile" \\
${flags(origin)
  .map((flag) => `    ${quoted(flag)} \\`)
  .join('\n')}
    $printing "$@" "$ORIGIN/$page/" &
  child=$!
  wait "$child" || true
  [ "$once" = no ] || break
  sleep 2
done
`;
}

/** For Windows, a command file; lines end as there. */
export function windowsLauncher({ origin, meeting, certificate, sha1 }: Launcher): string {
  const lines = [
    '@echo off',
    'rem 唱票 · 启动投票机（Windows，Chrome 或 Edge）',
    'rem Changpiao · starts a kiosk (Windows, Chrome or Edge). Close this window to end it.',
    'chcp 65001 >nul',
    'setlocal',
    `set "ORIGIN=${origin}"`,
    'set "PAGE=kiosk"',
    'if not "%~1"=="" set "PAGE=%~1"',
    `set "PROFILE=%LOCALAPPDATA%\\Changpiao\\kiosk-${meeting}"`,
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
      .join(' ')} "%ORIGIN%/%PAGE%/"`,
    'timeout /t 2 /nobreak >nul',
    'goto again',
    '',
  ];
  return lines.join('\r\n');
}
