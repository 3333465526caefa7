import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {TestTerminal} from '../helpers/terminal.js';
import {connect, openRegistered} from './connect-scene.js';

test('a window that becomes smaller is never filled with rows that were made for the larger one', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	for (const [args, shown] of [
		[[], '▸ Books'],
		[['new'], '❯ Custom Service'],
		[['edit', 'books'], '❯  Close'],
	] as const) {
		await using terminal = scene.wizard({args, columns: 100, rows: 30});
		await terminal.waitFor(shown);
		for (const [columns, rows] of [
			[72, 20],
			[50, 14],
			[40, 12],
		] as const) {
			const from = terminal.raw().length;
			terminal.resize(columns, rows);
			await terminal.waitFor(screen => terminal.raw().length > from && screen.includes(shown));
		}
		assert.match(terminal.raw(), /zconn/);
		// The first row always fits its window; it is cut only where it was made for another one.
		assert.doesNotMatch(terminal.raw(), /zconn[^\n]*…/);
	}
});

test('a window that becomes narrower keeps no old picture of Home or the wizard, above it or scrolled away', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	for (const [args, shown] of [
		[[], '▸ Books'],
		[['edit', 'books'], 'Close'],
	] as const) {
		await using terminal = scene.wizard({args, columns: 120, rows: 40});
		await terminal.waitFor(shown);
		for (const columns of [100, 79, 70, 50, 40]) {
			const from = terminal.raw().length;
			terminal.resize(columns, 40);
			// Ink draws twice: when it is asked to, and because it hears of the new size itself.
			await terminal.waitFor(() => terminal.raw().slice(from).split('zconn').length > 2);
			await terminal.waitFor(screen => pictures(terminal) === 1 && screen.includes(shown));
			if (args.length > 0) continue;
			// A page and back: what was still on its way for this size has come, or it would be cut by the next one.
			terminal.type('?');
			await terminal.waitFor('This connection');
			terminal.press('esc');
			await terminal.waitFor(screen => pictures(terminal) === 1 && screen.includes(shown));
		}
	}
});

const pictures = (terminal: TestTerminal): number => terminal.scrollback().split('zconn ·').length - 1;
