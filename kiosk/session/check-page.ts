/**
 * Address of the page /check as a phone in the hall reaches it; the server knows it, since this kiosk may be served from its
 * own 127.0.0.1. The data of a receipt stand after '#'.
 */
export const checkPageAddress = (told: string): string =>
  told === '' ? new URL('/check/', window.location.origin).href : told;
