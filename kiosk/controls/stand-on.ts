/** Where the focus goes when a voter comes back to a row: whom she wrote in, else what she chose, else its first mark. */
export function standOn(row: HTMLElement): void {
  const control =
    row.querySelector<HTMLElement>('.write-in[data-chosen="true"]') ??
    row.querySelector<HTMLElement>('[aria-pressed="true"]') ??
    row.querySelector<HTMLElement>('.mark');
  control?.focus();
}
