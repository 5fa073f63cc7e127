/** A number of things in English: "1 ballot", "7 ballots". `many` where more than an s tells them from one. */
export const amount = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
