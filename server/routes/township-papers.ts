import { err, ok, type Result } from '../../crypto/result.ts';
import type { PAPER_FORMATS } from '../contract/papers.ts';
import {
  beginCombination,
  beginJudgement,
  combinationCsv,
  combinationDocx,
  combinationPdf,
  combinationXlsx,
  fixList,
  handleJudgementObjection,
  handleObjection,
  importJudged,
  importJudgementObjections,
  importList,
  importObjections,
  judgementCsv,
  judgementDocx,
  judgementPdf,
  judgementXlsx,
  judgeOne,
  objectToJudgement,
  postJudgement,
  postList,
  recordObjection,
  settleCombination,
  settleJudgement,
  townshipPapers,
} from '../contract/township-papers.ts';
import type { Mount } from '../http/mount.ts';
import { combinationPaper } from '../papers/combination-papers.ts';
import { judgementPaper } from '../papers/judgement-papers.ts';
import type { Combinations } from '../services/combinations.ts';
import type { RatedSource } from '../services/form-sources.ts';
import type { Judgements } from '../services/judgements.ts';
import { contentOf } from './villages.ts';
import { whenPrintable } from './when-printable.ts';

/** The superior committee's judgements and combined recommendations. */
export function mountTownshipPapers(
  mount: Mount,
  services: {
    readonly judgements: Judgements;
    readonly combinations: Combinations;
    readonly sources: () => Promise<readonly RatedSource[]>;
  },
): void {
  const { judgements, combinations, sources } = services;
  const done = <E>(result: Result<true, E>) => (result.ok ? ok({ done: true as const }) : result);
  const begun = <E>(result: Result<string, E>) => (result.ok ? ok({ id: result.value }) : result);

  mount(townshipPapers, async () => {
    const all = await sources();
    return ok({
      sources: all.map(({ rules: _, superior: __, counted: ___, place: ____, ...source }) => source),
      judgements: [...(await judgements.list(all))],
      combinations: [...(await combinations.list(all))],
    });
  });
  mount(beginJudgement, async ({ body }) => begun(await judgements.begin(await sources(), body)));
  mount(judgeOne, async ({ params, body }) => done(await judgements.judge(params.paper, body)));
  mount(importJudged, ({ params, body }) => judgements.importJudged(params.paper, contentOf(body)));
  mount(postJudgement, async ({ params, body }) => done(await judgements.post(await sources(), params.paper, body)));
  mount(objectToJudgement, async ({ params, body }) => done(await judgements.object(params.paper, body)));
  mount(importJudgementObjections, ({ params, body }) => judgements.importObjections(params.paper, contentOf(body)));
  mount(handleJudgementObjection, async ({ params, body }) =>
    done(await judgements.handle(params.paper, Number(params.index), body.handling)),
  );
  mount(settleJudgement, async ({ params }) => done(await judgements.settle(await sources(), params.paper)));
  mount(beginCombination, async ({ body }) => begun(await combinations.begin(await sources(), body)));
  mount(fixList, async ({ params, body }) => done(await combinations.fixList(await sources(), params.paper, body)));
  mount(importList, async ({ params, body }) =>
    combinations.importList(await sources(), params.paper, contentOf(body)),
  );
  mount(postList, async ({ params, body }) => done(await combinations.post(await sources(), params.paper, body)));
  mount(recordObjection, async ({ params, body }) => done(await combinations.object(params.paper, body)));
  mount(importObjections, ({ params, body }) => combinations.importObjections(params.paper, contentOf(body)));
  mount(handleObjection, async ({ params, body }) =>
    done(await combinations.handle(params.paper, Number(params.index), body.handling)),
  );
  type Params = { readonly paper: string; readonly kind: string };
  type Format = (typeof PAPER_FORMATS)[number];
  const judged = ({ paper, kind }: Params, format: Format) =>
    whenPrintable(async () => {
      const facts = await judgements.facts(await sources(), paper);
      const made = facts === undefined ? undefined : await judgementPaper(facts, kind, format);
      return made === undefined ? err('paper-not-ready' as const) : ok(made);
    });
  mount(judgementPdf, ({ params }) => judged(params, 'pdf'));
  mount(judgementDocx, ({ params }) => judged(params, 'docx'));
  mount(judgementXlsx, ({ params }) => judged(params, 'xlsx'));
  mount(judgementCsv, ({ params }) => judged(params, 'csv'));
  const combined = ({ paper, kind }: Params, format: Format) =>
    whenPrintable(async () => {
      const facts = await combinations.facts(await sources(), paper);
      const made = facts === undefined ? undefined : await combinationPaper(facts, kind, format);
      return made === undefined ? err('paper-not-ready' as const) : ok(made);
    });
  mount(combinationPdf, ({ params }) => combined(params, 'pdf'));
  mount(combinationDocx, ({ params }) => combined(params, 'docx'));
  mount(combinationXlsx, ({ params }) => combined(params, 'xlsx'));
  mount(combinationCsv, ({ params }) => combined(params, 'csv'));
  mount(settleCombination, async ({ params }) => done(await combinations.settle(await sources(), params.paper)));
}
