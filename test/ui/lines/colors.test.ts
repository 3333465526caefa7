import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type Colors, chooseColors} from '../../../source/ui/lines/colors.js';
import {chooseGlyphs} from '../../../source/ui/lines/glyphs.js';
import {chooseTheme} from '../../../source/ui/lines/theme.js';

const xterm = {TERM: 'xterm-256color'};
const utf8 = {LANG: 'C.UTF-8'};

const rows: readonly (readonly [Record<string, string>, Colors])[] = [
	[xterm, 'all'],
	[{TERM: 'screen'}, 'all'],
	[{TERM: 'foot'}, 'all'],
	[{TERM: 'no-such-terminal'}, 'none'],
	[{TERM: 'no-such-terminal', COLORTERM: 'truecolor'}, 'all'],
	[{TERM: 'no-such-terminal', FORCE_COLOR: '1'}, 'all'],
	[{}, 'none'],
	// A run of a continuous integration that has a terminal shows what a terminal shows.
	[{...xterm, CI: 'true', TEAMCITY_VERSION: '1'}, 'all'],
	[{TERM: 'dumb'}, 'text'],
	[{TERM: 'dumb', COLORTERM: 'truecolor'}, 'text'],
	[{...xterm, NO_COLOR: '1'}, 'none'],
	[{...xterm, NO_COLOR: '0'}, 'none'],
	[{...xterm, NO_COLOR: ''}, 'all'],
	[{...xterm, NO_COLOR: '1', CLICOLOR_FORCE: '1'}, 'none'],
	[{...xterm, NO_COLOR: '1', FORCE_COLOR: '1'}, 'all'],
	[{...xterm, NO_COLOR: '1', FORCE_COLOR: ''}, 'all'],
	[{...xterm, NO_COLOR: '1', FORCE_COLOR: '0'}, 'text'],
	[{...xterm, FORCE_COLOR: '0'}, 'text'],
	[{...xterm, FORCE_COLOR: 'false'}, 'text'],
	[{TERM: 'no-such-terminal', FORCE_COLOR: 'true'}, 'all'],
	[{...xterm, CLICOLOR: '0'}, 'none'],
	[{...xterm, CLICOLOR: '1'}, 'all'],
	[{...xterm, CLICOLOR: '0', CLICOLOR_FORCE: '1'}, 'all'],
	[{TERM: 'no-such-terminal', CLICOLOR_FORCE: '1'}, 'all'],
	[{TERM: 'no-such-terminal', CLICOLOR_FORCE: '0'}, 'none'],
];

const styles = Object.keys(chooseTheme({})) as (keyof ReturnType<typeof chooseTheme>)[];
const sequences = (environment: Record<string, string>): string =>
	styles.map(style => chooseTheme(environment)[style]('x')).join('');

test('colors are as the variables say that other programs heed, and all that draws asks the same place', t => {
	t.mock.method(process, 'emitWarning', () => assert.fail('Node warns on the screen.'));
	for (const [environment, colors] of rows) {
		const told = JSON.stringify(environment);
		assert.equal(chooseColors(environment), colors, told);
		const painted = sequences(environment);
		assert.equal(/\u001B\[(?:[349]\d|10\d)m/.test(painted), colors === 'all', told);
		assert.equal(painted.includes('\u001B'), colors !== 'text', told);
		assert.equal(chooseGlyphs({...environment, ...utf8}, 'linux').hasQr, colors === 'all', told);
	}
});
