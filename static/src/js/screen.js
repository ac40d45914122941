/** Whether the page is wide enough for columns: the kit's `lg`. */
export const wide = window.matchMedia('(min-width: 992px)');
