/**
 * Files that a device needs to become one of the hall's: the authority's certificate, for anybody; the launchers of its machines, programs,
 * only over a connection that nobody could have changed it on.
 */
import type { Context, Hono } from 'hono';
import { meetingIdSchema } from '../contract/shared.ts';
import { appleProfile } from '../network/apple-profile.ts';
import type { HallNetwork } from '../network/hall-network.ts';
import {
  LAUNCHED_PAGES,
  type LaunchedPage,
  type Launcher,
  linuxLauncher,
  windowsLauncher,
} from '../network/kiosk-launcher.ts';
import { connectionOf, hostNameOf } from './connection.ts';
import { refuse } from './mount.ts';
import { secureAddress } from './plain-http.ts';

/** Beside a meeting: for a kiosk that is set up before there is one. */
const ANY_MEETING = 'hall';

export function serveTrustFiles(app: Hono, network: HallNetwork): void {
  const { authority } = network;
  if (authority === null) return;
  const { certificate } = network.view();
  const name = certificate?.authority ?? '';

  app.get('/trust/changpiao.crt', (context) =>
    send(context, authority.der, 'application/x-x509-ca-cert', 'changpiao.crt'),
  );
  app.get('/trust/changpiao.mobileconfig', (context) =>
    send(context, appleProfile({ name, der: authority.der }), 'application/x-apple-aspen-config'),
  );

  const launcher = (context: Context, page: LaunchedPage): Launcher | null => {
    const meeting = context.req.param('meeting') ?? '';
    const origin = originFor(context);
    if (origin === undefined || (meeting !== ANY_MEETING && !meetingIdSchema.safeParse(meeting).success)) return null;
    return {
      page,
      origin,
      meeting,
      authority: name,
      certificate: authority.pem,
      sha1: certificate?.sha1.join('') ?? '',
    };
  };
  /** The name by which the asking device reached the server, where the certificate covers it. */
  const originFor = (context: Context): string | undefined => {
    const host = hostNameOf(context);
    const isOwn = connectionOf(context) === 'own-computer' || host === 'localhost';
    if (!isOwn && network.isCovered(host)) return `https://${host}:${network.securePort()}`;
    return network.view().addresses.find(({ secure }) => secure !== null)?.secure ?? undefined;
  };
  const serve = (page: LaunchedPage, ending: string, mediaType: string, text: (launcher: Launcher) => string) => {
    const file = `${page}.${ending}`;
    app.get(`/trust/:meeting/${file}`, (context) => {
      const securePort = network.securePort();
      if (connectionOf(context) === 'plain' && securePort !== undefined)
        return context.redirect(secureAddress(context, securePort), 307);
      const filled = launcher(context, page);
      return filled === null ? refuse(context, 'not-found') : send(context, text(filled), mediaType, file);
    });
  };
  for (const page of LAUNCHED_PAGES) {
    serve(page, 'sh', 'application/x-sh', linuxLauncher);
    serve(page, 'cmd', 'application/x-bat', windowsLauncher);
  }
}

function send(context: Context, content: Uint8Array | string, mediaType: string, fileName?: string): Response {
  context.header('cache-control', 'no-store');
  context.header('content-type', mediaType);
  if (fileName !== undefined) context.header('content-disposition', `attachment; filename=${fileName}`);
  return context.body(typeof content === 'string' ? content : new Uint8Array(content));
}
