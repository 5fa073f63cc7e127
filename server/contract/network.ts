import { z } from 'zod';
import { route } from './route.ts';
import { dateSchema } from './shared.ts';

/** How other devices reach this server, and what they need to trust it. Nothing here is secret. */
export const hallNetwork = route({
  method: 'GET',
  path: '/api/network',
  audience: 'public',
  summary: { zh: '会场网络：地址和证书', en: 'The hall’s network: addresses and certificate' },
  body: null,
  response: z.object({
    /** Addresses of this computer in the hall's network, the first of them on its signs and codes. */
    addresses: z.array(
      z.object({
        host: z.string(),
        /** For phones: the check page and the page about the certificate. */
        plain: z.string(),
        /** For everything else; null: no private address, so the hall's certificate may not name it. */
        secure: z.string().nullable(),
      }),
    ),
    /** null: this server speaks plain http only. */
    certificate: z
      .object({
        /** As it stands in a device's list of authorities. */
        authority: z.string(),
        /** Hexadecimal, in groups of four, to be read aloud. */
        sha256: z.array(z.string()),
        /** The only one that Windows shows. */
        sha1: z.array(z.string()),
        authorityUntil: dateSchema,
        serverUntil: dateSchema,
        /** false: the clock of this computer stands before the day the authority was made. */
        clockPlausible: z.boolean(),
      })
      .nullable(),
  }),
  refusals: [],
});

export const networkRoutes = { hallNetwork };
