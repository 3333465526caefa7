import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	removeService,
	renameService,
	serviceNameProblem,
} from '../../../source/connection/changes/service.js';
import {targetOf} from '../../../source/wizard/edit/target.js';
import {connection, fileWith, iso, service} from '../../io/helpers/files.js';

const spare = service({linkName: 'spare', name: 'Spare'});

test('a service gets another name and keeps its link name; the same name changes nothing', () => {
	const file = fileWith();
	const renamed = renameService(file, 'books_service', {name: '  Finance ', seen: 'Books service'}, iso(60));
	assert.ok(renamed.ok);
	assert.deepEqual(renamed.value.services.books_service, service({name: 'Finance', updatedAt: iso(60)}));
	assert.deepEqual(renamed.value.connections, file.connections);
	const same = renameService(file, 'books_service', {name: 'Books service', seen: undefined}, iso(60));
	assert.ok(same.ok && same.value === file);
	const gone = renameService(file, 'nobody', {name: 'x', seen: undefined}, iso());
	assert.deepEqual(!gone.ok && [gone.refusal.id, gone.refusal.exitCode], ['no-such-service', 5]);
});

test('names that cannot be', () => {
	assert.equal(serviceNameProblem('Finance'), undefined);
	for (const name of ['', '   ', 'x'.repeat(51), 'a\u0007b', 'a\u200Bb'])
		assert.ok(serviceNameProblem(name), name);
});

test('a service that is used stays, and who uses it is named; also one that only a waiting grant uses', () => {
	const file = fileWith([connection(), connection({linkName: 'crm', name: 'CRM'})], [service(), spare]);
	const used = removeService(file, 'books_service');
	assert.ok(!used.ok);
	assert.deepEqual([used.refusal.id, used.refusal.exitCode], ['service-in-use', 2]);
	assert.match(used.refusal.why, /2 connections use it: Books, CRM\./);
	const removed = removeService(file, 'spare');
	assert.ok(removed.ok);
	assert.deepEqual(Object.keys(removed.value.services), ['books_service']);
	const {dataCenter, apiDomain, scopesRequested, scopesGranted, refreshToken} = connection();
	const incoming = {
		...{dataCenter, apiDomain, scopesRequested, scopesGranted, refreshToken},
		...{accessToken: null, accessTokenExpiresAt: null, refreshedAt: [], account: null, organization: null},
		...{name: 'Books', service: spare, at: iso()},
	};
	const waiting = removeService(fileWith([connection({incoming})], [service(), spare]), 'spare');
	assert.ok(!waiting.ok);
	assert.match(waiting.refusal.why, /A connection uses it: Books\./);
});

test('of connections with one name the link names are said', () => {
	const others = [connection({linkName: 'crm', name: 'CRM'}), connection({linkName: 'crm_2', name: 'CRM'})];
	const file = fileWith([connection(), ...others]);
	const used = removeService(file, 'books_service');
	assert.match(used.ok ? '' : used.refusal.why, /3 connections use it: Books, crm, crm_2\./);
	assert.deepEqual(targetOf(file, 'crm', 'everything')?.sharedBy.toSorted(), ['Books', 'crm_2']);
});
