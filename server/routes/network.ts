import { ok } from '../../crypto/result.ts';
import { hallNetwork } from '../contract/network.ts';
import type { Mount } from '../http/mount.ts';
import type { HallNetwork } from '../network/hall-network.ts';

export function mountNetwork(mount: Mount, network: HallNetwork): void {
  mount(hallNetwork, async () => ok(network.view()));
}
