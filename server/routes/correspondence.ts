import { err, ok } from '../../crypto/result.ts';
import {
  correspondence,
  examineAnswer,
  importConditions,
  makeRequest,
  receiveAnswer,
  requestAnswerFile,
  requestFile,
  saveDeclaration,
} from '../contract/correspondence.ts';
import type { Mount } from '../http/mount.ts';
import type { Correspondences } from '../services/correspondence.ts';
import { contentOf } from './villages.ts';
import { whenPrintable } from './when-printable.ts';

const DONE = { done: true } as const;

/** Requests to the superior and its answers. */
export function mountCorrespondence(mount: Mount, office: Correspondences): void {
  mount(correspondence, async ({ params }) => {
    const found = await office.view(params.meeting);
    return found === undefined ? err('not-found') : ok(found);
  });
  mount(saveDeclaration, async ({ params, body }) => {
    const saved = await office.declare(params.meeting, params.member, body);
    return saved.ok ? ok(DONE) : saved;
  });
  mount(importConditions, ({ params, body }) => office.importConditions(params.meeting, contentOf(body)));
  mount(makeRequest, ({ params, body }) => whenPrintable(() => office.request(params.meeting, body.kind)));
  mount(requestFile, async ({ params }) => {
    const files = await office.files(params.meeting, params.request);
    return files === undefined ? err('not-found') : ok({ bytes: files.pdf, fileName: '请示.pdf' });
  });
  mount(requestAnswerFile, async ({ params }) => {
    const pdf = (await office.files(params.meeting, params.request))?.answerPdf;
    return pdf == null ? err('not-found') : ok({ bytes: pdf, fileName: '批复.pdf' });
  });
  mount(examineAnswer, async ({ params, body }) => {
    const examined = await office.examine(params.meeting, contentOf(body));
    return examined === undefined ? err('paper-unknown') : ok(examined);
  });
  mount(receiveAnswer, async ({ params, body }) => {
    const received = await office.receive(params.meeting, contentOf(body), body.signer);
    return received.ok ? ok(DONE) : received;
  });
}
