import { type OfficialDocument } from './document.ts';
import { type JudgementFacts } from './judgement-facts.ts';
export declare function judgementResult(facts: JudgementFacts): OfficialDocument;
export declare function judgementNotice(facts: JudgementFacts): OfficialDocument;
export declare function judgementPublicityReport(facts: JudgementFacts): OfficialDocument;
export declare function appraisalSummary(facts: JudgementFacts): OfficialDocument;
