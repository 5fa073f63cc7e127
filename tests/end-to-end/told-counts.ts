/** What nobody may be told before a result is released (UX 6.29). */

/** A field that holds numbers of marks, or says who is elected; null and [] say nothing. A motion by hands has other fields. */
const TOLD = /"(?:approve|disapprove|ticks|votes|graded)":|"elected":(?:true|\[[{"])|"names":\["/;
/** An entry of the record. */
const RESULT_ENTRY = /"type":"result"/;

export const tellsCounts = (text: string): boolean => TOLD.test(text) || RESULT_ENTRY.test(text);
