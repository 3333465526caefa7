import {currentStep} from '../../../wizard/select.js';
import {isLow, type ViewInput} from '../../fields/view.js';
import type {Bands} from '../../lines/bands.js';
import {headLines} from '../../lines/head.js';
import {line, span} from '../../lines/line.js';

/** What every screen of a consent has. */
export const framed = (input: ViewInput, rest: Omit<Bands, 'head' | 'title'>): Bands => ({
	head: headLines(input),
	// The rail names the step; a low window needs the row.
	...(isLow(input) ? {} : {title: line(span(currentStep(input.state).title, 'title'))}),
	...rest,
});
