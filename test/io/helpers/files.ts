import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type {Connection} from '../../../source/connection/connection.js';
import {bare} from '../../../source/connection/file/contents.js';
import type {ConnectionsFile} from '../../../source/connection/file/format.js';
import type {Service} from '../../../source/connection/service.js';
import type {HasAfter} from '../../helpers/temporary.js';

/** A folder that is gone when the test is over. */
export const temporaryFolder = (t: HasAfter): string => {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'zconn-test-'));
	t.after(() => fs.rmSync(folder, {recursive: true, force: true}));
	return folder;
};

export const epoch = Date.parse('2030-01-01T00:00:00.000Z');
export const iso = (offsetSeconds = 0): string => new Date(epoch + offsetSeconds * 1000).toISOString();

export const service = (change: Partial<Service> = {}): Service => ({
	linkName: 'books_service',
	name: 'Books service',
	authenticationType: 'oauth2',
	parameterType: 'header',
	grantType: 'authorization-code',
	dataCenter: 'us',
	sameCredentials: true,
	enabledDataCenters: ['us'],
	clientId: '1000.EXAMPLE',
	clientSecret: {plain: 'example-client-secret'},
	authorizeUrl: 'https://accounts.zoho.com/oauth/v2/auth?access_type=offline&prompt=consent',
	accessTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
	refreshTokenUrl: 'https://accounts.zoho.com/oauth/v2/token',
	scopes: ['ZohoBooks.settings.READ'],
	scopeDelimiter: 'comma',
	createdAt: iso(),
	updatedAt: iso(),
	...change,
});

export const connection = (change: Partial<Connection> = {}): Connection => ({
	linkName: 'books',
	name: 'Books',
	service: 'books_service',
	dataCenter: 'us',
	apiDomain: 'https://www.zohoapis.com',
	scopesRequested: ['ZohoBooks.settings.READ'],
	scopesGranted: ['ZohoBooks.settings.READ'],
	refreshToken: {plain: 'example-refresh-token'},
	accessToken: {plain: 'example-access-token'},
	accessTokenExpiresAt: iso(3600),
	refreshedAt: [],
	throttledUntil: null,
	account: null,
	organization: null,
	refusal: null,
	doubt: null,
	verifiedAt: iso(),
	createdAt: iso(),
	updatedAt: iso(),
	...change,
});

export const fileWith = (
	connections: readonly Connection[] = [connection()],
	services: readonly Service[] = [service()],
): ConnectionsFile => ({
	format: 1,
	services: bare(Object.fromEntries(services.map(one => [one.linkName, one]))),
	connections: bare(Object.fromEntries(connections.map(one => [one.linkName, one]))),
	drafts: bare({}),
});

/** The permission bits of a file. */
export const modeOf = (file: string): string => (fs.statSync(file).mode & 0o777).toString(8);
