/** Every rule that a meeting is held by, to be compared with its adopted method before it is sealed (rules §7). */
import { isElectionMeeting } from '../record/meeting-entry.ts';
import type { Text } from '../text/text.ts';
import type { MeetingWords } from './meeting-words.ts';
import type { SettingName } from './setting-choice.ts';
import type { RecordedRules } from './settings.ts';
import { type SettingSentence, settingSentences } from './settings-words.ts';

/** Settings outside their own area that the method of a 民主推荐 or 民主测评 decides as well. */
const OF_EVERY_FORM: readonly SettingName[] = ['publicityDays', 'publicityDayKind', 'publicityCountsPostingDay'];
const FORM_METHOD: Readonly<Record<'recommendation' | 'appraisal', Text>> = {
  recommendation: { zh: '推荐办法', en: 'the method of the recommendation' },
  appraisal: { zh: '测评办法', en: 'the method of the appraisal' },
};

/** A meeting that has no vote for another person says nothing of one. */
export const isOfWriteIns = (setting: SettingName): boolean =>
  /^writeIn|^paper\.writeIn/.test(setting) || setting === 'paper.chosenCount';

/** Every rule that a meeting of this kind is held by: what is read sentence by sentence before it is sealed. */
export function meetingSentences(
  recorded: RecordedRules,
  kind: MeetingWords,
  writeIns = true,
): readonly SettingSentence[] {
  if (kind === 'without-committee' || isElectionMeeting(kind))
    return settingSentences(recorded, ['election', 'conduct', 'paper'], kind).filter(
      ({ setting }) => writeIns || !isOfWriteIns(setting),
    );
  const form = kind as keyof typeof FORM_METHOD;
  return settingSentences(recorded, ['appraisal', 'recommendation', 'conduct'], kind)
    .filter(
      ({ setting, area }) =>
        area === form || setting === 'appraisalMinimumAttendance' || OF_EVERY_FORM.includes(setting),
    )
    .map((sentence) => ({ ...sentence, clause: FORM_METHOD[form] }));
}

/** What was not ticked: a sentence that was changed after it was read has to be read again. */
export const unreadSentences = (
  recorded: RecordedRules,
  kind: MeetingWords,
  read: readonly string[],
  writeIns = true,
): readonly SettingSentence[] => meetingSentences(recorded, kind, writeIns).filter(({ zh }) => !read.includes(zh));
