import {chooseGlyphs, type Glyphs} from '../../ui/lines/glyphs.js';
import type {Invocation} from '../invocation.js';

/** The signs that the terminal of a call has, and the name that the program goes by there. */
export const glyphsOf = ({environment, streams}: Invocation): Glyphs => ({
	...chooseGlyphs(environment, process.platform),
	program: streams.program,
	isPractice: streams.isPractice,
});
