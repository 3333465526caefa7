import {placeOf} from '../../home/state.js';
import {inAscii} from '../lines/ascii.js';
import {type Frame, type FrameParts, fitFrame} from '../lines/frame.js';
import {removeView, renameView} from './forms.js';
import type {HomeInput} from './input.js';
import {listView} from './list.js';
import {detailsView, keysView, questionView, reportView} from './pages.js';
import {servicesView} from './services.js';

const partsOf = (input: HomeInput): FrameParts => {
	const place = placeOf(input.state);
	switch (place.at) {
		case 'list':
			return listView(input);
		case 'details':
			return detailsView(input, place);
		case 'services':
			return servicesView(input);
		case 'keys':
			return keysView(input, place);
		case 'report':
			return reportView(input, place);
		case 'rename':
			return renameView(input, place);
		case 'remove':
			return removeView(input, place);
		case 'question':
			return questionView(input, place);
	}
};

/** The whole screen of Home as rows that fit the window. Pure. */
export const homeFrame = (input: HomeInput): Frame => {
	const {rows, columns, glyphs} = input;
	const parts = partsOf(input);
	return fitFrame(glyphs.isAscii ? inAscii(parts) : parts, rows, columns, glyphs.more);
};
