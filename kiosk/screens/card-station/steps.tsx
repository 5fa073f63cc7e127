/** The four steps of the card station, each one sheet with one thing to do. */
import { createSignal, For, type JSX, Show } from 'solid-js';
import type { CardStationState } from '../../../server/contract/card-station.ts';
import type { Refusal } from '../../../server/contract/refusals.ts';
import { amount } from '../../../tally/text/amount.ts';
import { Button } from '../../controls/button.tsx';
import { Counter, Counters } from '../../controls/counter.tsx';
import { TextField } from '../../controls/fields.tsx';
import { Notice, RefusalNotice } from '../../controls/notice.tsx';
import { Card } from '../../controls/official-page.tsx';
import { Progress } from '../../controls/progress.tsx';
import { say, type Text } from '../../session/language.ts';
import { CARDS_PER_SHEET, type CardMaking } from './card-making.ts';
import { parseSheetNumbers } from './sheet-numbers.ts';

type StepProps = { readonly state: CardStationState; readonly making: CardMaking };

const sheetsOf = (cards: number) => Math.ceil(cards / CARDS_PER_SHEET);

function StepTitle(props: { readonly number: string; readonly title: Text; readonly lead: Text }): JSX.Element {
  return (
    <header class="step-title">
      <span class="step-number">{props.number}</span>
      <h1>{say(props.title)}</h1>
      <p>{say(props.lead)}</p>
    </header>
  );
}

function Numbers(props: { readonly state: CardStationState }): JSX.Element {
  return (
    <Counters>
      <Counter label={{ zh: '应到', en: 'Expected' }} value={props.state.expected} />
      <Counter label={{ zh: '备用', en: 'Spare' }} value={props.state.spare} />
      <Counter label={{ zh: '制卡', en: 'Cards' }} value={props.state.cards} tone="accent" name="cards" />
      <Counter label={{ zh: '张 A4 纸', en: 'A4 sheets' }} value={sheetsOf(props.state.cards)} />
    </Counters>
  );
}

export function ClosedStep(props: { readonly state: CardStationState }): JSX.Element {
  return (
    <>
      <StepTitle
        number="M1"
        title={{ zh: '现在不能制卡', en: 'No cards can be made now' }}
        lead={{
          zh: '密钥仪式完成以后开始制卡。本页会自动转到下一步。',
          en: 'Cards are made after the key ceremony. This page goes on by itself.',
        }}
      />
      <Numbers state={props.state} />
    </>
  );
}

export function MakeStep(props: StepProps): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const make = async () => {
    setBusy(true);
    await props.making.make();
    setBusy(false);
  };
  return (
    <>
      <StepTitle
        number="M1"
        title={{ zh: `制卡：第 ${props.state.round} 轮`, en: `Cards of round ${props.state.round}` }}
        lead={{
          zh: `${props.state.contests.map(({ zh }) => zh).join('、')}。每名应到会的党员一张，另加备用。`,
          en: `${props.state.contests.map(({ en }) => en).join(', ')}. One card for each expected member, and spares.`,
        }}
      />
      <Numbers state={props.state} />
      <Card title={{ zh: '开始以前', en: 'Before you start' }}>
        <ul class="plain-list">
          <li>
            {say({
              zh: `监票人在场：${props.state.scrutineers.join('、')}`,
              en: `Scrutineers are present: ${props.state.scrutineers.join(', ')}`,
            })}
          </li>
          <li>
            {say({
              zh: '打印机直接接在这台机器上，纸已装好。',
              en: 'The printer is connected to this machine and has paper.',
            })}
          </li>
          <li>
            {say({
              zh: '卡上的密码只在这台机器上产生，只印在纸上；服务器从不知道。',
              en: 'The secrets of the cards are made on this machine only and go onto paper only; the server never sees them.',
            })}
          </li>
          <li>
            {say({
              zh: '卡上没有编号、姓名和时间。',
              en: 'A card carries no number, no name and no time.',
            })}
          </li>
        </ul>
        <div class="row" data-end="true">
          <Button
            kind="primary"
            text={{ zh: `制作 ${props.state.cards} 张投票卡`, en: `Make ${props.state.cards} cards` }}
            busy={busy()}
            onPress={() => void make()}
            name="make"
          />
        </div>
      </Card>
    </>
  );
}

