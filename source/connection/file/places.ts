import {parseJson} from '../../zoho/text.js';
import type {AmongOthers} from './page.js';
import {type Check, fits, is, listOf, number, type Of, oneOf, orAbsent, orNull, text} from './parts.js';

/** From a byte of the file to another one. */
export type Range = readonly number[];

/** Some rows of the file and all that stands around them, as places in it: a gap, rows, a gap, rows, a gap. */
export type Cut = {readonly gaps: readonly Range[]; readonly rows: ReadonlyArray<readonly Range[]>};

const ranges = listOf(listOf(number));
const cut: Check<Cut> = fits({gaps: ranges, rows: listOf(ranges)});
const among: Check<AmongOthers> = fits({
	toldBy: orAbsent(oneOf('who', 'linkName')),
	isPushedOut: orAbsent(oneOf(true)),
	grants: orNull(number),
});

const places = {
	version: oneOf(1),
	/** The file that it was made of. */
	of: text,
	total: number,
	cut,
	/** Of the first connections of the cut; further ones are only there to be named. */
	listed: listOf(among),
};
const placesCheck = fits(places);

/**
 * Where in the file Home's first rows stand, and what is true of them because of the others: places and counts, nothing of what the
 * file says.
 */
export type Places = Of<typeof places>;

/** Undefined for what is no such text. */
export const parsePlaces = (json: string): Places | undefined => {
	const raw = parseJson(json);
	return is(placesCheck, raw) ? raw : undefined;
};
