import type { Text } from '../../session/language.ts';

/** Above the names on the wall: a pre-election names candidates and elects nobody (rules §1.4); nor does a void election (W5). */
export const chosenHeading = ({
  post,
  title,
  election,
  preliminary,
}: {
  readonly post: string;
  readonly title: Text;
  readonly election: 'valid' | 'void';
  readonly preliminary: boolean;
}): Text =>
  election === 'void'
    ? title
    : preliminary
      ? { zh: `${post}正式候选人`, en: `${title.en}: official candidates` }
      : { zh: `当选${post}`, en: `${title.en}: elected` };

/** In the place of names, where nobody was elected; each stands on a line of its own where there is no room for both. */
export const nobodyWords = ({ election }: { readonly election: 'valid' | 'void' }): readonly Text[] =>
  election === 'void'
    ? [
        { zh: '选举无效', en: 'Void' },
        { zh: '须重新选举', en: 'To be held again' },
      ]
    : [{ zh: '无', en: 'Nobody' }];