function Printing(props: StepProps): JSX.Element {
  const [spoiled, setSpoiled] = createSignal('');
  const sheets = () => parseSheetNumbers(spoiled(), sheetsOf(props.state.cards));
  const remake = async () => {
    const chosen = sheets();
    if (chosen === null) return;
    await props.making.remake(chosen);
    setSpoiled('');
  };
  return (
    <Card title={{ zh: '打印', en: 'Print' }} name="print">
      <Show when={props.making.drawing()}>
        <Progress text={{ zh: '正在排版…', en: 'Laying out the sheets…' }} />
      </Show>
      <Show when={props.making.printProblem()}>
        {(problem) => (
          <Notice
            tone="bad"
            text={{
              zh: '投票卡没有排成。请检查网络后再试。',
              en: 'The sheets could not be made. Check the network and try again.',
            }}
          >
            <p class="faint">{problem().reason}</p>
          </Notice>
        )}
      </Show>
      <p>
        {say({
          zh: 'A4 纸，单面，实际大小（100 %），每张 8 张卡。沿线裁开，字朝里对折。',
          en: 'A4, one side, actual size (100 %), 8 cards to a sheet. Cut along the lines and fold with the print inside.',
        })}
      </p>
      <p class="faint">
        {say({
          zh: '文件在新的标签页里打开，请在那里打印；本页一直开着。',
          en: 'The file opens in a new tab: print it there and leave this page open.',
        })}
      </p>
      <div class="row">
        {/* A tab of its own: whatever the viewer or the printer does, this page keeps the seeds. */}
        <Show when={props.making.file()}>
          {(address) => (
            <a class="button" data-kind="primary" href={address()} target="_blank" rel="noreferrer" data-name="print">
              {say({ zh: '打开并打印', en: 'Open and print' })}
            </a>
          )}
        </Show>
      </div>
      <details class="spoiled">
        <summary>{say({ zh: '有一张纸印坏了', en: 'A sheet was spoiled' })}</summary>
        <p>
          {say({
            zh: '当众销毁印坏的纸；它的 8 张卡重新制作，原来的不再有效。',
            en: 'Destroy the spoiled sheet in view; its 8 cards are made anew and the old ones are worth nothing.',
          })}
        </p>
        <div class="row spoiled-row">
          <TextField
            label={{ zh: '第几张纸', en: 'Number of the sheet' }}
            help={{ zh: '例如 3 或 3、5-7', en: 'For example 3 or 3, 5-7' }}
            value={spoiled()}
            onInput={setSpoiled}
            error={
              spoiled() !== '' && sheets() === null
                ? {
                    zh: `请写 1 到 ${sheetsOf(props.state.cards)} 之间的数。`,
                    en: `Write numbers from 1 to ${sheetsOf(props.state.cards)}.`,
                  }
                : null
            }
            name="spoiled"
          />
          <Button
            kind="danger"
            text={{ zh: '重新制作这些卡', en: 'Make these cards anew' }}
            disabled={sheets() === null || props.making.drawing()}
            onPress={() => void remake()}
            name="remake"
          />
        </div>
      </details>
    </Card>
  );
}

export function PrintStep(props: StepProps & { readonly onSubmitted: () => Promise<void> }): JSX.Element {
  const [busy, setBusy] = createSignal(false);
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const submit = async () => {
    setBusy(true);
    setRefusal(await props.making.submit());
    await props.onSubmitted();
    setBusy(false);
  };
  return (
    <>
      <StepTitle
        number="M2"
        title={{ zh: '打印投票卡', en: 'Print the cards' }}
        lead={{
          zh: `${props.making.held()} 张卡已在本机产生。印完、数清以后再往下走；刷新或关闭本页，未印的卡就没有了。`,
          en: `${props.making.held()} cards have been made on this machine. Go on when they are printed and counted; leaving or reloading this page loses what is not printed.`,
        }}
      />
      <Printing state={props.state} making={props.making} />
      <Card title={{ zh: '印好以后', en: 'When everything is printed' }}>
        <p>
          {say({
            zh: '把投票卡清单交给服务器。清单里只有每张卡的公开部分，不能用来投票；监票人和服务器都在清单上签名，以后谁也不能再加卡。',
            en: 'Hand the list of cards to the server. It holds the public part of each card only, which cannot vote; the scrutineers and the server sign it, and nobody can add a card afterwards.',
          })}
        </p>
        <RefusalNotice refusal={refusal()} />
        <div class="row" data-end="true">
          <Button
            kind="secondary"
            text={{
              zh: `${sheetsOf(props.state.cards)} 张纸都印好了，提交清单`,
              en: `Printed, ${amount(sheetsOf(props.state.cards), 'sheet')} in all: hand in the list`,
            }}
            busy={busy()}
            disabled={props.making.drawing()}
            onPress={() => void submit()}
            name="submit"
          />
        </div>
      </Card>
    </>
  );
}

