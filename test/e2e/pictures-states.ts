import {paintLine} from '../../source/ui/lines/paint.js';
import {chooseTheme} from '../../source/ui/lines/theme.js';
import {createVirtualScreen} from '../helpers/virtual-screen.js';
import {windows} from '../ui/states/frames.js';
import {states} from '../ui/states/index.js';
import {drawEmulator, type Pictures} from './picture-frames.js';

/** As on a screen of 16 colors, which the tests themselves do not have. */
const theme = chooseTheme({FORCE_COLOR: '1'});
const {columns, rows} = windows['80x24'];

/** A state of the screens as a picture, drawn as the program draws it, without a program and without Zoho. */
const drawState = async (name: string, title: string): Promise<string> => {
	const {lines} = states[name]?.make().frame({columns, rows}) ?? {};
	if (!lines) throw new Error(`There is no state ${name}.`);
	const view = createVirtualScreen(columns, rows);
	await new Promise<void>(resolve => {
		view.write(lines.map(row => paintLine(row, theme)).join('\r\n'), resolve);
	});
	const drawn = drawEmulator(view.terminal, title);
	view.dispose();
	return drawn;
};

/** Each by the name of its file: the state that it shows, and what its window is called. */
const shown = {
	generate: ['L1', 'zconn: the values for Generate Code'],
	code: ['L2', 'zconn: the code of a Self Client'],
	soid: ['L3, soid', 'zconn: client credentials'],
	device: ['M1', 'zconn: a code for another device'],
	adopt: ['L4', 'zconn: a refresh token that exists'],
	failure: ['E9 wrong secret', 'zconn: a failure, and what fixes it'],
} as const;

/** Screens that would take a while to reach in a terminal, from the table of all states. */
export const drawStates = async (): Promise<Pictures> =>
	Object.fromEntries(
		await Promise.all(
			Object.entries(shown).map(
				async ([file, [name, title]]) => [`${file}.svg`, await drawState(name, title)] as const,
			),
		),
	);
