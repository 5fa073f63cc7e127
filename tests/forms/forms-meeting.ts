/** What only a 民主推荐 or 民主测评 has, on the pages: the organizer types the form, and a voter fills it in on the kiosk. */
import { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { button, fill, named, screen } from '../end-to-end/hall.ts';
import { castBallot, leaveKiosk, scan, tapNext } from '../end-to-end/kiosk.ts';
import type { HeldMeeting, OpenHall } from '../end-to-end/meeting-hall.ts';
import { pick, tab } from '../end-to-end/organizer.ts';

/** What one form says, list by list in the order of the form: names ticked, or a grade (or none) for each subject. */
export type FormMarks = readonly (readonly string[] | readonly (number | null)[])[];

export type FormsMeeting = HeldMeeting & {
  readonly kind: 'recommendation' | 'appraisal';
  readonly title: string;
  readonly group: string;
  /** Typed where it is not four fifths of those expected. */
  readonly leastAttendance: number | null;
  /** How several groups are summed up, of a recommendation. */
  readonly combine?: 'cross-list';
  readonly lists: readonly FormList[];
};

export type FormList = {
  readonly title: string;
  readonly names: readonly string[];
  /** Of a recommendation. */
  readonly limit?: number;
  /** Of an appraisal. */
  readonly objects?: 'bodies' | 'persons';
  readonly scale?: string;
};

/** O1, O2, the form and the scrutineers, everything typed and picked by hand. */
export async function prepareForms(page: Page, meeting: FormsMeeting): Promise<void> {
  await button(page, `create-${meeting.kind}`).click();
  await screen(page, 'O1').waitFor();
  await fill(page, 'title', meeting.title);
  await fill(page, 'organization', '中共石桥村支部委员会');
  await fill(page, 'superior', '中共青山镇委员会');
  await fill(page, 'date', '2026-10-16');
  await fill(page, 'place', '村委会会议室');
  await fill(page, 'chair', '高玉龙');
  await fill(page, 'group', meeting.group);
  if (meeting.leastAttendance !== null) {
    await named(page, 'least-attendance').locator('input[value=number]').check();
    await fill(page, 'least-attendance-number', String(meeting.leastAttendance));
  }
  if (meeting.combine !== undefined) await named(page, 'way').locator(`input[value=${meeting.combine}]`).check();
  await fill(page, 'spare-cards', '2');
  await button(page, 'save-draft').click();

  await tab(page, 'roll');
  const roll = ['姓名,性别,出生年月,备注', ...meeting.people.map((name, at) => `${name},男,19${60 + at}-04,`)];
  const buffer = Buffer.from(`\uFEFF${roll.join('\r\n')}`, 'utf8');
  await named(page, 'roll-file').locator('input').setInputFiles({ name: '参加人员.csv', mimeType: 'text/csv', buffer });
  await named(page, 'roll-report').waitFor();

  await tab(page, 'form');
  for (const [at, list] of meeting.lists.entries()) {
    if (at > 0) await button(page, 'add-list').click();
    const card = named(page, `form-${at}`);
    await fill(card, 'form-title', list.title);
    if (list.objects !== undefined) await named(card, 'objects').locator(`input[value=${list.objects}]`).check();
    if (list.scale !== undefined) await named(card, 'scale').locator('select').selectOption(list.scale);
    if (list.limit !== undefined) await fill(card, 'limit', String(list.limit));
    await fill(card, 'names', list.names.join('\n'));
  }
  await button(page, 'save-form').click();
  // Nothing stands there before it is saved.
  await tab(page, 'preview');
  await named(page, 'preview').waitFor();

  await tab(page, 'scrutineers');
  for (const [index, name] of meeting.scrutineers.entries())
    await pick(page, 'add-scrutineer', name, `[data-scrutineer="${index + 1}"]`);
}

/** One form from V0 to V4; `look` sees every screen on the way. */
export async function handIn(
  { kiosk, meeting }: OpenHall<FormsMeeting>,
  card: string,
  marks: FormMarks,
  look: (name: string) => Promise<unknown> = async () => {},
): Promise<void> {
  await scan(kiosk, card);
  await screen(kiosk, 'V1').waitFor();
  await look('V1');
  await tapNext(kiosk, 'begin');
  await screen(kiosk, 'V2').waitFor();
  const done = meeting.lists.map(() => 0);
  for (let turn = 0; (await screen(kiosk, 'V2').count()) === 1; turn += 1) {
    const title = await kiosk.locator('.voter-header').innerText();
    const place = await kiosk.locator('.voter-aside').innerText();
    const at = meeting.lists.findIndex((list) => title.includes(list.title));
    const of = marks[at] ?? [];
    if (meeting.kind === 'recommendation') await tick(kiosk, of as readonly string[]);
    else done[at] = (done[at] ?? 0) + (await grade(kiosk, of as readonly (number | null)[], done[at] ?? 0));
    await look(`V2-${turn}`);
    await tapNext(kiosk, 'next');
    // Rows without a grade are pointed out once; the second tap goes on.
    if ((await screen(kiosk, 'V2').count()) === 1 && (await kiosk.locator('.voter-aside').innerText()) === place) {
      await look(`V2-${turn}-pointed-out`);
      await tapNext(kiosk, 'next');
    }
  }
  await screen(kiosk, 'V3').waitFor();
  await kiosk.locator('.qr-code').first().waitFor();
  await look('V3');
  await castBallot(kiosk);
  await look('V4');
  await leaveKiosk(kiosk);
}

async function tick(kiosk: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const tile = kiosk.locator(`[data-nominee="${name}"][aria-pressed="false"]`);
    if ((await tile.count()) === 1) await tile.click();
  }
}

async function grade(kiosk: Page, grades: readonly (number | null)[], from: number): Promise<number> {
  const rows = kiosk.locator('.grade-row');
  const here = await rows.count();
  for (let row = 0; row < here; row += 1) {
    const given = grades[from + row] ?? null;
    if (given !== null) await rows.nth(row).locator('.grade').nth(given).click();
  }
  return here;
}
