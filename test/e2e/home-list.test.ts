import assert from 'node:assert/strict';
import {statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {manyConnections} from '../home/samples.js';
import {openScene, type Scene} from './scene.js';

const save = ({folder}: Scene, count: number): string => {
	const path = join(folder, 'connections.json');
	writeFileSync(path, JSON.stringify(manyConnections(count)), {mode: 0o600});
	return path;
};

test('Home of nothing: the first question leads to the ways to a first connection by Esc, and back', async () => {
	await using scene = await openScene();
	await using terminal = scene.wizard({args: []});
	await terminal.waitFor(/❯ Data center/);
	terminal.press('esc');
	assert.match(
		await terminal.waitFor(/❯ {2}Set up a connection/),
		/^zconn · Home\s*\n\s*No connections yet$/m,
	);
	terminal.press('down');
	assert.match(await terminal.waitFor(/▸ Try it first/), /^Enter copy it · /m);
	terminal.type('T');
	await terminal.waitFor('There is no connection to ask about.');
	terminal.press('up');
	await terminal.waitFor(/❯ {2}Set up a connection/);
	terminal.press('enter');
	await terminal.waitFor(/❯ Data center/);
	terminal.press('down');
	await terminal.waitFor('▸ Europe');
	terminal.press('enter');
	await terminal.waitFor(/❯ Client Type/);
	terminal.press('esc');
	await terminal.waitFor(/❯ Data center/);
	terminal.press('esc');
	assert.match(await terminal.waitFor('▸ New connection, step 1 of 6'), /Your answers are kept; they are in/);
	terminal.type('q');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
});

test('Home with one connection, and with three', async () => {
	await using scene = await openScene();
	for (const [count, shown] of [
		[1, '▸ Connection 0'],
		[3, '▸ Connection 0'],
	] as const) {
		save(scene, count);
		await using terminal = scene.wizard({args: []});
		const screen = await terminal.waitFor(shown);
		assert.equal(screen.match(/^ {2}[ ▸] ?.*Connection \d/gm)?.length ?? 0, count);
		assert.ok(screen.split('\n')[0]?.endsWith(count === 1 ? '1 connection' : `${count} connections`));
		terminal.type('T');
		await terminal.waitFor(count === 1 ? 'Enter back' : 'Enter reconnect');
		terminal.type('q');
		assert.deepEqual(await terminal.waitForExit(), {code: 0});
	}
});

test('Home with 10,000: windowed, filtered, asked about before all are tested; looking around writes nothing', async () => {
	await using scene = await openScene();
	const path = save(scene, 10_000);
	const {mtimeMs} = statSync(path);
	await using terminal = scene.wizard({args: []});
	const first = await terminal.waitFor('▸ Connection 0');
	assert.match(first, /10,000 connections/);
	assert.ok(first.split('\n').length < 24);
	terminal.press('end');
	await terminal.waitFor('▸ Connection 9999');
	await terminal.waitFor(/↑ 99\d\d more/);
	terminal.type('/');
	await terminal.waitFor('Filter');
	terminal.type('connection 77');
	await terminal.waitFor(/▸ Connection 0077\b/);
	await terminal.waitFor('280 of 10,000 connections');
	terminal.press('enter');
	await terminal.waitFor(/Filter {2}connection 77 +Esc clears it/);
	terminal.type('T');
	await terminal.waitFor('Test all 280 connections?');
	terminal.type('n');
	await terminal.waitFor(/▸ Connection 0077\b/);
	terminal.press('esc');
	assert.match(
		await terminal.waitFor(now => now.includes('10,000 connections') && !now.includes('280 of')),
		/▸ Connection 0077\b/,
	);
	assert.equal(statSync(path).mtimeMs, mtimeMs);
	terminal.type('q');
	assert.deepEqual(await terminal.waitForExit(), {code: 0});
});

test('another program renames, changes and deletes while Home is open: the highlight stays on its row, or near it', async () => {
	await using scene = await openScene();
	save(scene, 3);
	await using terminal = scene.wizard({args: []});
	await terminal.waitFor('▸ Connection 0');
	terminal.press('down');
	await terminal.waitFor('▸ Connection 1');
	const done = async (...args: readonly string[]): Promise<void> => {
		const {code, stderr} = await scene.run(args);
		assert.equal(code, 0, stderr);
	};
	await done('edit', 'c00001', '--no-input', '--connection-name', 'Middle');
	await terminal.waitFor('▸ Middle');
	await done('rename', 'c00000', 'Zebra');
	assert.match(await terminal.waitFor('Zebra'), /▸ Middle[\s\S]*Zebra/);
	await done('remove', 'c00001', '--yes', '--keep-grant');
	await terminal.waitFor(screen => screen.includes('▸ ') && !screen.includes('Middle'));
	await terminal.waitFor('2 connections');
	// On the open page of what is gone one is told, and back at the list.
	terminal.press('enter');
	await terminal.waitFor('Grants used');
	await done('remove', 'c00002', '--yes', '--keep-grant');
	await done('remove', 'zebra', '--yes', '--keep-grant');
	await terminal.waitFor('No connections yet');
	await terminal.waitFor('No connections yet');
});
