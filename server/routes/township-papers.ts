import { err, ok, type Result } from '../../crypto/result.ts';
import {
  beginCombination,
  beginJudgement,
  combinationDocx,
  combinationPdf,
  fixList,
  handleObjection,
  judgeOne,
  postList,
  recordObjection,
  settleCombination,
  settleJudgement,
  townshipPapers,
} from '../contract/township-papers.ts';
import type { Mount } from '../http/mount.ts';
import { combinationPaper } from '../papers/combination-papers.ts';
import type { Combinations } from '../services/combinations.ts';
import type { RatedSource } from '../services/form-sources.ts';
import type { Judgements } from '../services/judgements.ts';
import { printing } from './villages.ts';

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
      sources: all.map(({ rules: _, superior: __, counted: ___, ...source }) => source),
      judgements: [...(await judgements.list(all))],
      combinations: [...(await combinations.list(all))],
    });
  });
  mount(beginJudgement, async ({ body }) => begun(await judgements.begin(await sources(), body)));
  mount(judgeOne, async ({ params, body }) => done(await judgements.judge(params.paper, body)));
  mount(settleJudgement, async ({ params }) => done(await judgements.settle(await sources(), params.paper)));
  mount(beginCombination, async ({ body }) => begun(await combinations.begin(await sources(), body)));
  mount(fixList, async ({ params, body }) => done(await combinations.fixList(await sources(), params.paper, body)));
  mount(postList, async ({ params, body }) => done(await combinations.post(await sources(), params.paper, body)));
  mount(recordObjection, async ({ params, body }) => done(await combinations.object(params.paper, body)));
  mount(handleObjection, async ({ params, body }) =>
    done(await combinations.handle(params.paper, Number(params.index), body.handling)),
  );
  const printed = (params: { readonly paper: string; readonly kind: string }, format: 'pdf' | 'docx') =>
    printing(async () => {
      const facts = await combinations.facts(await sources(), params.paper);
      const made = facts === undefined ? undefined : await combinationPaper(facts, params.kind, format);
      return made === undefined ? err('paper-not-ready' as const) : ok(made);
    });
  mount(combinationPdf, ({ params }) => printed(params, 'pdf'));
  mount(combinationDocx, ({ params }) => printed(params, 'docx'));
  mount(settleCombination, async ({ params }) => done(await combinations.settle(await sources(), params.paper)));
}
