/** Bytes as text of one character to a byte: the skeleton of a PDF is read as such, binary parts and all. */
export const latin1 = (bytes: Uint8Array): string => {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
};
