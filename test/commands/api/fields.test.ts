import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {bodyOf, type Field, readField, withFields} from '../../../source/commands/api/fields.js';
import type {Environment} from '../../../source/io/ports.js';
import {isRefusedError} from '../../../source/zoho/refusal.js';
import {temporaryDirectory} from '../../helpers/temporary.js';

const field = (text: string, isTyped = true, environment: Environment = {}): Field =>
	readField(text, isTyped, {environment});

test('-F knows literals and whole numbers, -f only texts', () => {
	const rows: readonly (readonly [string, unknown])[] = [
		['a=true', true],
		['a=false', false],
		['a=null', null],
		['a=12', 12],
		['a=-3', -3],
		// An id of Zoho's is longer than a number can be exact.
		['a=460000000026049001234', '460000000026049001234'],
		['a=1.5', '1.5'],
		['a=', ''],
		['a=b=c', 'b=c'],
	];
	for (const [text, value] of rows) {
		assert.equal(field(text).value, value, text);
		assert.equal(field(text, false).value, text.slice(2));
	}
});

test('-F reads @FILE', t => {
	const file = path.join(temporaryDirectory(t), 'note');
	fs.writeFileSync(file, 'words');
	assert.equal(field(`a=@${file}`).value, 'words');
	const home = path.dirname(file);
	assert.equal(field('a=@~/note', true, {HOME: home, USERPROFILE: home}).value, 'words');
	assert.equal(field('a=@x', false).value, '@x');
	assert.throws(() => field('a=@/nowhere'), isRefusedError);
});

test('names nest as those of gh do', () => {
	const body = bodyOf(
		['name=A', 'tags[]=x', 'tags[]=y', 'address[city]=Bern', 'rows[][a]=1', 'rows[][b]=2', 'rows[][a]=3'].map(
			text => field(text),
		),
	);
	assert.deepEqual(body, {
		name: 'A',
		tags: ['x', 'y'],
		address: {city: 'Bern'},
		rows: [{a: 1, b: 2}, {a: 3}],
	});
});

test('what is no field is refused, and no prototype is touched', () => {
	for (const text of ['a', '=b', '[x]=1', 'a[=1', 'a]b=1', 'a[__proto__][x]=1', '__proto__=1'])
		assert.throws(() => field(text), isRefusedError, text);
});

test('fields of a GET go behind the query that is there', () => {
	assert.equal(withFields('/x', []), '/x');
	assert.equal(withFields('/x', [field('a=1'), field('b[c]=d e')]), '/x?a=1&b%5Bc%5D=d+e');
	assert.equal(withFields('/x?y=2', [field('a=&')]), '/x?y=2&a=%26');
});
