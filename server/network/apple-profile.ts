/** The authority's certificate as a profile of iPadOS and iOS, which take a bare certificate less willingly. */
import { createHash } from 'node:crypto';

export function appleProfile(authority: { readonly name: string; readonly der: Uint8Array }): string {
  const identifier = (what: string) => {
    const hex = createHash('sha256').update(what).update(authority.der).digest('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)]
      .join('-')
      .toUpperCase();
  };
  const content = Buffer.from(authority.der).toString('base64');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadType</key><string>Configuration</string>
  <key>PayloadVersion</key><integer>1</integer>
  <key>PayloadIdentifier</key><string>changpiao.authority</string>
  <key>PayloadUUID</key><string>${identifier('profile')}</string>
  <key>PayloadDisplayName</key><string>${authority.name}</string>
  <key>PayloadDescription</key><string>会场服务器的证书，只对内网地址有效。 The certificate of the hall server, valid for private addresses only.</string>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key><string>com.apple.security.root</string>
      <key>PayloadVersion</key><integer>1</integer>
      <key>PayloadIdentifier</key><string>changpiao.authority.certificate</string>
      <key>PayloadUUID</key><string>${identifier('certificate')}</string>
      <key>PayloadDisplayName</key><string>${authority.name}</string>
      <key>PayloadCertificateFileName</key><string>changpiao.crt</string>
      <key>PayloadContent</key><data>${content}</data>
    </dict>
  </array>
</dict>
</plist>
`;
}
