import { err, ok } from '../../crypto/result.ts';
import {
  answerPaper,
  compareTownshipList,
  examinePaper,
  handleNoticeObjection,
  importDepartments,
  importNominees,
  importNoticeObjections,
  importVetting,
  importVillages,
  objectToNotice,
  officeArchive,
  paperAnswerFile,
  paperFile,
  receivePaper,
  removeNominee,
  removeVillage,
  saveDepartments,
  saveNominee,
  saveVetting,
  saveVillage,
  summary,
  summaryPdf,
  townshipListCsv,
  townshipListXlsx,
  vettingPdf,
  vettingTable,
  village,
  villages,
} from '../contract/villages.ts';
import type { Mount } from '../http/mount.ts';
import type { OfficeArchive } from '../papers/office-archive.ts';
import { listCsv, listXlsx } from '../papers/tables.ts';
import { isReversed } from '../services/notice-problems.ts';
import type { Villages } from '../services/villages.ts';
import { whenPrintable } from './when-printable.ts';

const DONE = { done: true } as const;
export const contentOf = ({ content }: { readonly content: string }): Uint8Array =>
  new Uint8Array(Buffer.from(content, 'base64'));

/** The township's list of villages, persons, joint vetting, papers by stick, summary. */
export function mountVillages(mount: Mount, desk: Villages, archive: OfficeArchive): void {
  mount(villages, async () => ok(await desk.list()));
  mount(village, async ({ params }) => {
    const found = await desk.view(params.village);
    return found === undefined ? err('not-found') : ok(found);
  });
  mount(saveVillage, async ({ body }) => {
    const { id, ...values } = body;
    if (isReversed(values)) return err('notice-dates-reversed');
    const saved = await desk.save(id, values);
    return saved.ok ? ok({ id: saved.value }) : saved;
  });
  mount(removeVillage, async ({ params }) => {
    await desk.remove(params.village);
    return ok(DONE);
  });
  mount(importVillages, ({ body }) => desk.importVillages(contentOf(body)));

  mount(objectToNotice, async ({ params, body }) => {
    const taken = await desk.object(params.village, body);
    return taken.ok ? ok(DONE) : taken;
  });
  mount(importNoticeObjections, ({ body }) => desk.importObjections(contentOf(body)));
  mount(handleNoticeObjection, async ({ params, body }) => {
    const handled = await desk.handle(params.village, Number(params.index), body.handling);
    return handled.ok ? ok(DONE) : handled;
  });
  mount(saveNominee, async ({ params, body }) => {
    const { id, ...person } = body;
    const saved = await desk.savePerson(params.village, id, person);
    return saved.ok ? ok({ id: saved.value }) : saved;
  });
  mount(removeNominee, async ({ params }) => {
    await desk.removePerson(params.village, params.person);
    return ok(DONE);
  });
  mount(importNominees, ({ body }) => desk.importPersons(contentOf(body)));

  mount(vettingTable, async () => ok(await desk.vetting()));
  mount(saveDepartments, async ({ body }) => {
    const saved = await desk.saveDepartments(body.departments);
    return saved.ok ? ok(DONE) : saved;
  });
  mount(saveVetting, async ({ params, body }) => {
    const saved = await desk.vet(params.person, body);
    return saved.ok ? ok(DONE) : saved;
  });
  mount(importDepartments, ({ body }) => desk.importDepartments(contentOf(body)));
  mount(importVetting, ({ body }) => desk.importVetting(contentOf(body)));
  mount(vettingPdf, () =>
    whenPrintable(async () => ok({ bytes: await desk.vettingPdf(), fileName: '资格联审表.pdf' })),
  );

  mount(summary, async () => ok(await desk.summary()));
  mount(summaryPdf, () =>
    whenPrintable(async () => ok({ bytes: await desk.summaryPdf(), fileName: '换届情况汇总.pdf' })),
  );
  mount(officeArchive, () => whenPrintable(archive.make));
  mount(townshipListXlsx, async ({ params }) => {
    const list = await desk.table(params.list);
    return list === undefined
      ? err('not-found')
      : ok({ bytes: await listXlsx(list), fileName: `${list.title.zh}.xlsx` });
  });
  mount(townshipListCsv, async ({ params }) => {
    const list = await desk.table(params.list);
    return list === undefined ? err('not-found') : ok({ bytes: listCsv(list), fileName: `${list.title.zh}.csv` });
  });
  mount(compareTownshipList, ({ params, body }) => desk.compare(params.list, contentOf(body)));

  mount(examinePaper, async ({ body }) => {
    const examined = await desk.examine(contentOf(body));
    return examined === undefined ? err('paper-unknown') : ok(examined);
  });
  mount(receivePaper, ({ body }) => desk.receive(contentOf(body), body.signer));
  mount(answerPaper, ({ params, body }) =>
    whenPrintable(async () => {
      const answered = await desk.answer(params.paper, body);
      return answered.ok ? ok(DONE) : answered;
    }),
  );
  mount(paperFile, async ({ params }) => {
    const files = await desk.files(params.paper);
    return files === undefined ? err('not-found') : ok({ bytes: files.pdf, fileName: '来文.pdf' });
  });
  mount(paperAnswerFile, async ({ params }) => {
    const pdf = (await desk.files(params.paper))?.answerPdf;
    return pdf == null ? err('not-found') : ok({ bytes: pdf, fileName: '批复.pdf' });
  });
}
