import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {test} from 'node:test';
import {markPrinted, type Printed, recordPrinted, sweepPrinted} from '../helpers/printed.js';

const half = '0123456789abcdef0123456789abcdef';
const secret = 'fedcba9876543210fedcba9876543210fedcba9876';
const givenOut = {halves: [half], clientSecrets: [secret]};

const sweep = (args: readonly string[], texts: Readonly<Record<string, string>>, typed = ''): void => {
	const mark = markPrinted();
	const printed: Printed = {args, texts: () => texts, typed: () => typed};
	recordPrinted(printed);
	sweepPrinted(mark, givenOut);
};

test('finds a token or a client secret in what any program printed, and says where without saying it', () => {
	for (const [args, texts] of [
		[['list'], {stdout: `1000.${half}.x`}],
		[['list', '--debug'], {stderr: Buffer.from(`id:${secret}`).toString('base64')}],
		[['token', 'a'], {stderr: `1000.${half}.x`}],
		[['token', 'a'], {stdout: secret}],
		[['new'], {screen: secret.match(/.{1,10}/g)?.join('\r\n') ?? ''}],
		[['show', 'a', '--reveal'], {stderr: secret}],
	] as const) {
		assert.throws(
			() => sweep(args, texts),
			(error: Error) =>
				error.message.includes(` of zconn ${args.join(' ')} carries`) &&
				!error.message.includes(half) &&
				!error.message.includes(secret),
		);
	}
});

test('lets through a token that was asked for, what was revealed, and a code that the test typed', () => {
	sweep(['token', 'a'], {stdout: `1000.${half}.x`, stderr: ''});
	sweep(['show', 'a', '--reveal'], {screen: secret});
	sweep(['new'], {screen: `❯ 1000.${half}`}, `http://localhost:8790/callback?code=1000.${half}`);
	assert.throws(() => sweep(['new'], {screen: secret}, secret));
});

test('what was printed before the mark is not its business', () => {
	recordPrinted({args: ['list'], texts: () => ({stdout: half}), typed: () => ''});
	sweepPrinted(markPrinted(), givenOut);
});

test('a file of tests fails at its end when a program put out a secret of the sample rows', () => {
	const helper = new URL('../helpers/printed.ts', import.meta.url).href;
	const endOf = (stdout: string) => {
		const printed = `{args: ['list'], texts: () => ({stdout: ${JSON.stringify(stdout)}}), typed: () => ''}`;
		const body = `import {recordPrinted} from ${JSON.stringify(helper)};\nrecordPrinted(${printed});`;
		return spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', body], {
			encoding: 'utf8',
		});
	};
	const leak = endOf('{"clientSecret": "sample-client-secret"}');
	assert.equal(leak.status, 1);
	assert.match(leak.stderr, /stdout of zconn list carries/);
	assert.equal(endOf('nothing').status, 0);
});
