import assert from 'node:assert/strict';
import {test} from 'node:test';
import {connect, openRegistered} from './connect-scene.js';

test('a window that becomes smaller is never filled with rows that were made for the larger one', async () => {
	await using scene = await openRegistered();
	await connect(scene, {connectionName: 'Books'});
	for (const [args, shown] of [
		[[], '▸ Books'],
		[['new'], '❯ Custom Service'],
		[['edit', 'books'], '▸ Nothing is changed'],
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
