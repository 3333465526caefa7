import {partingWord} from '../../../source/commands/wizard/parting.js';
import {wrap} from '../../../source/ui/lines/line.js';
import {createDisplay} from '../../../source/ui/screen/display.js';
import {smallWindow} from '../../../source/ui/screen/small-window.js';
import {createAbove} from '../../../source/ui/wizard/above.js';
import {ok, type Result, refused} from '../../../source/zoho/refusal.js';
import {answers, Driver} from '../../wizard/driver.js';
import {ascii, unicode} from '../samples.js';
import {states as consents} from './e-connect.js';
import {HomeScreen, home, printed, type State} from './shown.js';

const inAscii = ({make}: State): State => ({
	kind: 'printed',
	make: () => {
		const shown = make();
		return {...shown, frame: size => shown.frame(size, ascii)};
	},
});

/** A wizard that is left in its Service step, after its draft was saved or was not. */
const left = (saved: Result<true>): State =>
	printed(({columns}, glyphs) => {
		const {state} = new Driver(answers).enterUntil('useValues').send({type: 'draft-saved', result: saved});
		const word = partingWord(state) ?? '';
		return [...createAbove(glyphs).take(state, columns), ...wrap(word, columns)];
	});

const readOnly = refused({
	id: 'file-not-written',
	what: 'The file cannot be written: ~/.config/zoho-connections/connections.json',
	why: 'The file system is read-only.',
	next: 'Make it writable, or name another folder with --config-dir.',
	exitCode: 6,
});

const stopped = createDisplay(
	{
		subscribe: () => () => undefined,
		frame: () => ({lines: [], cursor: undefined}),
		press: () => undefined,
		tick: () => undefined,
		suspend: () => 'Your answers are saved',
	},
	() => ({rows: 24, columns: 80}),
	unicode,
);

/** N. Everywhere. */
export const states = {
	'A trail': printed(({columns}, glyphs) =>
		createAbove(glyphs).take(new Driver(answers).enterUntil('review').state, columns),
	),
	N1: printed(({columns}) => wrap(stopped.suspend(), columns)),
	'N2 saved': left(ok(true)),
	'N2 not saved': left(readOnly),
	N3: printed((_size, glyphs) => smallWindow({columns: 32, rows: 8}, glyphs).lines),
	N4: home(() => new HomeScreen().type('?')),
	N5: inAscii(consents['E9 wrong secret']),
};
