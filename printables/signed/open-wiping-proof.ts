/** Reads a 清零证明: whoever kept something of a test run for the case that it is needed may delete it on this proof, and on nothing less. */
import { z } from 'zod';
import { openSignedPaper } from './open-signed-paper.ts';
import { verifySignedPdf } from './verify-signed-pdf.ts';

export const WIPING_PROOF_ATTACHMENT = 'wiping-proof.json';

const wipingProofData = z.object({
  type: z.literal('wiping-proof'),
  version: z.literal(1),
  meeting: z.string(),
  held: z.array(z.object({ after: z.int() })).min(1),
});

/** @param sheetKey SubjectPublicKeyInfo, `keys.sheet` of the record of the test run. */
export function provesWiping(
  pdf: Uint8Array,
  { meeting, sheetKey }: { readonly meeting: string; readonly sheetKey: Uint8Array },
): boolean {
  if (verifySignedPdf(pdf, sheetKey).faults.length > 0) return false;
  const opened = openSignedPaper(pdf, WIPING_PROOF_ATTACHMENT);
  const read = wipingProofData.safeParse(opened.ok ? opened.value.data : null);
  return read.success && read.data.meeting === meeting && read.data.held.every(({ after }) => after === 0);
}
