/** S9: counts, base in words with its number, smallest winning number, who is elected and by which clause. */
import { For, type JSX } from 'solid-js';
import type { RoundResult } from '../../../server/contract/shared.ts';
import { CheckList } from '../../controls/check-list.tsx';
import { ContestTable } from '../../controls/contest-table.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { FormTable } from '../../controls/form-table.tsx';
import { missingLabel } from '../../controls/missing-label.ts';
import { Card } from '../../controls/official-page.tsx';
import { say } from '../../session/language.ts';
import { checkTitle } from './check-title.ts';

export function ResultCard(props: { readonly result: RoundResult }): JSX.Element {
  return (
    <Card
      title={{ zh: `第 ${props.result.round} 轮计票结果`, en: `Result of round ${props.result.round}` }}
      name={`result-${props.result.round}`}
    >
      <Counters>
        <Counter label={{ zh: '发出', en: 'Issued' }} value={props.result.issued} name="issued" />
        <Counter label={{ zh: '收回', en: 'Recovered' }} value={props.result.recovered} name="recovered" />
        <Counter label={{ zh: '有效票', en: 'Valid' }} value={props.result.valid} name="valid" />
        <Counter label={{ zh: '无效票', en: 'Invalid' }} value={props.result.invalid} name="invalid" />
        <Counter label={missingLabel(props.result.unreadable)} value={props.result.missing} name="missing" />
      </Counters>
      <For each={props.result.contests}>{(contest) => <ContestTable contest={contest} />}</For>
      <For each={props.result.forms}>{(form) => <FormTable form={form} />}</For>
      <details>
        <summary>
          {say({
            zh: `复核：${props.result.checks.filter((check) => check.ok).length} 项通过`,
            en: `Checks: ${props.result.checks.filter((check) => check.ok).length} passed`,
          })}
        </summary>
        <CheckList
          checks={props.result.checks.map((check) => ({
            name: check.name,
            title: checkTitle(check.name),
            state: check.ok ? 'passed' : 'failed',
            detail: check.detail,
          }))}
        />
      </details>
      <p>
        {say({
          zh: `监票人已签名：${props.result.attested.join('、') || '无'}`,
          en: `Attested by: ${props.result.attested.join(', ') || 'nobody'}`,
        })}
      </p>
    </Card>
  );
}