function Signatures(props: { readonly state: CardStationState }): JSX.Element {
  return (
    <Show when={props.state.proposal}>
      {(proposal) => (
        <Card title={{ zh: '清单签名', en: 'Signatures on the list' }} name="signatures">
          <p class="digest">
            <span class="faint">{say({ zh: '清单摘要', en: 'Digest of the list' })}</span>
            <span class="code">{proposal().digest.join(' ')}</span>
          </p>
          <ul class="signers">
            <For each={props.state.scrutineers}>
              {(name, index) => {
                const signed = () => proposal().signed.some(({ author }) => author === `scrutineer-${index() + 1}`);
                return (
                  <li data-signed={signed()}>
                    <span>{name}</span>
                    <span>{say(signed() ? { zh: '已签名', en: 'signed' } : { zh: '未签名', en: 'not yet' })}</span>
                  </li>
                );
              }}
            </For>
          </ul>
        </Card>
      )}
    </Show>
  );
}

export function AuditStep(props: StepProps & { readonly onSubmitted: () => Promise<void> }): JSX.Element {
  const [refusal, setRefusal] = createSignal<Refusal | null>(null);
  const resubmit = async () => {
    setRefusal(await props.making.submit());
    await props.onSubmitted();
  };
  return (
    <>
      <StepTitle
        number="M3"
        title={{ zh: '抽验，签名', en: 'Audit and sign' }}
        lead={{
          zh: `监票人随手抽出 ${props.state.auditsAdvised} 张（5 %）打开，在自己的设备上扫描：能读，并在清单上。抽验过的卡不再使用，最后作废。`,
          en: `The scrutineers open ${amount(props.state.auditsAdvised, 'card')} picked at random (5 %); each is scanned on their own devices: readable and on the list. Audited cards are not used and are voided at the end.`,
        }}
      />
      <Counters>
        <Counter
          label={{ zh: '已抽验', en: 'Audited' }}
          value={`${props.state.auditsDone} / ${props.state.auditsAdvised}`}
          tone={props.state.auditsDone >= props.state.auditsAdvised ? 'good' : 'accent'}
          name="audits"
        />
        <Counter label={{ zh: '制卡', en: 'Cards' }} value={props.state.cards} />
      </Counters>
      <Signatures state={props.state} />
      <RefusalNotice refusal={refusal()} />
      <Show
        when={props.making.held() > 0}
        fallback={
          <Notice
            tone="warning"
            text={{
              zh: '本机内存里已没有这些卡的密码（页面重开过）。印好的卡照常有效；若有印坏的纸，请全部重做。',
              en: 'This page no longer holds the secrets of these cards (it was reopened). Printed cards are good; if a sheet was spoiled, make all cards anew.',
            }}
          >
            <Button
              kind="danger"
              text={{ zh: '全部重做', en: 'Make all cards anew' }}
              onPress={() => void props.making.make()}
              name="make-again"
            />
          </Notice>
        }
      >
        <Printing state={props.state} making={props.making} />
        <div class="row" data-end="true">
          <Button
            text={{ zh: '重做以后，再次提交清单', en: 'After making cards anew: hand in the list again' }}
            disabled={props.making.drawing()}
            onPress={() => void resubmit()}
            name="submit-again"
          />
        </div>
      </Show>
    </>
  );
}

export function SignedStep(props: StepProps): JSX.Element {
  return (
    <>
      <StepTitle
        number="M4"
        title={{ zh: '清单已签名，密码已清除', en: 'The list is signed, the secrets are wiped' }}
        lead={{
          zh: '现在只有纸上的卡能投票。再也不能加卡、补卡、复制卡。',
          en: 'Only the cards on paper can vote now. No card can be added, replaced or copied any more.',
        }}
      />
      <Notice
        tone="good"
        name="wiped"
        text={
          props.making.wiped() === null
            ? { zh: '本机内存里没有任何投票卡的密码。', en: 'This machine holds no secret of any card.' }
            : {
                zh: `${props.making.wiped()} 张卡的密码已从本机内存中清除，没有写进磁盘，也没有发给服务器。`,
                en: `The secrets of ${props.making.wiped()} cards have been wiped from this machine's memory; they were never written to disk or sent to the server.`,
              }
        }
      />
      <Signatures state={props.state} />
      <Card title={{ zh: '接下来用手做', en: 'Now by hand' }}>
        <ol class="plain-list">
          <li>{say({ zh: '裁开，字朝里对折，洗乱。', en: 'Cut, fold with the print inside, shuffle.' })}</li>
          <li>
            {say({
              zh: `当众点数装箱：箱内张数 + 抽验 ${props.state.auditsDone} 张 = ${props.state.cards} 张。`,
              en: `Count them into the box in view: cards in the box + ${props.state.auditsDone} audited = ${props.state.cards}.`,
            })}
          </li>
          <li>
            {say({
              zh: '封箱。打印机的存储如能清除，请清除；关闭本页。',
              en: 'Seal the box. Clear the printer’s memory if it has one, and close this page.',
            })}
          </li>
        </ol>
      </Card>
    </>
  );
}
