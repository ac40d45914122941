/** Under which name the browser keeps the pages of the day; the worker and the pages agree on it. */
export const KEPT = 'giornata';
