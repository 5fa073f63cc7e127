/** The one client of the server's contract in the pages. Nothing is ever asked of another origin. */
import { createClient } from '../../server/contract/client.ts';

export const client = createClient({ fetch: (address, request) => fetch(address, request), base: '' });
export const call = client.call;
