/** The sheet every official's page is written on: role and meeting at the head, the phase words, the content. */
import { createEffect, type JSX, Show } from 'solid-js';
import type { PhaseName } from '../../server/contract/shared.ts';
import { isTestRunTitle } from '../../tally/meeting/test-run.ts';
import '../theme/theme.ts';
import { say, type Text } from '../session/language.ts';
import { LanguageSwitch } from './language-switch.tsx';
import { Announcements } from './notice.tsx';
import { PhaseBar } from './phase-bar.tsx';
import { TestRunStripe } from './test-run-stripe.tsx';

export type OfficialPageProps = {
  /** 筹备, 签到处, 监票人 … */
  readonly role: Text;
  readonly meeting?: string | null | undefined;
  readonly phase?: PhaseName | null | undefined;
  /** Buttons at the head, e.g. sign out. */
  readonly tools?: JSX.Element;
  /** Id for tests: the `data-screen` of what is shown now. */
  readonly screen: string;
  /** A single column for forms. */
  readonly narrow?: boolean;
  readonly children: JSX.Element;
};

export function OfficialPage(props: OfficialPageProps): JSX.Element {
  createEffect(() => {
    document.title = `${say(props.role)} · ${say({ zh: '唱票', en: 'Changpiao' })}`;
  });
  return (
    <div class="official" data-screen={props.screen}>
      <TestRunStripe when={isTestRunTitle(props.meeting ?? '')} place="head" />
      <header class="official-header">
        <div class="official-brand">
          {say({ zh: '唱票', en: 'Changpiao' })}
          <h1 class="official-role">{say(props.role)}</h1>
        </div>
        <span class="official-meeting">{props.meeting}</span>
        <div class="official-tools">
          {props.tools}
          <LanguageSwitch />
        </div>
      </header>
      <Show when={props.phase}>{(phase) => <PhaseBar phase={phase()} />}</Show>
      <main class="official-main" data-narrow={props.narrow === true}>
        {props.children}
      </main>
      <Announcements />
    </div>
  );
}

/** A titled part of a page. */
export function Card(props: {
  readonly title?: Text;
  readonly children: JSX.Element;
  readonly name?: string;
}): JSX.Element {
  return (
    <section class="card" data-name={props.name}>
      <Show when={props.title}>{(title) => <h2>{say(title())}</h2>}</Show>
      {props.children}
    </section>
  );
}
