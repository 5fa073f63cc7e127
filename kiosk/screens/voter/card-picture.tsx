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
      <path class="card-picture-light" d="M142 66L118 118h124l-24-52z" stroke="none" />
      <path d="M126 12h108a9 9 0 0 1 9 9v26a9 9 0 0 1-9 9h-108a9 9 0 0 1-9-9V21a9 9 0 0 1 9-9z" />
      <path d="M146 56h68l-7 10h-54z" fill="currentColor" />
      <path class="card-picture-card" d="M120 112h120v66H120z" />
      <path
        d="M132 124h15v15h-15zM174 124h15v15h-15zM132 152h15v15h-15zM156 126v12M162 146h9M155 146v7M177 150h8v7M187 164v3M158 162h9v6M176 166h2"
        stroke-width="4.500"
      />
      <path d="M204 126h24M204 138h24M204 150h16" stroke-width="2.500" />
      <path class="card-picture-arrow" d="M18 145h68M66 123l22 22l-22 22" stroke-width="8" />
    </svg>
  );
}
