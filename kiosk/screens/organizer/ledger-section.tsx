/** 工作台账 of the village that the meeting belongs to: the same that the township has, where both are on one installation. */
import type { JSX } from 'solid-js';
import { meetingLedger } from '../../../server/contract/work-ledger.ts';
import { type LedgerCalls, WorkLedgerCard } from '../../controls/work-ledger.tsx';
import { call } from '../../session/client.ts';

export function LedgerSection(props: { readonly meeting: string }): JSX.Element {
  const params = { meeting: props.meeting };
  const calls: LedgerCalls = {
    view: () => call(meetingLedger.view, { params }),
    save: (body) => call(meetingLedger.save, { params, body }),
    remove: (step, person) => call(meetingLedger.remove, { params: { ...params, step: String(step), person } }),
    importFile: (body) => call(meetingLedger.importFile, { params, body }),
    files: `/api/organizer/meetings/${props.meeting}/ledger/file`,
  };
  return (
    <div class="stack">
      <WorkLedgerCard calls={calls} />
    </div>
  );
}
