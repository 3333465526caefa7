import {type Finding, fine, note} from '../../io/doctor/finding.js';
import type {Invocation} from '../../kit/invocation.js';
import {chooseMode} from '../../kit/terminal/mode.js';
import {chooseGlyphs} from '../../ui/lines/glyphs.js';

/** The smallest window in which every screen can be used. */
const least = {columns: 40, rows: 12};

/** How the wizard would ask here. */
export const examineTerminal = (invocation: Invocation, platform: NodeJS.Platform): Finding => {
	const mode = chooseMode(invocation);
	const {columns, rows} = invocation.streams.stdout;
	if (mode === 'none') return fine('terminal', 'Nothing is asked here, for --no-input was given.');
	if (mode === 'no-terminal') {
		return note(
			'terminal',
			'Input or output is not a terminal, so nothing can be asked here.',
			'Commands for programs work as they are; for the wizard run it in a terminal, or "zconn new --no-input".',
		);
	}
	const letters = chooseGlyphs(invocation.environment, platform).isAscii ? 'ASCII' : 'UTF-8';
	const size = `${columns} × ${rows}`;
	if (columns < least.columns || rows < least.rows) {
		return note(
			'terminal',
			`The window is small: ${size}.`,
			`${least.columns} × ${least.rows} and more show every screen whole; --plain works in any.`,
		);
	}
	return fine(
		'terminal',
		`${mode === 'plain' ? 'Plain lines' : 'A repainting screen'}, ${size}, ${letters}.`,
	);
};
