/** Which kiosks need somebody, on every page at which staff sit: sign, words and colour. Gone when it is over. */
import { For, type JSX } from 'solid-js';
import type { StaffNeed, StaffNeeded } from '../../server/contract/shared.ts';
import type { Text } from '../session/language.ts';
import { Notice } from './notice.tsx';

const NEED = {
  called: { zh: '有人按了“叫工作人员”', en: 'somebody pressed “Call staff”' },
  fault: { zh: '机器出错，屏幕上有代码', en: 'a fault, its code is on the screen' },
  printer: { zh: '查验单没有打印出来', en: 'a slip was not printed' },
  scanner: { zh: '扫码器断开了', en: 'the scanner is disconnected' },
  network: { zh: '没有联网', en: 'no connection' },
} as const satisfies Record<StaffNeed, Text>;

const NEEDS_STAFF: Text = { zh: '需要工作人员', en: 'needs staff' };

/** Somebody is waiting there. */
const IS_URGENT: readonly StaffNeed[] = ['called', 'fault'];

const needWords = (needs: readonly StaffNeed[]): Text => ({
  zh: needs.map((need) => NEED[need].zh).join('；'),
  en: needs.map((need) => NEED[need].en).join('; '),
});

export function StaffNeededNotices(props: { readonly kiosks: readonly StaffNeeded[] }): JSX.Element {
  return (
    <For each={props.kiosks}>
      {({ kiosk, needs }) => (
        <Notice
          name="staff-needed"
          tone={needs.some((need) => IS_URGENT.includes(need)) ? 'bad' : 'warning'}
          text={{
            zh: `${kiosk} ${NEEDS_STAFF.zh}：${needWords(needs).zh}`,
            en: `${kiosk} ${NEEDS_STAFF.en}: ${needWords(needs).en}`,
          }}
        />
      )}
    </For>
  );
}
