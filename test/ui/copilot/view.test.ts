import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pressCopilot} from '../../../source/ui/copilot/press.js';
import {copilotFrame} from '../../../source/ui/copilot/view.js';
import {keymap} from '../../../source/ui/lines/keys.js';
import {rowWidth} from '../../../source/ui/lines/line.js';
import type {CopilotState} from '../../../source/wizard/copilot/state.js';
import {accepted, openCopilot} from '../../wizard/copilot/scene.js';
import {ascii, textOf, unicode} from '../samples.js';

const sizes = [
	{columns: 80, rows: 24},
	{columns: 40, rows: 12},
	{columns: 120, rows: 40},
] as const;

const frame = (state: CopilotState, size: (typeof sizes)[number] = sizes[0], glyphs = unicode) =>
	copilotFrame({...size, state, glyphs}).lines.map(row => textOf(row).trimEnd());

/** Every state a person comes by on the way, one after the other. */
const walk = (extension: string): readonly CopilotState[] => {
	const scene = openCopilot({extension});
	const states = [scene.state];
	const [, second = ''] = scene.urls();
	scene.send({type: 'url-checked', url: second, answer: 'missing'});
	states.push(scene.state);
	for (let count = 0; count < 40; count++) {
		scene.send(accepted);
		states.push(scene.state);
	}
	scene.send({type: 'toggled-help'});
	return [...states, scene.state];
};

test('no frame is too large in any state at three sizes, and ASCII frames are 7-bit', () => {
	for (const extension of ['books', 'desk', 'crm', 'creator'])
		for (const state of walk(extension))
			for (const size of sizes)
				for (const glyphs of [unicode, ascii]) {
					const {lines} = copilotFrame({...size, state, glyphs});
					assert.ok(lines.length < size.rows, `${lines.length} rows at ${size.rows}`);
					for (const row of lines) {
						assert.ok(rowWidth(row) <= size.columns, textOf(row));
						if (glyphs === ascii) assert.match(textOf(row), /^[\x20-\x7e]*$/);
					}
				}
});

test('the row of keys stands still within a part, and names only keys that do something', () => {
	const commands: Readonly<Record<string, keyof typeof keymap>> = {
		Enter: 'accept',
		Esc: 'back',
		Tab: 'nextField',
		c: 'copy',
		o: 'openConsole',
		t: 'test',
		q: 'quit',
		y: 'yes',
		n: 'no',
		'?': 'allKeys',
		'←': 'left',
		'→': 'right',
	};
	for (const size of sizes) {
		const heights = new Map<string, number>();
		for (const state of walk('books')) {
			const rows = frame(state, size);
			for (const hint of (rows.at(-1) ?? '').split(' · ')) {
				const [key = ''] = hint.split(' ');
				if (key === '↑↓') continue;
				const command = commands[key];
				assert.ok(command, hint);
				const name = keymap[command][0];
				const press = {name: /^.$/.test(name) ? 'text' : name, text: /^.$/.test(name) ? name : ''};
				assert.ok(pressCopilot(press, {...size, state, glyphs: unicode}), hint);
			}
			if (state.hasHelp || state.question) continue;
			const part = rows[1] ?? '';
			assert.equal(rows.length, heights.get(part) ?? rows.length, part);
			heights.set(part, rows.length);
		}
	}
});

