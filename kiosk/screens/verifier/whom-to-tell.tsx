/** Whom to tell that something is wrong: the scrutineers by name, and the telephone of whom the meeting's papers name (UX 5.7 P1). */
import { type JSX, Show } from 'solid-js';
import type { publicMeeting } from '../../../server/contract/public.ts';
import type { ResponseOf } from '../../../server/contract/route.ts';
import { say } from '../../session/language.ts';

export type Officials = Pick<ResponseOf<typeof publicMeeting>, 'scrutineers' | 'contact'>;

/** As it is dialled: people write numbers with spaces, brackets and hyphens. */
const dialled = (telephone: string): string => telephone.replace(/[^\d+#*,]/g, '');

export function WhomToTell(props: { readonly officials: Officials | null }): JSX.Element {
  const scrutineers = () => props.officials?.scrutineers ?? [];
  // A copy of the record that somebody published earlier may not name one.
  const contact = () => props.officials?.contact ?? null;
  return (
    <Show when={scrutineers().length > 0 || contact() !== null}>
      <div class="check-officials" data-name="whom-to-tell">
        <Show when={scrutineers().length > 0}>
          <p>
            {say({ zh: '监票人：', en: 'Scrutineers: ' })}
            {scrutineers().join('、')}
          </p>
        </Show>
        <Show when={contact()}>
          {(who) => (
            <p>
              {say({ zh: '电话：', en: 'Telephone: ' })}
              {who().name}{' '}
              <a href={`tel:${dialled(who().telephone)}`} data-name="telephone">
                {who().telephone}
              </a>
            </p>
          )}
        </Show>
      </div>
    </Show>
  );
}
