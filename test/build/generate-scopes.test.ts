import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import * as z from 'zod/mini';
import {generateScopes} from '../../build/generate-scopes.js';
import {loadScopeCatalogue} from '../../source/zoho/scopes/catalogue.js';
import {temporaryDirectory} from '../helpers/temporary.js';

const root = join(import.meta.dirname, '../..');
const made = readFileSync(join(root, 'source/zoho/scopes/catalogue.json'), 'utf8');
const services = z.parse(
	z.object({services: z.array(z.looseObject({id: z.string(), scopes: z.array(z.string())}))}),
	JSON.parse(made),
).services;
const catalogue = await loadScopeCatalogue();

/** The collected scopes as they were before they were made compact. */
const collected = () => ({
	retrieved: catalogue.retrieved,
	services: services.map(service => ({
		...service,
		scopes: catalogue.scopes
			.filter(({serviceId}) => serviceId === service.id)
			.map(({serviceId: _id, service: _name, ...scope}) => scope),
	})),
});

const files = (folder: string, content: unknown) => {
	const [source, target] = [join(folder, 'scopes.json'), join(folder, 'made.json')];
	writeFileSync(source, JSON.stringify(content));
	return {source, target};
};

const generate = (folder: string, content: unknown) => {
	const {source, target} = files(folder, content);
	const script = ['--import', 'tsx', join(root, 'build/generate-scopes.ts'), source, target];
	const {status, stderr, stdout} = spawnSync(process.execPath, script, {cwd: root, encoding: 'utf8'});
	return {status, stderr, stdout, target};
};

test('the same scopes make the same catalogue, byte for byte', t => {
	const {status, stdout, stderr, target} = generate(temporaryDirectory(t), collected());
	assert.equal(status, 0, stderr);
	assert.match(stdout, new RegExp(`^${catalogue.scopes.length} scopes of ${services.length} services`));
	assert.equal(readFileSync(target, 'utf8'), made);
});

type Collected = ReturnType<typeof collected>;
type Scope = Collected['services'][number]['scopes'][number];

/** The collected ones with the first scope of Books changed, or one more beside it. */
const withBooks = (change: (scopes: readonly Scope[]) => readonly object[]): object => {
	const whole = collected();
	return {
		...whole,
		services: whole.services.map(service =>
			service.id === 'books' ? {...service, scopes: change(service.scopes)} : service,
		),
	};
};

test('what cannot be right is named, and nothing is written', t => {
	const first = catalogue.scopes.find(({serviceId}) => serviceId === 'books');
	assert.ok(first);
	const rows: readonly (readonly [string, object, RegExp])[] = [
		[
			'twice but for its case',
			withBooks(scopes => [...scopes, {...first, scope: first.scope.toUpperCase()}]),
			/ZOHOBOOKS\.\S+ is there twice/,
		],
		[
			'no scope at all',
			withBooks(scopes => [...scopes, {...first, scope: 'ZohoBooks..READ'}]),
			/ZohoBooks\.\.READ has not the form of a scope/,
		],
		[
			'a probe without its scope',
			withBooks(scopes => scopes.filter(({scope}) => scope !== 'ZohoBooks.settings.READ')),
			/the probe of books needs ZohoBooks\.settings\.READ, which is not there/,
		],
		['a confidence that is none', withBooks(scopes => [{...scopes[0], confidence: 'sure'}]), /confidence/],
		[
			'a tab within a text',
			withBooks(scopes => [...scopes, {...first, scope: 'ZohoBooks.x.READ', description: 'a\tb'}]),
			/without tabs/,
		],
		[
			'a product without its service',
			{...collected(), services: collected().services.filter(({id}) => id !== 'desk')},
			/the probe of desk needs Desk\.basic\.READ, which is not there/,
		],
	];
	for (const [name, content, says] of rows) {
		const {source, target} = files(temporaryDirectory(t), content);
		assert.throws(() => generateScopes([source, target]), says, name);
		assert.equal(existsSync(target), false, name);
	}
});
