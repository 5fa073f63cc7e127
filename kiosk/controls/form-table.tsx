/**
 * 民主测评 or 民主推荐 in numbers. Shares stand over all forms and, where some rows have no grade, over the rows with one as well
 * (rules §4.4). A ranking and no verdict: the words below say who decides.
 */
import { type JSX, Show } from 'solid-js';
import { type FormResult, percentWords, sharesDiffer } from '../../tally/count/form-results.ts';
import { say } from '../session/language.ts';
import { DataTable } from './data-table.tsx';

type Appraisal = Extract<FormResult, { readonly kind: 'appraisal' }>;
type Recommendation = Extract<FormResult, { readonly kind: 'recommendation' }>;

/** "30 · 68.18%", and the share of the graded rows behind it where that differs. */
function cellText(row: Appraisal['rows'][number], grade: number, both: boolean): string {
  const byForms = percentWords(row.byForms[grade] ?? null);
  return `${row.ticks[grade] ?? 0} · ${byForms}${both ? ` / ${percentWords(row.byRows[grade] ?? null)}` : ''}`;
}

function AppraisalTable(props: { readonly form: Appraisal }): JSX.Element {
  const both = () => sharesDiffer(props.form.rows);
  return (
    <>
      <DataTable
        caption={props.form.title}
        rows={[...props.form.rows]}
        columns={[
          {
            title: props.form.objects === 'bodies' ? { zh: '班子', en: 'Body' } : { zh: '姓名', en: 'Name' },
            cell: (row) => row.label,
          },
          ...props.form.grades.map((title, grade) => ({
            title,
            cell: (row: Appraisal['rows'][number]) => cellText(row, grade, both()),
            number: true,
          })),
          { title: { zh: '未评', en: 'No grade' }, cell: (row) => row.ungraded, number: true },
          { title: { zh: '位次', en: 'Rank' }, cell: (row) => row.rank, number: true },
        ]}
      />
      <p class="faint">
        {say({
          zh: `有效表 ${props.form.forms} 张。${both() ? '百分比前一个按有效表计，后一个按该项有评价的表计。' : '百分比按有效表计。'}`,
          en: `${props.form.forms} valid forms. ${both() ? 'Shares are of all forms / of the forms that grade this row.' : 'Shares are of all forms.'}`,
        })}
      </p>
      <p>
        {say({
          zh: '测评结果是研判的依据之一，等次由上级党组织集体研判确定。',
          en: 'The forms are one ground of judgement; the grade is decided by the superior organization.',
        })}
      </p>
    </>
  );
}

function RecommendationTable(props: { readonly form: Recommendation }): JSX.Element {
  return (
    <>
      <DataTable
        caption={{
          zh: `推荐${props.form.title.zh}（最多 ${props.form.limit} 名）`,
          en: `${props.form.title.en} (up to ${props.form.limit})`,
        }}
        rows={[...props.form.rows]}
        empty={{ zh: '没有人得到推荐。', en: 'Nobody was recommended.' }}
        columns={[
          { title: { zh: '位次', en: 'Rank' }, cell: (row) => row.rank, number: true },
          { title: { zh: '姓名', en: 'Name' }, cell: (row) => row.label },
          { title: { zh: '得票', en: 'Votes' }, cell: (row) => row.votes, number: true },
          { title: { zh: '占有效表', en: 'Of the forms' }, cell: (row) => percentWords(row.share), number: true },
        ]}
      />
      <p>
        {say({
          zh: `有效表 ${props.form.forms} 张；其余 ${props.form.nominees - props.form.rows.length} 人没有得票。按得票排列，不设过半数，供上级党组织研究。`,
          en: `${props.form.forms} valid forms; the other ${props.form.nominees - props.form.rows.length} got no vote. A ranking without threshold, for the superior organization.`,
        })}
      </p>
    </>
  );
}

export function FormTable(props: { readonly form: FormResult }): JSX.Element {
  return (
    <section class="stack" data-form={props.form.title.zh}>
      <Show
        when={props.form.kind === 'appraisal' ? props.form : null}
        fallback={<RecommendationTable form={props.form as Recommendation} />}
      >
        {(form) => <AppraisalTable form={form()} />}
      </Show>
    </section>
  );
}
