/** Why a mark was not made, in words that name who is chosen already; nothing is changed (UX 5.3). */
import type { JSX } from 'solid-js';
import { Button } from '../../controls/button.tsx';
import { Dialog } from '../../controls/dialog.tsx';
import { Words } from '../../controls/text.tsx';
import type { Text } from '../../session/language.ts';

/** More characters than stand whole on a small screen in the largest size: names are as many and as long as they are. */
const LONG = 36;

export function RefusalDialog(props: {
  readonly title: Text;
  readonly what: Text;
  readonly onClose: () => void;
}): JSX.Element {
  return (
    <Dialog
      name="mark-refused"
      title={props.title}
      isLong={[...props.what.zh].length > LONG}
      onCancel={props.onClose}
      actions={<Button text={{ zh: '知道了', en: 'OK' }} name="understood" onPress={props.onClose} />}
    >
      <Words text={props.what} />
    </Dialog>
  );
}
