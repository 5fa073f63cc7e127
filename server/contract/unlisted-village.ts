/** A village or community of which only the name is known. */
import type { UnitKind } from '../../tally/structure/committee-structure.ts';
import type { Village } from './villages.ts';

/** 社区 or 居 in the name: a community. */
export const unitKindOf = (organization: string): UnitKind =>
  /社区|居委|居民/u.test(organization) ? 'community' : 'village';

export const unlisted = (organization: string): Village => ({
  organization,
  kind: unitKindOf(organization),
  termEnd: null,
  termApproval: '',
  seatsLastTerm: null,
  noticeFrom: null,
  noticeTo: null,
  note: '',
});
