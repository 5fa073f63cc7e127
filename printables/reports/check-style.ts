/** Styles and short forms of the pages by which a sheet is checked. */
import { decodeBase64url } from '../../crypto/encoding/base64url.ts';
import { shortHash } from '../../tally/record/short-hash.ts';
import { TYPE } from '../layout/measures.ts';
import type { ParagraphStyle } from '../layout/paragraph.ts';
import type { TableStyle } from '../layout/table.ts';

const title: ParagraphStyle = { face: 'serif-bold', size: TYPE.no2Small, pitch: 11, align: 'center' };
const english: ParagraphStyle = { face: 'sans', size: TYPE.no5Small, pitch: 5.5, align: 'center', color: '#444444' };
const body: ParagraphStyle = { face: 'serif', size: TYPE.no5, pitch: 6, align: 'justify' };
const small: ParagraphStyle = { face: 'sans', size: 7.5, pitch: 4.2, align: 'left', color: '#444444' };
const heading: ParagraphStyle = { face: 'sans-bold', size: TYPE.no4Small, pitch: 8 };
const cells: TableStyle = {
  face: 'serif',
  size: TYPE.no5,
  pitch: 5,
  minHeight: 7.5,
  headFace: 'sans-bold',
  headSize: TYPE.no5Small,
};
const code = { face: 'sans', size: TYPE.no4Small, tracking: 0.3 } as const;

export const CHECK_STYLE = { title, english, body, small, heading, cells, code } as const;

/** A hash as people compare it: A5DX 4480 XTXB T6AM. */
export const shortForm = (hash: Uint8Array): string => shortHash(hash).join(' ');

export const shortFormOf = (base64url: string): string => shortForm(decodeBase64url(base64url));
