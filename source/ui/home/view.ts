import {type Place, placeOf} from '../../home/state.js';
import type {Bands} from '../lines/bands.js';
import {fitBands} from '../lines/fit-bands.js';
import type {Frame} from '../lines/frame.js';
import {conflictBands} from './conflict.js';
import {detailsBands, detailsBody} from './details.js';
import {removeBands, renameBands} from './forms.js';
import type {HomeInput} from './input.js';
import {below, keysBands, keysBody} from './keys-page.js';
import {listBands} from './list.js';
import {manyBands, manyLength} from './many.js';
import {reportBands, reportBody} from './pages.js';
import {questionBands} from './questions.js';
import {servicesBands} from './services.js';

/** The screen of where one is, as its bands. */
export const homeBands = (input: HomeInput): Bands => {
	const place = placeOf(input.state);
	switch (place.at) {
		case 'list':
			return listBands(input);
		case 'details':
			return detailsBands(input, place);
		case 'services':
			return servicesBands(input);
		case 'keys':
			return keysBands(input, place, pageBelow(input));
		case 'report':
			return reportBands(input, place);
		case 'many':
			return manyBands(input, place);
		case 'rename':
			return renameBands(input, place);
		case 'remove':
			return removeBands(input, place);
		case 'question':
			return questionBands(input, place);
		case 'conflict':
			return conflictBands(input, place);
	}
};

const pageBelow = (input: HomeInput): Bands => homeBands({...input, state: below(input)});

/** Draws Home. Pure, so that every page can be tested without Ink. */
export const homeFrame = (input: HomeInput): Frame =>
	fitBands(homeBands(input), {rows: input.rows, columns: input.columns}, input.glyphs);

/** How many rows a page has: how far one can scroll. */
export const pageLength = (input: HomeInput, place: Place): number => {
	switch (place.at) {
		case 'details':
			return detailsBody(input, place.linkName).length;
		case 'report':
			return reportBody(input, place.lines).length;
		case 'keys':
			return keysBody(input, pageBelow(input)).length;
		case 'many':
			return manyLength(input, place);
		default:
			return 0;
	}
};
