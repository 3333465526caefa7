import assert from 'node:assert/strict';
import {test} from 'node:test';
import {resolveAnswers} from '../../source/wizard/state.js';
import {fieldOf} from '../../source/wizard/steps/index.js';
import {context} from './driver.js';

const problemWith = (key: 'serviceName' | 'connectionName', name: string): string | undefined => {
	const accepted = fieldOf(key).accept(name, resolveAnswers({}, context()), context());
	return accepted.ok ? undefined : accepted.problem;
};

test('a new name is held to what a rename is: nothing in it that cannot be seen', () => {
	for (const key of ['serviceName', 'connectionName'] as const) {
		for (const name of ['a\u001B[2Jb', 'two\nlines', 'a\u009Bb', 'a\u202Eb', 'a\u200Bb', 'a\uD800b']) {
			assert.match(problemWith(key, name) ?? '', /cannot be seen/, `${key} ${JSON.stringify(name)}`);
		}
		for (const name of ['Bücher von Ácme', '会社 2', 'R & D (2026)', '\u{1F4DA} Books']) {
			assert.equal(problemWith(key, name), undefined, name);
		}
	}
});
