/** Plain base64 of a file, in slices: a whole roll does not fit into one call of String.fromCharCode. */
const SLICE = 0x8000;

export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += SLICE) text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(text);
}
