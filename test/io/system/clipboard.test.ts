import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {createClipboard} from '../../../source/io/system/clipboard.js';
import {temporaryFolder} from '../helpers/files.js';

const text = 'https://localhost/ä?a=1&b="2"\n';
const osc = `\u{1b}]52;c;${Buffer.from(text).toString('base64')}\u{7}`;

const screen = () => {
	const written: string[] = [];
	return {written, terminal: {isTTY: true, write: (chunk: string) => written.push(chunk)}};
};

test('the text goes through standard input of the first program that works', async t => {
	const folder = temporaryFolder(t);
	const record = path.join(folder, 'seen');
	const script = (name: string, body: string) =>
		fs.writeFileSync(path.join(folder, name), `#!/bin/sh\n${body}\n`, {mode: 0o755});
	script('wl-copy', 'exit 1');
	script(
		'xclip',
		`set > '${record}.environment'; printf '%s' "$*" > '${record}.arguments'; exec /bin/cat > '${record}'`,
	);
	const {written, terminal} = screen();
	const secrets = {
		ZCONN_CLIENT_SECRET: 'hidden-1',
		ZCONN_PASSPHRASE: 'hidden-2',
		ZCONN_NEW_PASSPHRASE: 'hidden-3',
	};
	const environment = {PATH: folder, DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0', ...secrets};
	assert.equal(await createClipboard({environment, platform: 'linux', terminal}).copy(text), 'clipboard');
	assert.equal(fs.readFileSync(record, 'utf8'), text);
	assert.equal(fs.readFileSync(`${record}.arguments`, 'utf8'), '-selection clipboard');
	const seen = fs.readFileSync(`${record}.environment`, 'utf8');
	assert.match(seen, /DISPLAY/);
	assert.doesNotMatch(seen, /hidden-/);
	assert.deepEqual(written, []);
	script('clip.exe', `exec /bin/cat > '${record}'`);
	const wsl = {PATH: folder, WSL_DISTRO_NAME: 'Ubuntu'};
	assert.equal(
		await createClipboard({environment: wsl, platform: 'linux', terminal}).copy(text),
		'clipboard',
	);
	assert.equal(fs.readFileSync(record, 'utf16le'), `\u{feff}${text}`);
});

test('what is copied last stays in the clipboard, though a copy before it takes longer', async t => {
	const folder = temporaryFolder(t);
	const record = path.join(folder, 'seen');
	// The slow one ends once the other one has been asked for, and had the time to overtake it.
	const body = `text=$(/bin/cat); [ "$text" = slow ] && /bin/sleep 0.2; printf '%s' "$text" > '${record}'`;
	fs.writeFileSync(path.join(folder, 'pbcopy'), `#!/bin/sh\n${body}\n`, {mode: 0o755});
	const clipboard = createClipboard({environment: {PATH: folder}, platform: 'darwin'});
	await Promise.all([clipboard.copy('slow'), clipboard.copy('last')]);
	assert.equal(fs.readFileSync(record, 'utf8'), 'last');
});

test('a program that hangs is given up', async t => {
	const folder = temporaryFolder(t);
	fs.writeFileSync(path.join(folder, 'pbcopy'), '#!/bin/sh\nexec /bin/sleep 60\n', {mode: 0o755});
	const {written, terminal} = screen();
	const clipboard = createClipboard({
		environment: {PATH: folder},
		platform: 'darwin',
		terminal,
		timeLimit: 20,
	});
	assert.equal(await clipboard.copy(text), 'terminal');
	assert.deepEqual(written, [osc]);
});

test('else the terminal is asked, through tmux and screen; over SSH at once', async () => {
	const copy = async (environment: Record<string, string>, platform: NodeJS.Platform = 'linux') => {
		const {written, terminal} = screen();
		assert.equal(await createClipboard({environment, platform, terminal}).copy(text), 'terminal');
		return written.join('');
	};
	assert.equal(await copy({PATH: '/nowhere', DISPLAY: ':0'}), osc);
	assert.equal(await copy({TMUX: '/tmp/tmux,1,0'}), `\u{1b}Ptmux;\u{1b}${osc}\u{1b}\\`);
	assert.equal(await copy({STY: '1.pts'}), `\u{1b}P${osc}\u{1b}\\`);
	assert.equal(await copy({SSH_CONNECTION: '1 2 3 4'}, 'darwin'), osc);
});

test('without a terminal, or with far too much text, it says that it failed', async () => {
	const {written, terminal} = screen();
	const environment = {};
	assert.equal(await createClipboard({environment, platform: 'linux'}).copy(text), 'failed');
	assert.equal(
		await createClipboard({environment, platform: 'linux', terminal: {...terminal, isTTY: false}}).copy(text),
		'failed',
	);
	assert.equal(
		await createClipboard({environment, platform: 'linux', terminal}).copy('x'.repeat(60_000)),
		'failed',
	);
	assert.deepEqual(written, []);
});
