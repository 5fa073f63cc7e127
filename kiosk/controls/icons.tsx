/** Signs beside words, never instead of them. The marks are those of the paper ballot: ○ 赞成, × 不赞成, — 弃权. */
import type { JSX } from 'solid-js';

const stroke = { fill: 'none', stroke: 'currentColor', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const;

function Icon(props: { readonly d: string; readonly width?: number }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" {...stroke} stroke-width={props.width ?? 2.4}>
      <path d={props.d} />
    </svg>
  );
}

export const CircleIcon = () => <Icon d="M12 4.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15z" width={3} />;
export const CrossIcon = () => <Icon d="M5.5 5.5l13 13M18.5 5.5l-13 13" width={3} />;
export const DashIcon = () => <Icon d="M4.5 12h15" width={3} />;
export const PencilIcon = () => (
  <Icon d="M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 3L8.500 18.500zM14.500 6l3.500 3.500" width={2} />
);
export const SoundIcon = () => (
  <Icon d="M4 9.500v5h3.500l5 4.500v-14l-5 4.500zM16 9a4 4 0 0 1 0 6M18.500 6.500a7.500 7.500 0 0 1 0 11" width={2} />
);
export const TickIcon = () => <Icon d="M4.500 12.500l5 5.500l10-12" width={3} />;
export const PersonIcon = () => (
  <Icon d="M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM4.500 20.500c.8-4.200 3.700-6 7.500-6s6.700 1.800 7.500 6" width={2} />
);
export const ArrowDownIcon = () => <Icon d="M12 4v15M5.500 13l6.500 6.500L18.500 13" width={2.4} />;
export const WarningIcon = () => <Icon d="M12 4L2.800 20h18.400zM12 10v4.500M12 17.300v.2" width={2} />;
export const InfoIcon = () => <Icon d="M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM12 11.500v4.500M12 8.200v.2" width={2} />;
export const WaitIcon = () => <Icon d="M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16zM12 8v4.300l3 1.800" width={2} />;
