import type {Connection} from './connection.js';

/** How far *Copy to Sigma* has come: "9 of 27"; undefined where nothing of it is done. */
export const sigmaProgress = ({sigma}: Pick<Connection, 'sigma'>) =>
	sigma && sigma.done.length > 0
		? {text: `${sigma.done.length} of ${sigma.of}`, isWhole: sigma.done.length >= sigma.of}
		: undefined;
