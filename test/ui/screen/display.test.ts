import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Press} from '../../../source/ui/input/press.js';
import {line} from '../../../source/ui/lines/line.js';
import {createDisplay} from '../../../source/ui/screen/display.js';
import type {LineScreen, Size} from '../../../source/ui/screen/line-screen.js';
import {createListeners} from '../../../source/wizard/run-machine.js';
import {textOf, unicode} from '../samples.js';

const size = {rows: 24, columns: 80};

/** A screen that only hears. */
const screen = (press: (press: Press, size: Size) => void = () => undefined) => {
	const {subscribe, notify} = createListeners();
	const shown: LineScreen = {
		subscribe,
		frame: () => ({lines: [], cursor: undefined}),
		press,
		tick: () => undefined,
	};
	return {shown, notify};
};

const key = (text: string) => ({name: 'text', text});

test('keys wait while something else is about to be shown, and go to that, in order', () => {
	const heard: string[] = [];
	const home = screen(({text}) => {
		heard.push(`home ${text}`);
		if (text === 'n') display.hold();
	});
	const wizard = screen(({text}) => heard.push(`wizard ${text}`));
	const display = createDisplay(home.shown, () => size, unicode);
	for (const text of ['x', 'n', 'a', 'b']) display.hear(key(text));
	assert.deepEqual(heard, ['home x', 'home n']);
	display.show(wizard.shown);
	display.hear(key('c'));
	assert.deepEqual(heard, ['home x', 'home n', 'wizard a', 'wizard b', 'wizard c']);
});

test('a key comes with the size of the window at that moment', () => {
	const sizes: Size[] = [];
	let now: Size = size;
	const display = createDisplay(screen((_press, at) => sizes.push(at)).shown, () => now, unicode);
	display.hear(key('a'));
	now = {rows: 12, columns: 40};
	display.hear(key('b'));
	assert.deepEqual(sizes, [size, now]);
});

test('changes of what is shown are told, those of what was shown before are not', () => {
	const [home, wizard] = [screen(), screen()];
	const display = createDisplay(home.shown, () => size, unicode);
	let count = 0;
	const stop = display.subscribe(() => count++);
	const versions = [display.version()];
	home.notify();
	versions.push(display.version());
	display.show(wizard.shown);
	versions.push(display.version());
	home.notify();
	assert.equal(display.current(), wizard.shown);
	wizard.notify();
	versions.push(display.version());
	stop();
	wizard.notify();
	assert.equal(count, 3);
	assert.equal(new Set(versions).size, versions.length);
});

test('what remains of a screen stands above the next one, once; one that comes back leaves nothing more', () => {
	const [wizard, home] = [screen(), screen()];
	const pages = [['one', 'two'], []];
	const shown: LineScreen = {...wizard.shown, remains: () => pages.shift()?.map(text => line(text))};
	const display = createDisplay(shown, () => size, unicode);
	assert.equal(display.above.isWaiting(), false);
	display.show(home.shown);
	assert.equal(display.above.isWaiting(), true);
	assert.deepEqual(display.above.take(80), [line('one'), line('two')]);
	display.show(shown);
	display.show(home.shown);
	assert.deepEqual(display.above.take(80), []);
});

test('a window without room says so, draws no more than it has, and hears nothing but the key that leaves', () => {
	const heard: string[] = [];
	let window = {rows: 8, columns: 32};
	const display = createDisplay(screen(({name}) => heard.push(name)).shown, () => window, unicode);
	assert.deepEqual(display.frame(window).lines.map(textOf), [
		'zconn needs 40 × 12; this is 32',
		'× 8.',
		'Make the window larger: nothing',
		'is lost.',
		'Or: zconn --plain',
		'Ctrl+C leave',
	]);
	assert.deepEqual(
		display.frame({rows: 11, columns: 80}).lines.map(textOf)[0],
		'zconn needs 40 × 12; this is 80 × 11.',
	);
	for (const rows of [1, 2, 3])
		assert.equal(display.frame({rows, columns: 80}).lines.length, Math.max(1, rows - 1));
	display.hear(key('a'));
	display.hear({name: 'ctrl-c', text: ''});
	assert.deepEqual(heard, ['ctrl-c']);
	window = size;
	display.hear(key('b'));
	assert.deepEqual(heard, ['ctrl-c', 'text']);
	assert.equal(display.frame(window).lines.length, 0);
});

test('a window that becomes narrower step by step shows one row until it has settled', t => {
	t.mock.timers.enable({apis: ['setTimeout']});
	const wide = 'x'.repeat(78);
	const {shown} = screen();
	const lines = [line('head'), line(wide), line(wide)];
	let now: Size = size;
	const display = createDisplay(
		{...shown, frame: () => ({lines, cursor: undefined})},
		() => now,
		unicode,
		true,
	);
	let count = 0;
	display.subscribe(() => count++);
	now = {rows: 24, columns: 79};
	// No row is broken yet.
	assert.equal(display.refit(), '');
	assert.equal(display.frame(now).lines.length, 3);
	for (const columns of [70, 60, 50]) {
		now = {rows: 24, columns};
		assert.equal(display.refit() === '', columns < 70);
		assert.deepEqual(display.frame(now).lines, [line('head')]);
		t.mock.timers.tick(350);
	}
	assert.equal(count, 0);
	t.mock.timers.tick(50);
	assert.equal(count, 1);
	assert.equal(display.frame(now).lines.length, 3);
});
