import {type Place, placeOf} from '../../home/state.js';
import {answerBy, type Cases} from '../../wizard/run-machine.js';
import type {Bands} from '../lines/bands.js';
import {fitBands} from '../lines/fit-bands.js';
import type {Frame} from '../lines/line.js';
import {homeNote} from './common.js';
import {conflictBands} from './conflict.js';
import {detailsBands} from './details.js';
import {removeBands, renameBands} from './forms.js';
import type {HomeInput} from './input.js';
import {below, keysBands} from './keys-page.js';
import {listBands} from './list.js';
import {manyBands} from './many.js';
import {reportBands} from './pages.js';
import {questionBands} from './questions.js';
import {servicesBands} from './services.js';

const pages: Cases<'at', HomeInput, Place, Bands> = {
	list: listBands,
	details: detailsBands,
	services: servicesBands,
	keys: (input, place) => keysBands(input, place, homeBands({...input, state: below(input)})),
	report: reportBands,
	many: manyBands,
	rename: renameBands,
	remove: removeBands,
	question: questionBands,
	conflict: conflictBands,
};

/** The screen of where one is, as its bands. */
export const homeBands = (input: HomeInput): Bands => {
	const page = answerBy('at', pages, input, placeOf(input.state));
	return {note: homeNote(input), ...page};
};

/** Draws Home. Pure, so that every page can be tested without Ink. */
export const homeFrame = (input: HomeInput): Frame =>
	fitBands(homeBands(input), {rows: input.rows, columns: input.columns}, input.glyphs);