test('the values of the form stand in its order, with what to do at the right and the whole of a cut one below', () => {
	const scene = openCopilot();
	scene.registered();
	scene.send({type: 'skipped'}, ...Array.from({length: 7}, () => accepted));
	const rows = frame(scene.state);
	assert.match(rows[0] ?? '', /^zconn · Copy Bennett Books to Sigma +17 of 27 done$/);
	assert.equal(rows[1], '✔ Redirect URLs  ✔ New Connection  ● Values  ○ Connect  ○ Manifest');
	assert.deepEqual(
		rows.filter(row => /(?:copied|chosen|copy|choose|click)$/.test(row)).map(row => row.slice(4, 24).trim()),
		[
			'Service Name',
			'Authentication Type',
			'Parameter Type',
			'Grant Type',
			'Client ID',
			'Client Secret',
			'Authorize URL',
			'Access token URL',
			'Refresh token URL',
			'Scope',
			'Scope Delimiter',
			'Create Service',
		],
	);
	assert.ok(rows.includes('  https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent'));
	assert.ok(rows.some(row => row.startsWith('  ▸ Authorize URL')));
	assert.equal(rows.at(-2), '✔ Copied Client Secret. The next value that you copy replaces it.');
	assert.match(rows.at(-1) ?? '', /^Enter copy, go on · c copy again · o open Sigma · Tab skip/);
	assert.ok(!rows.some(row => row.includes('sample-client-secret')));
});

test('the question, the link name, the manifest by product', () => {
	const scene = openCopilot();
	scene.registered();
	scene.send({type: 'moved', to: 16}, accepted);
	assert.ok(frame(scene.state).includes('Copy the Client Secret?'));
	assert.ok(frame(scene.state).includes('❯  Copy it'));
	scene.send({type: 'answered', answer: 'skip'}, {type: 'moved', to: 23});
	assert.ok(frame(scene.state).includes('  Sigma makes the link name bennett_books from this name.'));
	scene.send({type: 'moved', to: 26});
	assert.match(
		frame(scene.state).join('\n'),
		/"usedConnections": \[[\s\S]*"connectionLinkName": "bennett_books"/,
	);
	assert.ok(frame(scene.state).includes('❯  Copy the snippet'));
	scene.send({type: 'named-extension', id: 'desk'});
	assert.match(frame(scene.state).join('\n'), /"connectors": \[/);
	scene.send({type: 'named-extension', id: 'crm'});
	assert.match(frame(scene.state).join('\n'), /None: manifests of Zoho CRM name no connections/);
	assert.equal(frame(scene.state, sizes[1]).at(-1)?.startsWith('Enter copy'), true);
});

test('a narrow window has the highlighted row with its value below, and the short head', () => {
	const scene = openCopilot();
	scene.registered();
	scene.send({type: 'skipped'}, ...Array.from({length: 7}, () => accepted));
	const rows = frame(scene.state, sizes[1]);
	assert.match(rows[0] ?? '', /^zconn · Copy to Sigma +17 of 27 done$/);
	assert.equal(rows[1], '✔✔●○○ Values (3 of 5)');
	assert.deepEqual(
		rows.filter(row => /(?:copied|copy)$/.test(row)).map(row => row.slice(4, 22).trim()),
		['Client ID', 'Client Secret', 'Authorize URL', 'Access token URL', 'Refresh token URL'],
	);
	assert.equal(rows.at(-2), '✔ Copied Client Secret.');
	const here = rows.findIndex(row => row.startsWith('  ▸ Authorize URL'));
	assert.match(rows[here + 1] ?? '', /^ {4}https:\/\/accounts\.zoho\.com/);
});

test('a wide window has the whole way beside the part that one is in, and what comes after it', () => {
	const scene = openCopilot();
	scene.registered();
	scene.send({type: 'skipped'}, ...Array.from({length: 7}, () => accepted));
	const side = frame(scene.state, sizes[2])
		.slice(3, -1)
		.map(row => row.slice(row.indexOf('│') + 1).trim());
	assert.deepEqual(side.slice(0, 14), [
		...['The way into Sigma', ''],
		'✔ Redirect URLs     3 of 3',
		'✔ New Connection    8 of 8',
		'▸ Values            6 of 12',
		'○ Connect           0 of 3',
		'○ Manifest          0 of 1',
		...['', 'Then', '', '○ Connection Name', '○ Create and Connect', '○ Connect', ''],
	]);
	scene.send({type: 'moved', to: 26});
	assert.doesNotMatch(frame(scene.state, sizes[2]).join('\n'), /Then$/m);
	assert.doesNotMatch(frame(scene.state).join('\n'), /The way into Sigma/);
});
