import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {
	explainFailedWrite,
	explainForeignFile,
	explainUnreadableFile,
	explainUnwritableFile,
} from '../../../source/io/file/refusals.js';

const file = '/home/ana/.config/zoho-connections/connections.json';
const failing = (code: string) => Object.assign(new Error(`${code}: it failed`), {code});

test('each reason of the system has its own words, with the path, the code and exit 6', () => {
	assert.match(explainUnwritableFile(file, failing('Unknown system error -122')).why, /quota.*\(EDQUOT\)/);
	for (const [code, why] of [
		['EACCES', /no permission/],
		['EPERM', /no permission/],
		['EROFS', /read-only/],
		['ENOSPC', /full/],
		['EDQUOT', /quota/],
		['ENOTDIR', /a file, not a folder/],
		['EEXIST', /a file, or a link that leads nowhere/],
		['EISDIR', /a folder in its place/],
		['ELOOP', /leads to itself/],
		['EBUSY', /keeps it open/],
		['ETXTBSY', /keeps it open/],
		['EIO', /fault/],
		['EWHATEVER', /did not allow/],
	] as const) {
		for (const explain of [explainUnreadableFile, explainUnwritableFile]) {
			const refusal = explain(file, failing(code));
			assert.match(refusal.why, why);
			assert.ok(refusal.why.includes(`(${code})`));
			assert.ok(refusal.what.includes(file));
			assert.equal(refusal.exitCode, 6);
			assert.match(refusal.next, /--config-dir DIR/);
		}
	}
	assert.equal(explainUnwritableFile(file, failing('ENOSPC')).id, 'disk-full');
	assert.equal(explainUnwritableFile(file, failing('EACCES')).id, 'file-not-writable');
	assert.doesNotMatch(explainUnwritableFile(file, 'no error at all').why, /\(\)/);
});

test('the doctor is named where he knows the command: for owners and modes', () => {
	for (const explain of [explainUnreadableFile, explainUnwritableFile]) {
		assert.match(explain(file, failing('EACCES')).next, /^Check .* "zconn doctor" shows the command/);
		for (const code of ['EROFS', 'ENOSPC', 'EISDIR', 'EIO'])
			assert.doesNotMatch(explain(file, failing(code)).next, /doctor/);
	}
});

test('the command that takes a file back works as it stands, whatever the path', () => {
	for (const name of [file, "/home/ana/it's here/connections.json", '/tmp/$(touch x)/`y`/c.json']) {
		const {next, why} = explainForeignFile(name, 1234);
		assert.match(why, /1234/);
		const command = /"sudo (chown .*)", or/.exec(next)?.[1] ?? '';
		const words = execFileSync('sh', ['-c', `${command.replace(/^chown/, 'printf "%s\\n"')}`], {
			encoding: 'utf8',
		});
		assert.equal(words.split('\n')[1], name);
	}
});

test('a write that failed says where the old content is', () => {
	assert.match(explainFailedWrite(file, undefined).why, /back in its place/);
	const lost = explainFailedWrite(file, `${file}.backup`);
	assert.ok(lost.why.includes(`${file}.backup`));
	assert.ok(lost.next.includes(`${file}.backup`));
});
