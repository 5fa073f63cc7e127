/** Above the names on the wall: a pre-election names candidates and elects nobody (rules §1.4). */
export const chosenHeading = ({
  post,
  preliminary,
}: {
  readonly post: string;
  readonly preliminary: boolean;
}): string => (preliminary ? `${post}正式候选人` : `当选${post}`);
