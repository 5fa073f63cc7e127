/** The picture of V0: a card with its code, moved under the scanner. It does not move by itself. */
import type { JSX } from 'solid-js';
import { say } from '../../session/language.ts';

export function CardPicture(): JSX.Element {
  return (
    <svg
      class="card-picture"
      viewBox="0 0 320 190"
      role="img"
      aria-label={say({ zh: '投票卡放在扫码器下方', en: 'A card held under the scanner' })}
      fill="none"
      stroke="currentColor"
      stroke-width="3"
      stroke-linejoin="round"
      stroke-linecap="round"
    >
      <path d="M186 14h92a10 10 0 0 1 10 10v26a10 10 0 0 1-10 10h-92a10 10 0 0 1-10-10V24a10 10 0 0 1 10-10z" />
      <path d="M206 60h52l-6 10h-40z" fill="currentColor" />
      <path d="M264 60v0M278 60l14 108M300 174h-44" />
      <path class="card-picture-light" d="M212 72l-34 76h108l-34-76z" stroke="none" />
      <g>
        <path class="card-picture-card" d="M182 118h100v58h-100z" />
        <path
          d="M206 128h14v14h-14zM244 128h14v14h-14zM206 154h14v14h-14zM228 130v10M234 148h8M228 148v6M246 152h6v6M256 164v4M230 162h8v6M246 166h2"
          stroke-width="4"
        />
      </g>
      <path class="card-picture-arrow" d="M40 147h96M112 121l28 26l-28 26" stroke-width="9" />
    </svg>
  );
}
