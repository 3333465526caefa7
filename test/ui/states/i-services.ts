import {HomeScreen, home} from './shown.js';

/** I. Services. */
export const states = {
	I: home(() => new HomeScreen().type('s')),
};
