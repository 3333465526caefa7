import assert from 'node:assert/strict';
import {test} from 'node:test';
import {selfClient} from '../../wizard/flows/driver.js';
import {Screen} from '../samples.js';
import {states} from '../states/l-ways.js';

const rowsOf = (screen: Screen): string => screen.text();

/** Enter on a row that copies, answered by a clipboard program. */
const copyRow = (screen: Screen): Screen => {
	screen.press('enter');
	const {label, key} = screen.driver.last('copy');
	screen.driver.send({type: 'copy-ended', label, key, how: 'clipboard'});
	return screen;
};

test('Tab leads to the code and marks nothing; the countdown begins with the click on Create alone', () => {
	const skipped = new Screen(selfClient()).press('tab');
	assert.match(rowsOf(skipped), /^ {2}○ Scope, Time Duration, Scope Description, Create +0 of 4 done$/m);
	assert.doesNotMatch(rowsOf(skipped), /\d left/);
	// Back to the rows, of which none is done.
	skipped.press('shift-tab');
	assert.match(rowsOf(skipped), /^ {2}▸ Create .* click$/m);
	assert.doesNotMatch(rowsOf(skipped), /copied|clicked/);
	const screen = copyRow(copyRow(new Screen(selfClient())).press('enter'));
	assert.match(rowsOf(screen), /^ {2}✔ Scope .* copied$[\s\S]*^ {2}✔ Time Duration .* chosen$/m);
	assert.doesNotMatch(rowsOf(screen), /\d left/);
	screen.press('enter');
	assert.match(rowsOf(screen), /^ {2}✔ Scope, Time Duration, Scope Description, Create *$/m);
	assert.match(rowsOf(screen), /Paste the code +at most 10:00 left$/m);
});

test('another code begins with rows that are not done', () => {
	const screen = copyRow(new Screen(selfClient())).press('escape');
	screen.press('enter');
	const {id} = screen.driver.last('prepare-flow');
	screen.driver.send({type: 'flow-prepared', id, at: screen.driver.at});
	assert.match(rowsOf(screen), /^ {2}▸ Scope .* copy$/m);
});

test('the keys hold still from the first row to the code', () => {
	for (const size of [
		{columns: 80, rows: 24},
		{columns: 40, rows: 12},
	]) {
		const heights = [0, 1, 2, 3, 4].map(row => {
			const screen = Object.assign(new Screen(selfClient()), size);
			screen.driver.send({type: 'went-to-code-row', row});
			return screen.lines().length;
		});
		assert.equal(new Set(heights).size, 1, heights.join(' '));
	}
});

test('help says what a code is, what a token is, and that nothing is saved before', () => {
	const help = (name: keyof typeof states, key: string): string => {
		const shown = states[name].make();
		const size = {columns: 80, rows: 24};
		shown.press(key === '?' ? {name: 'text', text: '?'} : {name: key, text: ''}, size);
		return shown
			.frame(size)
			.lines.map(({spans}) => spans.map(({text}) => text).join(''))
			.join(' ');
	};
	assert.match(help('L1', 'ctrl-g'), /A code can be used once/);
	assert.match(help('L4', 'ctrl-g'), /no new consent is needed/);
	// Letters are typed into the code.
	assert.doesNotMatch(help('L1', '?'), /zconn · Help/);
	assert.match(help('L4, whose it is', '?'), /zconn · Help/);
});
