import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {closeTerminals, closeTerminalsAfter, type Key, openTerminal} from '../helpers/terminal.js';
import {createVirtualScreen} from '../helpers/virtual-screen.js';

const program = (name: string): string => fileURLToPath(new URL(`programs/${name}.mjs`, import.meta.url));
const say = (code: string) => ({args: ['--eval', code]});

test('shows what the program wrote, and how it ended', async () => {
	await using terminal = openTerminal(say(`console.log('a  '); console.log('  b'); process.exit(7)`));
	assert.deepEqual(await terminal.waitForExit(), {code: 7});
	assert.equal(terminal.screen(), 'a\n  b');
	assert.deepEqual(terminal.exit(), {code: 7});
});

test('keeps lines that left the window, and undoes wrapping when copying', async () => {
	const url = `https://accounts.zoho.com/oauth/v2/auth?${'x'.repeat(60)}`;
	await using terminal = openTerminal({
		...say(
			`for (let i = 1; i < 30; i++) console.log('line ' + i); console.log('${url}'); console.log('end')`,
		),
		columns: 40,
		rows: 12,
	});
	await terminal.waitForExit();
	assert.doesNotMatch(terminal.screen(), /line 1$/m);
	assert.match(terminal.scrollback(), /^line 1\nline 2\n/);
	assert.ok(!terminal.scrollback().includes(url));
	assert.ok(terminal.copied().includes(`\n${url}\nend`));
});

test('presses keys the way a terminal sends them', async () => {
	await using terminal = openTerminal({args: [program('echo-keys')]});
	await terminal.waitFor('listening');
	const keys: ReadonlyArray<readonly [Key, string]> = [
		['enter', '\r'],
		['esc', '\u001B'],
		['shift-tab', '\u001B[Z'],
		['up', '\u001B[A'],
		['ctrl-a', '\u0001'],
		['ctrl-z', '\u001A'],
		['alt-left', '\u001B[1;3D'],
		['alt-b', '\u001Bb'],
		['delete', '\u001B[3~'],
	];
	for (const [index, [key, bytes]] of keys.entries()) {
		terminal.press(key);
		await terminal.waitFor(`chunk ${index + 1}: ${JSON.stringify(bytes)}`);
	}
});

test('sends application cursor keys when the program asked for them', async () => {
	await using terminal = openTerminal({args: [program('echo-keys')]});
	await terminal.waitFor('listening');
	terminal.press('home');
	await terminal.waitFor('"\\u001b[H"');
	await using other = openTerminal(
		say(
			`process.stdin.setRawMode(true); process.stdin.on('data', d => console.log(JSON.stringify(String(d)))); process.stdout.write('\\x1b[?1hready')`,
		),
	);
	await other.waitFor('ready');
	other.press('home');
	await other.waitFor('"\\u001bOH"');
});

test('follows the cursor and the modes, before and after', async () => {
	await using terminal = openTerminal({args: [program('echo-keys')]});
	await terminal.waitFor('listening');
	assert.equal(terminal.cursorVisible(), false);
	assert.deepEqual(terminal.modes(), {
		cursorVisible: false,
		bracketedPaste: true,
		alternateScreen: false,
		applicationCursorKeys: false,
		synchronizedOutput: false,
	});
	terminal.press('ctrl-c');
	assert.deepEqual(await terminal.waitForExit(), {code: 130});
	assert.equal(terminal.cursorVisible(), true);
	assert.equal(terminal.modes().bracketedPaste, false);
	assert.ok(terminal.raw().includes('\u001B[?25l'));
});

test('pastes between marks when asked to, bare otherwise', async () => {
	await using terminal = openTerminal({args: [program('echo-keys')]});
	await terminal.waitFor('listening');
	terminal.paste('one\r\ntwo\n');
	await terminal.waitFor('chunk 1: "\\u001b[200~one\\rtwo\\r\\u001b[201~"');

	await using bare = openTerminal(
		say(
			`process.stdin.setRawMode(true); process.stdin.on('data', d => console.log(JSON.stringify(String(d)))); process.stdout.write('ready')`,
		),
	);
	await bare.waitFor('ready');
	bare.paste('one\ntwo');
	await bare.waitFor('"one\\rtwo"');
});

test('pastes in pieces that arrive one by one, however slow the program', async () => {
	await using terminal = openTerminal({args: [program('echo-keys'), 'slow']});
	await terminal.waitFor('listening');
	await terminal.pasteInChunks('abcdef', [3, 5]);
	await terminal.waitFor('chunk 3: "cdef\\u001b[201~"');
	assert.match(terminal.screen(), /chunk 1: "\\u001b\[2"\nchunk 2: "00~ab"\n/);
});

