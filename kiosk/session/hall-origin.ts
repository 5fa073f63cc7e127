/**
 * The address under which other devices reach this server's pages. A page opened on the server itself knows only "localhost",
 * which means another computer everywhere else; the server says what the hall calls it.
 */
import { createSignal } from 'solid-js';
import { hallNetwork } from '../../server/contract/network.ts';
import { call } from './client.ts';

const OWN_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

export const isOwnComputer = (): boolean => OWN_NAMES.includes(location.hostname);

const [origin, setOrigin] = createSignal(location.origin);
let asked = false;

/** Reactive: this page's own origin until the server has said a better one. */
export function hallOrigin(): string {
  if (!asked && isOwnComputer()) {
    asked = true;
    void call(hallNetwork).then((answer) => {
      const secure = answer.ok ? answer.value.addresses.find((address) => address.secure !== null)?.secure : undefined;
      if (secure) setOrigin(secure);
    });
  }
  return origin();
}
