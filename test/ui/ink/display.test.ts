import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createDisplay, type Shown} from '../../../source/ui/ink/display.js';

const lines = (): Shown => ({
	kind: 'lines',
	screen: {
		subscribe: () => () => undefined,
		version: () => 0,
		frame: () => ({lines: [], cursor: undefined}),
		press: () => undefined,
	},
});

const key = (text: string) => ({name: 'text', text});

test('keys wait while something else is about to be shown, and go to that, in order', () => {
	const [home, wizard] = [lines(), lines()];
	const display = createDisplay(home);
	const heard: string[] = [];
	display.hear(key('early'));
	display.listen(home, press => {
		heard.push(`home ${press.text}`);
		if (press.text === 'n') display.hold();
	});
	for (const text of ['n', 'a', 'b']) display.hear(key(text));
	// Drawn once more before the wizard is there: it must not take what is not for it.
	display.listen(home, press => heard.push(`home again ${press.text}`));
	display.show(wizard);
	display.listen(home, press => heard.push(`home late ${press.text}`));
	display.hear(key('c'));
	display.listen(wizard, press => heard.push(`wizard ${press.text}`));
	assert.deepEqual(heard, ['home early', 'home n', 'wizard a', 'wizard b', 'wizard c']);
});

test('whoever is drawn anew hears from then on, and what is shown is told to those who subscribe', () => {
	const home = lines();
	const display = createDisplay(home);
	const heard: string[] = [];
	let shown = 0;
	const stop = display.subscribe(() => shown++);
	display.listen(home, () => heard.push('first'));
	display.listen(home, () => heard.push('second'));
	display.hear(key('x'));
	const next = lines();
	display.show(next);
	stop();
	display.show(home);
	assert.deepEqual([heard, shown, display.current()], [['second'], 1, home]);
});