test('tells the program of a new size; CI does not leak in', async () => {
	await using terminal = openTerminal({args: [program('window')], columns: 60, rows: 20});
	await terminal.waitFor('window 60 x 20, CI=unset');
	terminal.resize(44, 12);
	await terminal.waitFor('window 44 x 12');
	await using inCi = openTerminal({args: [program('window')], env: {CI: 'true'}});
	await inCi.waitFor('window 80 x 24, CI=true');
});

test('an environment of its own: nothing of Node’s, a home that goes', async () => {
	const terminal = openTerminal({
		...say(`console.log(Object.keys(process.env).sort().join(' ')); console.log(process.cwd())`),
		env: {LANG: undefined, ZCONN_ASCII: '1'},
		// All names in one line, where TMPDIR is among them too.
		columns: 200,
	});
	const {home} = terminal;
	assert.ok(existsSync(home));
	await terminal.waitForExit();
	const [names = ''] = terminal.screen().split('\n');
	assert.deepEqual(
		names.split(' ').filter(name => name !== 'TMPDIR' && name !== 'PWD'),
		['HOME', 'PATH', 'TERM', 'XDG_CACHE_HOME', 'ZCONN_ASCII', 'ZCONN_PORTS', 'ZCONN_PRACTICE_PORT'],
	);
	await terminal.close();
	await terminal.close();
	assert.equal(existsSync(home), false);
});

test('names the signal that ended the program', async () => {
	await using terminal = openTerminal({args: [program('echo-keys')]});
	await terminal.waitFor('listening');
	terminal.type('k');
	const {signal} = await terminal.waitForExit();
	assert.equal(signal, 'SIGTERM');
});

test('shows the line discipline that the program left behind', async () => {
	const code = `process.stdin.setRawMode(true); process.kill(process.pid, 'SIGKILL')`;
	await using broken = openTerminal({...say(code), thenRun: 'stty -a'});
	assert.deepEqual(await broken.waitForExit(), {code: 137});
	assert.match(broken.screen(), / -icanon /);
	assert.match(broken.screen(), / -echo /);
	await using healthy = openTerminal({...say(`process.exit(4)`), thenRun: 'stty -a'});
	assert.deepEqual(await healthy.waitForExit(), {code: 4});
	assert.match(healthy.screen(), / icanon /);
	assert.match(healthy.screen(), / echo /);
});

test('a wait in vain ends with the last screen', async () => {
	await using terminal = openTerminal(say(`console.log('what there is'); setInterval(() => {}, 1000)`));
	await terminal.waitFor('what there is');
	await assert.rejects(
		terminal.waitFor(/what there is not/, {timeout: 50}),
		/Waited 50 ms for \/what there is not\/; the screen is\n┌─+\n│what there is\n└/,
	);
	await assert.rejects(
		terminal.waitFor(() => {
			throw new TypeError('a fault in the test');
		}),
		TypeError,
	);
	await assert.rejects(terminal.waitForExit({timeout: 50}), /did not end within 50 ms/);
});

test('a wait ends at once when the program has ended', async () => {
	await using terminal = openTerminal(say(`console.log('bye'); process.exit(5)`));
	await assert.rejects(terminal.waitFor('hello'), /ended \(code 5\) and never showed "hello"[\s\S]*│bye/);
	assert.equal(await terminal.waitFor('bye'), 'bye');
});

test('does not look while a frame is half drawn', async () => {
	// The question for the cursor's place is answered once the first half is on the screen.
	const code = `process.stdin.setRawMode(true);
		process.stdin.once('data', () => process.stdout.write(' whole\\x1b[?2026l'));
		process.stdout.write('\\x1b[?2026hhalf\\x1b[6n')`;
	await using terminal = openTerminal(say(code));
	assert.equal(await terminal.waitFor('half'), 'half whole');
});

test('shows in the middle of a frame what stood there before, as long as the program runs', async () => {
	const screen = createVirtualScreen(20, 5);
	const write = (data: string) => new Promise<void>(resolve => screen.write(data, resolve));
	await write('before\u001B[?2026h\u001B[2J\u001B[Hhalf');
	assert.deepEqual([screen.seen(), screen.screen()], ['before', 'half']);
	await write(' whole\u001B[?2026l');
	assert.deepEqual([screen.seen(), screen.screen()], ['half whole', 'half whole']);
	screen.dispose();

	await using killed = openTerminal(say(`process.stdout.write('before\\x1b[?2026h, half')`));
	await killed.waitForExit();
	assert.equal(killed.screen(), 'before, half');
});

test('closes what a test left open', async t => {
	await t.test('inner', inner => {
		closeTerminalsAfter(inner);
		openTerminal(say('setInterval(() => {}, 1000)'));
	});
	const terminal = openTerminal(say('setInterval(() => {}, 1000)'));
	await closeTerminals();
	assert.equal(terminal.exit()?.signal, 'SIGKILL');
});
