import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkForm} from '../../source/practice/clients.js';
import {clientFormBody} from '../../source/practice/pages/console.js';
import {page} from '../../source/practice/pages/layout.js';
import {serviceFormBody, workspacesBody} from '../../source/practice/pages/sigma.js';
import {checkService} from '../../source/practice/sigma/fields.js';

const form = {name: 'Bad!', homepage: '', redirectUris: ['http://localhost/callback', 'nonsense']};
const problems = checkForm(form, 'server-based');
const client = {
	type: 'server-based',
	action: '/clients',
	button: 'Create',
	cancel: '/',
	trail: [],
	form,
} as const;

const forms = {
	'a client': [clientFormBody({...client, problems: []}), clientFormBody({...client, problems})],
	'a service': [serviceFormBody('/sigma', {}, []), serviceFormBody('/sigma', {}, checkService({}))],
	'a workspace': [workspacesBody('Noah', [], ''), workspacesBody('Noah', [], 'Enter a name.')],
} as const;

const fieldsOf = (html: string): readonly string[] =>
	html.match(/<(?:input type="text"|select)[^>]*>/g) ?? [];
const idsOf = (html: string): ReadonlySet<string> =>
	new Set([...html.matchAll(/\bid="([^"]+)"/g)].map(([, id = '']) => id));

test('a field keeps its hint while it is wrong, and says what is wrong with it', async () => {
	for (const [name, [right, wrong]] of Object.entries(forms)) {
		const [before, after] = [String(await right), String(await wrong)];
		assert.doesNotMatch(before, /aria-invalid/);
		const invalid = fieldsOf(after).filter(field => field.includes('aria-invalid="true"'));
		assert.ok(invalid.length > 0, name);
		for (const html of [before, after])
			for (const field of fieldsOf(html)) {
				const described = /aria-describedby="([^"]+)"/.exec(field)?.[1]?.split(' ') ?? [];
				for (const id of described) assert.ok(idsOf(html).has(id), `${name}: ${id} leads nowhere`);
				assert.ok(
					described.some(id => /-(?:hint|example)$/.test(id)),
					`${name}: no hint in ${field}`,
				);
				assert.equal(
					described.some(id => id.endsWith('-problem')),
					invalid.includes(field),
					field,
				);
			}
	}
});

test('the title of a page whose form was not taken begins with Error', async () => {
	const frame = {place: 'API Console', dataCenter: 'United States', sites: [], links: []};
	const [right, wrong] = forms['a client'];
	assert.match(
		String(await page(frame, 'Create New Client', right)),
		/<title>Create New Client · Practice Zoho<\/title>/,
	);
	assert.match(
		String(await page(frame, 'Create New Client', wrong, {hasErrors: true})),
		/<title>Error: Create New Client · Practice Zoho<\/title>/,
	);
});
