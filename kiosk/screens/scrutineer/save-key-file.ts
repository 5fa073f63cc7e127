/** Hands the encrypted key file to the browser's downloads. */
import type { Identity } from './device-store.ts';

export function saveKeyFile({ name, meeting, index }: Identity, file: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([new Uint8Array(file)], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}-${meeting}-${index}.age`;
  link.click();
  URL.revokeObjectURL(address);
}
