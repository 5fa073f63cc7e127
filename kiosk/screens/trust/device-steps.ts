/** How each kind of device is told to trust the hall's authority. Names of settings as the makers write them. */
import type { Text } from '../../session/language.ts';

export type DeviceKind = 'android' | 'ipad' | 'windows' | 'linux';

export type DeviceSteps = {
  readonly kind: DeviceKind;
  readonly title: Text;
  /** What it has to download. */
  readonly file: { readonly address: string; readonly text: Text };
  readonly steps: readonly Text[];
  /** Where the device shows the fingerprint, and which of the two. */
  readonly compare: Text;
  readonly fingerprint: 'sha256' | 'sha1';
};

const CERTIFICATE = {
  address: '/trust/changpiao.crt',
  text: { zh: '下载证书（.crt）', en: 'Download the certificate (.crt)' },
} as const;

export const DEVICES: readonly DeviceSteps[] = [
  {
    kind: 'android',
    title: { zh: '安卓平板', en: 'Android tablet' },
    file: CERTIFICATE,
    steps: [
      { zh: '点上面的按钮，保存文件。', en: 'Press the button above and keep the file.' },
      {
        zh: '打开“设置”，搜索“CA 证书”（一般在：安全 → 加密与凭据 → 安装证书 → CA 证书），选择 changpiao.crt。',
        en: 'Open Settings and search for “CA certificate” (mostly: Security → Encryption & credentials → Install a certificate → CA certificate); choose changpiao.crt.',
      },
      {
        zh: '系统会提醒“网络可能受到监控”。这张证书只对内网地址有效，可以继续安装。',
        en: 'The system warns that the network may be monitored. This certificate is valid for private addresses only: install anyway.',
      },
    ],
    compare: {
      zh: '在 安全 → 信任的凭据 → 用户 里点开它，逐组核对 SHA-256 指纹。',
      en: 'Open it at Security → Trusted credentials → User and compare the SHA-256 fingerprint group by group.',
    },
    fingerprint: 'sha256',
  },
  {
    kind: 'ipad',
    title: { zh: '苹果平板（iPad）', en: 'iPad' },
    file: {
      address: '/trust/changpiao.mobileconfig',
      text: { zh: '下载描述文件', en: 'Download the profile' },
    },
    steps: [
      {
        zh: '用 Safari 打开本页，点上面的按钮，点“允许”。',
        en: 'Open this page in Safari, press the button above and allow it.',
      },
      {
        zh: '打开“设置”，点“已下载描述文件”，点“安装”。',
        en: 'Open Settings, tap Profile Downloaded, then Install.',
      },
      {
        zh: '设置 → 通用 → 关于本机 → 证书信任设置，打开“唱票 Changpiao”的开关。',
        en: 'Settings → General → About → Certificate Trust Settings: switch “唱票 Changpiao” on.',
      },
    ],
    compare: {
      zh: '在 设置 → 通用 → VPN 与设备管理 → 描述文件 → 更多详细信息 里点开证书，逐组核对 SHA-256 指纹。',
      en: 'At Settings → General → VPN & Device Management → the profile → More Details open the certificate and compare the SHA-256 fingerprint group by group.',
    },
    fingerprint: 'sha256',
  },
  {
    kind: 'windows',
    title: { zh: 'Windows 电脑', en: 'Windows computer' },
    file: CERTIFICATE,
    steps: [
      {
        zh: '点上面的按钮，双击下载的文件，点“安装证书”。',
        en: 'Press the button above, double-click the file, Install Certificate.',
      },
      {
        zh: '选“当前用户”，再选“将所有的证书都放入下列存储”→“受信任的根证书颁发机构”。',
        en: 'Choose Current User, then “Place all certificates in the following store” → Trusted Root Certification Authorities.',
      },
      { zh: '核对后点“是”，关闭浏览器再打开。', en: 'Compare, answer Yes, close the browser and open it again.' },
    ],
    compare: {
      zh: '安全警告里的“指纹 (sha1)”与下面的 SHA-1 指纹逐组核对。',
      en: 'Compare the “Thumbprint (sha1)” in the security warning with the SHA-1 fingerprint group by group.',
    },
    fingerprint: 'sha1',
  },
  {
    kind: 'linux',
    title: { zh: 'Linux 电脑（Chromium）', en: 'Linux computer (Chromium)' },
    file: CERTIFICATE,
    steps: [
      {
        zh: '先装 libnss3-tools。下载证书，运行：certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Changpiao -i changpiao.crt',
        en: 'Install libnss3-tools. Download the certificate and run: certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Changpiao -i changpiao.crt',
      },
      {
        zh: '关闭 Chromium 再打开。用下面的启动程序打开投票机时，它会自己装好证书。',
        en: 'Close Chromium and open it again. The kiosk launcher below installs the certificate by itself.',
      },
    ],
    compare: {
      zh: '运行 openssl x509 -noout -fingerprint -sha256 -inform der -in changpiao.crt，逐组核对。',
      en: 'Run openssl x509 -noout -fingerprint -sha256 -inform der -in changpiao.crt and compare group by group.',
    },
    fingerprint: 'sha256',
  },
];

/** The kind this browser says it runs on; only which part is shown first depends on it. */
export function kindOf(userAgent: string, touchPoints: number): DeviceKind {
  if (/Android/.test(userAgent)) return 'android';
  if (/iPad|iPhone/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1)) return 'ipad';
  return /Windows/.test(userAgent) ? 'windows' : 'linux';
}
