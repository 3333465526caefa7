import type {ViewInput} from '../fields/view.js';

/** Below so many rows only what is asked and the ways on have room. */
const lowRows = 18;

export const isLow = ({size}: Pick<ViewInput, 'size'>): boolean => size.rows < lowRows;
