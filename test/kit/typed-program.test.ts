import assert from 'node:assert/strict';
import {test} from 'node:test';
import {endRefused, refusalJson} from '../../source/kit/output/print.js';
import {typedProgram} from '../../source/kit/typed-program.js';
import type {Refusal} from '../../source/zoho/refusal.js';

test('a folder that was given is part of what is typed', () => {
	const cases: readonly (readonly [readonly string[], string | undefined])[] = [
		[['list'], undefined],
		[['--config-dir', '/tmp/a b', 'list'], "zconn --config-dir '/tmp/a b'"],
		[['show', 'x', '--config-dir=./here'], "zconn --config-dir './here'"],
		[['--config-dir', 'one', 'list', '--config-dir', "Ana's"], "zconn --config-dir 'Ana'\\''s'"],
		[['exec', 'x', '--', 'tool', '--config-dir', 'other'], undefined],
		[['list', '--config-dir'], undefined],
	];
	for (const [argv, program] of cases) assert.equal(typedProgram(argv), program, argv.join(' '));
});

const refusal: Refusal = {
	id: 'x',
	what: 'Gone: run zconn list.',
	why: 'Why.',
	next: 'Say "zconn list", or "zconn".',
	exitCode: 5,
};

test('whatever the folder is called, a refusal in JSON stays JSON and names the commands as typed', () => {
	for (const folder of ['/tmp/plain', '/tmp/a "quoted" one', '/tmp/back\\slash', "/tmp/it's"]) {
		const program = typedProgram(['--config-dir', folder, 'list']) ?? '';
		let text = '';
		const {stdin, stdout} = process;
		const stderr = Object.create(process.stderr, {write: {value: (part: string) => (text += part)}});
		endRefused({stdin, stdout, stderr, program}, refusal, true);
		const {error} = JSON.parse(text);
		assert.deepEqual(error, refusalJson(refusal, {program}));
		assert.ok(error.nextStep.startsWith(`Say "${program} list", or "${program}".`), error.nextStep);
		assert.ok(error.message.startsWith(`Gone: run ${program} list.`), error.message);
	}
});
