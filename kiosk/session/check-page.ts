/** Address of the page /check as a phone in the hall reaches it. The data of a receipt stand after '#'. */
export const checkPage = (): string => new URL('/check/', window.location.origin).href;
