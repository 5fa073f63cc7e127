/** Every sentence a user sees exists in both languages; Chinese is the first. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}
