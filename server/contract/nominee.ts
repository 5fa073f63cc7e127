/** What is kept about a person who is to stand (rules §4.2): short data, the grounds that bar, and what the township decided. */
import { z } from 'zod';
import {
  CANDIDATE_GROUNDS,
  type CandidateGround,
  SECRETARY_GROUNDS,
  type SecretaryGround,
} from '../../tally/structure/grounds.ts';

const line = (length: number) => z.string().trim().max(length);

export const postNameSchema = z.enum(['secretary', 'deputy', 'member']);
export const groundSchema = z.enum(Object.keys(CANDIDATE_GROUNDS) as [CandidateGround, ...CandidateGround[]]);
export const secretaryGroundSchema = z.enum(Object.keys(SECRETARY_GROUNDS) as [SecretaryGround, ...SecretaryGround[]]);

/** A ground that holds, with its evidence: no program decides one. */
const heldGround = z.strictObject({ ground: groundSchema, evidence: line(400).min(1) }).readonly();

/** What the village declares, and carries in its request. */
export const declarationSchema = z.strictObject({
  /** With the remark where the roll has a namesake: 王建国（1974年4月生）. */
  name: line(60).min(1),
  /** Post held now; null: a new person. */
  sitting: postNameSchema.nullable(),
  grounds: z.array(heldGround).max(11).readonly(),
  secretaryGrounds: z
    .array(z.strictObject({ ground: secretaryGroundSchema, evidence: line(400).min(1) }).readonly())
    .max(9)
    .readonly(),
  /** A sanction whose influence period is not over: which, and until when. '' for none. */
  sanction: line(200),
});
export type Declaration = z.infer<typeof declarationSchema>;

export const nomineeSchema = z.strictObject({
  ...declarationSchema.shape,
  post: postNameSchema,
  sex: z.enum(['female', 'male', '']),
  ethnicity: line(20),
  /** YYYY-MM-DD or YYYY-MM; '' unknown. */
  birth: z.string().regex(/^(\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/),
  education: line(40),
  joined: line(20),
  /** Grounds that the township examined and cleared, with its note or number. */
  cleared: z
    .array(z.strictObject({ ground: groundSchema, note: line(200).min(1) }).readonly())
    .max(11)
    .readonly(),
  /** Number of the county's approval where age asks for one. */
  countyApproval: line(60),
  /** 一肩挑: also head of the village. */
  villageHead: z.boolean(),
});
export type Nominee = z.infer<typeof nomineeSchema>;

/** Before anything is known of a person. */
export const NOBODY: Nominee = {
  name: '',
  post: 'member',
  sitting: null,
  sex: '',
  ethnicity: '',
  birth: '',
  education: '',
  joined: '',
  grounds: [],
  secretaryGrounds: [],
  sanction: '',
  cleared: [],
  countyApproval: '',
  villageHead: false,
};

export const POST_NAME = {
  secretary: { zh: '书记', en: 'Secretary' },
  deputy: { zh: '副书记', en: 'Deputy secretary' },
  member: { zh: '委员', en: 'Committee member' },
} as const;
