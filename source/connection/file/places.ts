import {parseJson} from '../../zoho/text.js';
import type {AmongOthers} from './page.js';
import {fits, isText, listOf, oneOf, orAbsent, orNull} from './plain-row.js';

/** From a byte of the file to another one. */
export type Range = readonly number[];

/** Some rows of the file and all that stands around them, as places in it: a gap, rows, a gap, rows, a gap. */
export type Cut = {readonly gaps: readonly Range[]; readonly rows: ReadonlyArray<readonly Range[]>};

/**
 * Where in the file Home's first rows stand, and what is true of them because of the others: places and counts, nothing of what the
 * file says.
 */
export type Places = {
	readonly version: 1;
	/** The file that it was made of. */
	readonly of: string;
	readonly total: number;
	readonly cut: Cut;
	/** Of the first connections of the cut; further ones are only there to be named. */
	readonly listed: readonly AmongOthers[];
};

const areRanges = listOf(listOf(Number.isFinite));

const isPlaces = fits<Places>({
	version: oneOf(1),
	of: isText,
	total: Number.isFinite,
	cut: fits<Cut>({gaps: areRanges, rows: listOf(areRanges)}),
	listed: listOf(
		fits<AmongOthers>({
			toldBy: orAbsent(oneOf('who', 'linkName')),
			isPushedOut: orAbsent(oneOf(true)),
			grants: orNull(Number.isFinite),
		}),
	),
});

/** Undefined for what is no such text. */
export const parsePlaces = (text: string): Places | undefined => {
	const raw = parseJson(text);
	return isPlaces(raw) ? raw : undefined;
};
