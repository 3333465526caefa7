import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as z from 'zod/mini';
import {commands} from '../../source/commands/registry.js';
import {connectionJson, serviceJson, serviceUseJson} from '../../source/kit/output/json-views.js';
import {printJson, refusalJson} from '../../source/kit/output/print.js';
import {failure, shapes} from '../../source/kit/shapes/index.js';
import {exampleOf} from '../../source/kit/shapes/shape.js';
import {jsonOption} from '../../source/kit/spec.js';
import {wrongUse} from '../../source/zoho/refusal.js';
import {sampleConnection, sampleFile, sampleNow, sampleService} from '../connection/samples.js';
import {checkJson} from '../helpers/check-json.js';

test('every command that prints JSON has its keys described, and no other', () => {
	const printing = commands.filter(({options}) => options.includes(jsonOption)).map(({name}) => name);
	assert.deepEqual(Object.keys(shapes).toSorted(), printing.toSorted());
});

for (const [command, known] of Object.entries({...shapes, 'a refusal': [failure]}))
	for (const shape of known)
		test(`the example of "${shape.when ?? command}" is what its schema says`, () => {
			const {schema} = shape;
			const example = exampleOf(shape);
			z.parse(schema, example);
			assert.throws(() => z.parse(schema, {...example, stray: 1}));
		});

const printed = (content: Readonly<Record<string, unknown>>): string => {
	let text = '';
	const {stdin, stderr, stdout} = process;
	printJson({stdin, stderr, stdout, writeData: part => (text += part)}, content);
	return text;
};

test('a connection and a service are printed as described, without secrets', () => {
	const file = sampleFile();
	const row = connectionJson(sampleConnection(), file, sampleNow);
	const service = sampleService();
	const text = {
		list: printed({connections: [{...row, refreshedBy: null}]}),
		show: printed({connection: {...row, grantsUsed: 1, serviceDetails: serviceJson(service)}}),
		services: printed({services: [serviceUseJson(service, [sampleConnection()])]}),
	};
	for (const [command, json] of Object.entries(text)) {
		checkJson([command, '--json'], json);
		assert.doesNotMatch(json, /sample-/);
	}
	assert.match(text.services, /"connections": \[\n\s+"acme"/);
});

test('a key that is not described is found', () => {
	assert.throws(
		() => checkJson(['list', '--json'], printed({connections: [], more: 1})),
		/does not describe/,
	);
	assert.throws(() => checkJson(['practice', 'show', '--json'], printed({})), /does not describe/);
	checkJson(['list'], printed({more: 1}));
	checkJson(['list', '--json'], 'zconn list\n');
});

test('a refusal is printed as described', () => {
	z.parse(failure.schema, {error: refusalJson(wrongUse('What.', 'Why.', 'Next.'), {program: undefined})});
});
