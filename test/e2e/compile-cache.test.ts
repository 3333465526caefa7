import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {distCli, ensureBuilt} from '../helpers/program.js';
import {removeTemporaryDirectory, temporaryDirectory} from '../helpers/temporary.js';

const victim = 12_345;
const attacker = 1111;

/** Whether another user can run the program from here at all. */
const canBeOthers = (): boolean => {
	const tried = spawnSync('setpriv', [
		`--reuid=${victim}`,
		'--clear-groups',
		process.execPath,
		distCli,
		'--version',
	]);
	return process.getuid?.() === 0 && tried.status === 0;
};

ensureBuilt();
const skip = canBeOthers()
	? false
	: 'NOT TESTED as two users: it takes root, setpriv, and a clone that others can read';

const own = (owner: number, mode: number, ...folders: readonly string[]): void => {
	for (const folder of folders) {
		fs.mkdirSync(folder, {recursive: true});
		fs.chownSync(folder, owner, owner);
		fs.chmodSync(folder, mode);
	}
};

const filesIn = (folder: string): readonly string[] =>
	fs.existsSync(folder)
		? fs
				.readdirSync(folder, {recursive: true, withFileTypes: true})
				.filter(entry => entry.isFile())
				.map(({name}) => name)
		: [];

/** A machine's folder for temporary files, which an attacker prepared, and the home of the victim. */
const begin = (t: TestContext) => {
	const place = temporaryDirectory();
	t.after(() => removeTemporaryDirectory(place));
	fs.chmodSync(place, 0o755);
	const shared = path.join(place, 'tmp');
	const home = path.join(place, 'home');
	own(0, 0o1777, shared);
	own(victim, 0o700, home);
	return {shared, home, usual: path.join(home, '.cache', 'zoho-connections')};
};

/** Runs `zconn list` as the victim; nothing may be said of any cache. */
const list = (home: string, variables: Readonly<Record<string, string>>): void => {
	const {status, stderr} = spawnSync(
		'setpriv',
		[`--reuid=${victim}`, `--regid=${victim}`, '--clear-groups', process.execPath, distCli, 'list'],
		{encoding: 'utf8', cwd: home, env: {PATH: process.env.PATH, HOME: home, ...variables}},
	);
	assert.equal(status, 0, stderr);
	assert.doesNotMatch(stderr, /cache/i);
};

test('compiled code is kept in a folder of the user alone, never where another user prepared one', {
	skip,
}, t => {
	const {shared, home, usual} = begin(t);
	const planted = path.join(shared, 'node-compile-cache');
	own(attacker, 0o777, planted);
	list(home, {TMPDIR: shared});
	assert.deepEqual(filesIn(planted), []);
	assert.notDeepEqual(filesIn(usual), []);
	const {uid, mode} = fs.statSync(usual);
	assert.deepEqual([uid, mode & 0o777], [victim, 0o700]);
});

test('a cache folder that others could have written is not used', {skip}, t => {
	const spoil: Readonly<Record<string, (cache: string) => void>> = {
		'another owner': cache => own(attacker, 0o777, cache),
		'a mode for all': cache => own(victim, 0o777, cache),
		'a mode for the group': cache => own(victim, 0o770, cache),
		'a link to elsewhere': cache => {
			const target = `${path.dirname(cache)}-elsewhere`;
			own(attacker, 0o777, target);
			fs.symlinkSync(target, cache);
		},
		'a link to an own folder': cache => {
			const target = `${path.dirname(cache)}-own`;
			own(victim, 0o700, target);
			fs.symlinkSync(target, cache);
		},
		'a parent of another owner': cache => {
			own(attacker, 0o755, path.dirname(cache));
			own(victim, 0o700, cache);
		},
		'a parent that all can write': cache => {
			own(victim, 0o777, path.dirname(cache));
			own(victim, 0o700, cache);
		},
		"another user's link on the way": cache => {
			const parent = path.dirname(cache);
			const target = `${parent}-target`;
			own(victim, 0o755, target);
			fs.rmdirSync(parent);
			fs.symlinkSync(target, parent);
			fs.lchownSync(parent, attacker, attacker);
			own(victim, 0o700, cache);
		},
	};
	for (const [what, make] of Object.entries(spoil)) {
		const {shared, home} = begin(t);
		const caches = path.join(shared, 'caches');
		own(victim, 0o755, caches);
		make(path.join(caches, 'zoho-connections'));
		list(home, {XDG_CACHE_HOME: caches});
		const found = execFileSync('find', [shared, '-type', 'f'], {encoding: 'utf8'});
		assert.equal(found, '', what);
	}
});

test('an own link on the way, and a folder with the sticky bit, are fine; without a home there is no cache', {
	skip,
}, t => {
	const {shared, home, usual} = begin(t);
	const disk = path.join(shared, 'disk');
	own(victim, 0o755, disk);
	fs.symlinkSync(disk, path.join(home, '.cache'));
	list(home, {});
	assert.notDeepEqual(filesIn(usual), []);
	list(home, {HOME: '', XDG_CACHE_HOME: 'relative', ZCONN_CONFIG_DIR: home});
	assert.deepEqual(fs.readdirSync(home), ['.cache']);
});

test('a cache folder that cannot be made costs no time and no word', {skip}, t => {
	const {home} = begin(t);
	for (const place of ['/proc/x', '/dev/null', path.join(home, 'not', 'there')]) {
		const began = performance.now();
		list(home, {XDG_CACHE_HOME: place});
		assert.ok(performance.now() - began < 10_000, place);
	}
	assert.deepEqual(fs.readdirSync(home), []);
});
