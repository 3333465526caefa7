import {ascii} from '../samples.js';
import {states as consents} from './e-connect.js';
import {HomeScreen, home, type State} from './shown.js';

const inAscii = ({make}: State): State => ({
	kind: 'printed',
	make: () => {
		const shown = make();
		return {...shown, frame: size => shown.frame(size, ascii)};
	},
});

/** N. Everywhere. */
export const states = {
	N4: home(() => new HomeScreen().type('?')),
	N5: inAscii(consents['E9 wrong secret']),
};
