import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {span} from '../../../source/ui/lines/line.js';
import {chooseTheme} from '../../../source/ui/lines/theme.js';
import {createPainter} from '../../../source/ui/screen/painter.js';
import {createVirtualScreen} from '../../helpers/virtual-screen.js';

const columns = 20;
const rows = 10;
const theme = chooseTheme({NO_COLOR: '1'});

/** A painter on an emulated terminal that has some rows of a shell above it. */
const openPainter = async (before: number) => {
	const screen = createVirtualScreen(columns, rows);
	let written = '$\n'.repeat(before);
	/** Shows what was written. A terminal makes two of a line feed; the emulator does not. */
	const settle = () =>
		new Promise<void>(resolve => {
			screen.write(written.replaceAll('\n', '\r\n'), resolve);
			written = '';
		});
	await settle();
	const painter = createPainter(text => {
		written += text;
	}, theme);
	return {screen, settle, painter, written: () => written};
};

const linesOf = (texts: readonly string[]) => texts.map(text => ({spans: [span(text)]}));

const row = fc.string({unit: fc.constantFrom(...'abcd é日'), maxLength: columns / 2});

const frame = fc.array(row, {minLength: 1, maxLength: rows - 1}).chain(texts =>
	fc.record({
		texts: fc.constant(texts),
		cursor: fc.option(fc.record({x: fc.nat(columns - 1), y: fc.nat(texts.length - 1)}), {nil: undefined}),
	}),
);

const step = fc.record({
	frame,
	above: fc.array(
		row.filter(text => text !== ''),
		{maxLength: 2},
	),
});

const trimmed = (texts: readonly string[]): string =>
	texts
		.map(text => text.trimEnd())
		.join('\n')
		.trimEnd();

test('whatever was drawn before, the last frame stands there whole, below what left it', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(rows), fc.array(step, {minLength: 1, maxLength: 5}), async (before, steps) => {
			const {screen, settle, painter} = await openPainter(before);
			const above = Array.from({length: before}, () => '$');
			/** The window's row of one of all rows since the start. */
			const inWindow = (row: number): number => row - screen.terminal.buffer.active.baseY;
			for (const {frame, above: left} of steps) {
				const {texts, cursor} = frame;
				painter.draw({lines: linesOf(texts), cursor}, left);
				above.push(...left);
				await settle();
				assert.equal(screen.scrollback(), trimmed([...above, ...texts]));
				assert.equal(screen.modes().synchronizedOutput, false);
				assert.equal(screen.modes().cursorVisible, cursor !== undefined);
				const place = cursor ?? {x: 0, y: texts.length};
				assert.deepEqual(screen.cursor(), {column: place.x, row: inWindow(above.length + place.y)});
			}
			painter.end();
			await settle();
			const last = steps.at(-1)?.frame.texts ?? [];
			assert.deepEqual(screen.cursor(), {column: 0, row: inWindow(above.length + last.length)});
			assert.ok(screen.modes().cursorVisible);
			screen.dispose();
		}),
		{numRuns: 60},
	);
});

test('a frame is taken off the window, row by row, and drawn again where it stood', async () => {
	const {screen, settle, painter, written} = await openPainter(2);
	painter.draw({lines: linesOf(['one', 'two', 'three']), cursor: {x: 1, y: 1}});
	await settle();
	painter.replace([]);
	assert.ok(!written().includes('\u001B[J'), 'tmux would keep what is erased like that');
	await settle();
	assert.equal(screen.scrollback(), '$\n$');
	assert.deepEqual(screen.cursor(), {column: 0, row: 2});
	painter.draw({lines: linesOf(['one', 'two', 'three']), cursor: undefined});
	await settle();
	assert.equal(screen.scrollback(), '$\n$\none\ntwo\nthree');
	screen.dispose();
});

test('rows that stay take the place of a frame, more of them than the window has', async () => {
	const {screen, settle, painter} = await openPainter(2);
	painter.draw({lines: linesOf(['head', 'form', 'keys']), cursor: {x: 1, y: 1}});
	await settle();
	const page = Array.from({length: rows + 5}, (_none, index) => `row ${index}`);
	painter.replace(page);
	painter.end();
	await settle();
	assert.equal(screen.scrollback(), ['$', '$', ...page].join('\n'));
	assert.ok(screen.modes().cursorVisible);
	screen.dispose();
});

test('a row that stays as it is is not written again', async () => {
	const {settle, painter, written} = await openPainter(0);
	painter.draw({lines: linesOf(['head', 'old', 'keys']), cursor: undefined});
	await settle();
	painter.draw({lines: linesOf(['head', 'new', 'keys']), cursor: undefined});
	assert.doesNotMatch(written(), /head|keys|old/);
	assert.match(written(), /new/);
});
